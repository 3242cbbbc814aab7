package org.loyaltyrules.program;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A JSON value that knows where it stands in its file. */
public sealed interface Located {

    /** A place in a file; both 1-based, the column in UTF-16 units. */
    record Place(int line, int column) {}

    /** An object, with the last of its fields where a key is there twice. */
    record Fields(Place place, List<Field> fields) implements Located {

        /** The field with this key; null where there is none. */
        public @Nullable Field find(String key) {
            Field found = null;
            for (Field field : fields) {
                if (field.key().equals(key)) {
                    found = field;
                }
            }
            return found;
        }
    }

    /** A key and its value; the place is the key's. */
    record Field(Place place, String key, Located value) {}

    /** A list. */
    record Items(Place place, List<Located> items) implements Located {}

    /** A text. */
    record Text(Place place, String text) implements Located {}

    /** A number, exactly as written. */
    record Number(Place place, BigDecimal number) implements Located {}

    /** True or false. */
    record Truth(Place place, boolean truth) implements Located {}

    /** A JSON null. */
    record Nothing(Place place) implements Located {}

    /** Where the value begins. */
    Place place();

    /** What the value is, for people. */
    default String describe() {
        if (this instanceof Text text) {
            return quote(text.text());
        }
        if (this instanceof Number number) {
            return number.number().toString();
        }
        if (this instanceof Truth truth) {
            return String.valueOf(truth.truth());
        }
        if (this instanceof Nothing) {
            return "null";
        }
        return this instanceof Items ? "a list" : "an object";
    }

    /** The text in quotes, cut where it is long. */
    static String quote(String text) {
        return '"' + (text.length() > 60 ? text.substring(0, 60) + "…" : text) + '"';
    }
}
