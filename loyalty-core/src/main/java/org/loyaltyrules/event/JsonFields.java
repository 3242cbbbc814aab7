package org.loyaltyrules.event;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.MonthDay;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The fields of one JSON object of an event; every method refuses a value of another type than it gives. */
final class JsonFields {

    private static final int LAST_YEAR = 9999;

    private final String path;
    private final Map<String, Object> fields;

    /**
     * Wraps an object.
     *
     * @param path of the object; empty for the event itself
     */
    JsonFields(String path, Map<String, Object> fields) {
        this.path = path;
        this.fields = fields;
    }

    static String join(String path, String name) {
        return path.isEmpty() ? name : path + "." + name;
    }

    /** Refuses any field but these. */
    void allow(String what, List<String> names) {
        for (String name : fields.keySet()) {
            if (!names.contains(name)) {
                throw malformed(name, "is not a field of " + what + ", which has " + String.join(", ", names));
            }
        }
    }

    boolean has(String name) {
        return fields.containsKey(name);
    }

    /** A text that is not blank. */
    String text(String name) {
        return nonBlank(join(path, name), required(name, "a text"));
    }

    /** A text, also an empty one; null where it is not given. */
    @Nullable
    String textOrNull(String name) {
        Object value = given(name);
        return value == null ? null : text(join(path, name), value);
    }

    long whole(String name) {
        return whole(join(path, name), required(name, "a whole number"));
    }

    long whole(String name, long byDefault) {
        Object value = given(name);
        return value == null ? byDefault : whole(join(path, name), value);
    }

    BigDecimal amount(String name) {
        String place = join(path, name);
        Object value = required(name, "an amount of money");
        if (!(value instanceof BigDecimal number)) {
            throw new EventFormatException(place, "must be a number, not " + describe(value));
        }
        return Field.amount(place, number);
    }

    OffsetDateTime at() {
        String expected = "must be a date and time with offset such as 2026-05-02T12:00:00+08:00";
        try {
            OffsetDateTime at = OffsetDateTime.parse(text("at"));
            if (at.getYear() < 1 || at.getYear() > LAST_YEAR) {
                throw malformed("at", "must lie in the years 1 to " + LAST_YEAR);
            }
            return at;
        } catch (DateTimeException e) {
            throw malformed("at", expected);
        }
    }

    LocalDate date(String name) {
        try {
            LocalDate date = LocalDate.parse(text(name));
            if (date.getYear() < 1 || date.getYear() > LAST_YEAR) {
                throw malformed(name, "must lie in the years 1 to " + LAST_YEAR);
            }
            return date;
        } catch (DateTimeException e) {
            throw malformed(name, "must be a date such as 2026-05-02");
        }
    }

    @Nullable
    LocalDate dateOrNull(String name) {
        return has(name) ? date(name) : null;
    }

    /** The month and day of a birthday; null where it is not given. */
    @Nullable
    MonthDay birthdayOrNull(String name) {
        if (!has(name)) {
            return null;
        }
        String text = text(name);
        try {
            return text.startsWith("--") ? MonthDay.parse(text) : MonthDay.from(LocalDate.parse(text));
        } catch (DateTimeException e) {
            throw malformed(name, "must be a birthday such as 1990-05-02 or --05-02");
        }
    }

    /** Texts that are not blank; empty where they are not given. */
    List<String> texts(String name) {
        List<String> texts = new ArrayList<>();
        List<?> items = items(name);
        for (int i = 0; i < items.size(); i++) {
            texts.add(nonBlank(join(path, name) + "[" + i + "]", items.get(i)));
        }
        return texts;
    }

    /** As {@link #texts}; a text given twice counts once. */
    Set<String> set(String name) {
        return new LinkedHashSet<>(texts(name));
    }

    /** The objects of a list; empty where it is not given. */
    List<JsonFields> objects(String name) {
        List<JsonFields> objects = new ArrayList<>();
        List<?> items = items(name);
        for (int i = 0; i < items.size(); i++) {
            objects.add(object(join(path, name) + "[" + i + "]", items.get(i)));
        }
        return objects;
    }

    /** Texts by name; empty where they are not given. */
    Map<String, String> attributes(String name) {
        Map<String, String> attributes = new LinkedHashMap<>();
        named(name).forEach((key, value) -> attributes.put(key, text(join(join(path, name), key), value)));
        return attributes;
    }

    /** Texts by name, empty where JSON has a null. */
    Map<String, Optional<String>> changes(String name) {
        Map<String, Optional<String>> changes = new LinkedHashMap<>();
        named(name)
                .forEach((key, value) -> changes.put(
                        key,
                        value == EventParser.NULL
                                ? Optional.empty()
                                : Optional.of(text(join(join(path, name), key), value))));
        return changes;
    }

    /** An exception about one of the fields. */
    EventFormatException malformed(String name, String message) {
        return new EventFormatException(join(path, name), message);
    }

    private Map<String, Object> named(String name) {
        return has(name) ? object(join(path, name), required(name, "an object")).fields : Map.of();
    }

    private List<?> items(String name) {
        Object value = given(name);
        if (value == null) {
            return List.of();
        }
        if (value instanceof List<?> items) {
            return items;
        }
        throw malformed(name, "must be a list, not " + describe(value));
    }

    @SuppressWarnings("unchecked") // The parser makes no other maps.
    private static JsonFields object(String path, Object value) {
        if (value instanceof Map<?, ?> map) {
            return new JsonFields(path, (Map<String, Object>) map);
        }
        throw new EventFormatException(path, "must be an object, not " + describe(value));
    }

    private Object required(String name, String expected) {
        Object value = given(name);
        if (value == null) {
            throw malformed(name, "is missing: must be " + expected);
        }
        return value;
    }

    private @Nullable Object given(String name) {
        Object value = fields.get(name);
        if (value == EventParser.NULL) {
            throw malformed(name, "must not be null; leave the field out instead");
        }
        return value;
    }

    private static String nonBlank(String path, Object value) {
        return Field.text(path, text(path, value));
    }

    private static String text(String path, Object value) {
        if (value instanceof String text) {
            return text;
        }
        throw new EventFormatException(path, "must be a text, not " + describe(value));
    }

    private static long whole(String path, Object value) {
        if (!(value instanceof BigDecimal number)) {
            throw new EventFormatException(path, "must be a whole number, not " + describe(value));
        }
        // Held against the digits first: a number like 1e999999999 must not be written out.
        if ((long) number.precision() - number.scale() > 19) {
            throw new EventFormatException(path, "is too large");
        }
        if (number.stripTrailingZeros().scale() > 0) {
            throw new EventFormatException(path, "must be a whole number, not a fraction");
        }
        try {
            return number.longValueExact();
        } catch (ArithmeticException e) {
            throw new EventFormatException(path, "is too large");
        }
    }

    private static String describe(Object value) {
        if (value instanceof String) {
            return "a text";
        }
        if (value instanceof BigDecimal) {
            return "a number";
        }
        if (value instanceof Boolean) {
            return "true or false";
        }
        if (value == EventParser.NULL) {
            return "null";
        }
        return value instanceof List<?> ? "a list" : "an object";
    }
}
