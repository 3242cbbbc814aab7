package org.loyaltyrules.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.loyaltyrules.program.Located;

/**
 * Holds expectations against JSON: objects match when each given field matches, lists when each given element matches some
 * element, numbers by value, and null where there is nothing. What stands under {@code not} in an object must not match it.
 */
final class Matching {

    /** Fields by which people tell elements of a list apart. */
    private static final List<String> NAMES = List.of("rule", "voucher", "member", "code", "kind");

    private final List<Mismatch> mismatches = new ArrayList<>();

    private Matching() {}

    /** Where the value is not as expected; empty where it matches. */
    static List<Mismatch> compare(Located expected, JsonNode actual) {
        Matching matching = new Matching();
        matching.compare("", expected, actual);
        return matching.mismatches;
    }

    static boolean matches(Located expected, JsonNode actual) {
        return compare(expected, actual).isEmpty();
    }

    /** The given object without what it must not match. */
    static Located.Fields withoutNot(Located.Fields fields) {
        List<Located.Field> rest = fields.fields().stream()
                .filter(field -> !field.key().equals(ShapeCheck.NOT))
                .toList();
        return new Located.Fields(fields.place(), rest);
    }

    /** What an object must not match. */
    static List<Located.Fields> unwanted(Located.Fields fields) {
        Located.Field not = fields.find(ShapeCheck.NOT);
        return not == null ? List.of() : objects(not.value());
    }

    /** One object, or those of a list. */
    static List<Located.Fields> objects(Located value) {
        List<Located> all = value instanceof Located.Items items ? items.items() : List.of(value);
        return all.stream()
                .filter(Located.Fields.class::isInstance)
                .map(Located.Fields.class::cast)
                .toList();
    }

    private void compare(String path, Located expected, JsonNode actual) {
        if (expected instanceof Located.Fields fields && actual.isObject()) {
            for (Located.Field field : withoutNot(fields).fields()) {
                JsonNode value = actual.has(field.key()) ? actual.get(field.key()) : MissingNode.getInstance();
                compare(path.isEmpty() ? field.key() : path + "." + field.key(), field.value(), value);
            }
            for (Located.Fields not : unwanted(fields)) {
                if (matches(not, actual)) {
                    mismatches.add(new Mismatch(path, Mismatch.Kind.UNWANTED, not, actual));
                }
            }
        } else if (expected instanceof Located.Items items && actual.isArray()) {
            items.items().forEach(item -> element(path, item, actual));
        } else if (!isSame(expected, actual)) {
            mismatches.add(new Mismatch(path, Mismatch.Kind.DIFFERENT, expected, actual));
        }
    }

    private void element(String path, Located expected, JsonNode list) {
        for (JsonNode item : list) {
            if (matches(expected, item)) {
                return;
            }
        }
        String name = name(expected);
        JsonNode namesake = name == null ? null : onlyNamesake(expected, list);
        if (namesake == null) {
            mismatches.add(new Mismatch(path, Mismatch.Kind.NOT_IN_LIST, expected, list));
        } else {
            compare(path + "[" + name + "]", expected, namesake);
        }
    }

    /** The element with the same name; null where there is none, or where there are several. */
    private static @Nullable JsonNode onlyNamesake(Located expected, JsonNode list) {
        JsonNode found = null;
        for (JsonNode item : list) {
            if (isNamesake(expected, item)) {
                if (found != null) {
                    return null;
                }
                found = item;
            }
        }
        return found;
    }

    private static boolean isNamesake(Located expected, JsonNode item) {
        for (String key : NAMES) {
            Located.Field field = expected instanceof Located.Fields fields ? fields.find(key) : null;
            if (field != null && field.value() instanceof Located.Text text) {
                return item.path(key).asText().equals(text.text());
            }
        }
        return false;
    }

    /** The name of an element of a list, as it is; null where it has none. */
    static @Nullable String name(JsonNode element) {
        for (String key : NAMES) {
            if (element.path(key).isTextual()) {
                return element.get(key).textValue();
            }
        }
        return null;
    }

    /** The name of an element of a list, as it is expected; null where it has none. */
    static @Nullable String name(Located expected) {
        for (String key : NAMES) {
            Located.Field field = expected instanceof Located.Fields fields ? fields.find(key) : null;
            if (field != null && field.value() instanceof Located.Text text) {
                return text.text();
            }
        }
        return null;
    }

    private static boolean isSame(Located expected, JsonNode actual) {
        if (expected instanceof Located.Text text) {
            return actual.isTextual() && actual.textValue().equals(text.text());
        }
        if (expected instanceof Located.Number number) {
            return actual.isNumber() && actual.decimalValue().compareTo(number.number()) == 0;
        }
        if (expected instanceof Located.Truth truth) {
            return actual.isBoolean() && actual.booleanValue() == truth.truth();
        }
        return expected instanceof Located.Nothing && (actual.isNull() || actual.isMissingNode());
    }
}
