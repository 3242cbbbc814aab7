package org.loyaltyrules.testing;

import java.util.List;
import org.loyaltyrules.program.Located;
import org.loyaltyrules.program.ProblemLog;
import org.loyaltyrules.program.Spelling;
import org.loyaltyrules.program.Values;

/** Reports what an expectation can never meet: fields and codes that do not exist, and values of another type. */
final class ShapeCheck {

    /** The key whose value must not match. */
    static final String NOT = "not";

    private final ProblemLog log;

    ShapeCheck(ProblemLog log) {
        this.log = log;
    }

    /** Checks what is expected under a key against what can be there. */
    void check(String key, Located expected, Shape shape) {
        if (shape instanceof Shape.ObjectOf object && expected instanceof Located.Fields fields) {
            fields(key, fields, object);
        } else if (shape instanceof Shape.ListOf list && expected instanceof Located.Items items) {
            items(key, items, list);
        } else if (shape instanceof Shape.OneOf one && expected instanceof Located.Text text) {
            if (!one.texts().contains(text.text())) {
                log.error(
                        "never-matches",
                        text.place(),
                        Located.quote(key) + " is never " + text.describe() + ": this is not " + one.what(),
                        Values.didYouMean(Spelling.nearest(text.text(), one.texts())));
            }
        } else if (!fits(expected, shape)) {
            log.error(
                    "wrong-type",
                    expected.place(),
                    Located.quote(key) + " must be " + shape.expected() + ", but is " + expected.describe());
        }
    }

    private void items(String key, Located.Items items, Shape.ListOf list) {
        if (items.items().isEmpty()) {
            log.warning(
                    "empty-list",
                    items.place(),
                    "an empty list expects nothing: it matches every list",
                    "what must not be there is said with \"" + NOT + "\"");
        }
        items.items().forEach(item -> check("each of " + key, item, list.element()));
    }

    private void fields(String key, Located.Fields fields, Shape.ObjectOf object) {
        for (Located.Field field : fields.fields()) {
            Shape shape = object.fields().get(field.key());
            if (field.key().equals(NOT)) {
                not(key, field.value(), object);
            } else if (shape == null) {
                List<String> known = object.fields().keySet().stream().sorted().toList();
                String meant = Spelling.nearest(field.key(), known);
                log.error(
                        "unknown-field",
                        field.place(),
                        Located.quote(field.key()) + " is not a field of " + object.title(),
                        meant == null ? "known: " + String.join(", ", known) : Values.didYouMean(meant));
            } else {
                check(field.key(), field.value(), shape);
            }
        }
    }

    /** What must not match: one object, or several in a list. */
    void not(String key, Located value, Shape.ObjectOf object) {
        if (value instanceof Located.Items items) {
            items.items().forEach(item -> not(key, item, object));
        } else if (value instanceof Located.Fields fields) {
            fields(key, fields, object);
        } else {
            log.error(
                    "wrong-type",
                    value.place(),
                    "\"" + NOT + "\" must be an object or a list of objects, but is " + value.describe());
        }
    }

    private static boolean fits(Located expected, Shape shape) {
        if (expected instanceof Located.Nothing) {
            return shape instanceof Shape.Anything
                    || shape instanceof Shape.Text text && text.nullable()
                    || shape instanceof Shape.OneOf one && one.nullable()
                    || shape instanceof Shape.ObjectOf object && object.nullable();
        }
        return shape instanceof Shape.Anything
                || shape instanceof Shape.Text && expected instanceof Located.Text
                || shape instanceof Shape.Number && expected instanceof Located.Number
                || shape instanceof Shape.Truth && expected instanceof Located.Truth;
    }
}
