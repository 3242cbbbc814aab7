package org.loyaltyrules.program;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.loyaltyrules.program.Values.Reading;

/** One JSON object whose keys are known. */
public final class Section {

    private final ProblemLog log;
    private final String title;
    private final Located.Fields fields;

    private Section(ProblemLog log, String title, Located.Fields fields) {
        this.log = log;
        this.title = title;
        this.fields = fields;
    }

    /**
     * The object with its unknown keys reported.
     *
     * @param title what the object is, for people
     * @return null where the value is no object, which has been reported
     */
    public static @Nullable Section of(ProblemLog log, String title, Located value, List<String> keys) {
        if (!(value instanceof Located.Fields fields)) {
            log.error("wrong-type", value.place(), title + " must be an object, but is " + value.describe());
            return null;
        }
        for (Located.Field field : fields.fields()) {
            if (!keys.contains(field.key())) {
                String meant = Spelling.nearest(field.key(), keys);
                log.error(
                        "unknown-key",
                        field.place(),
                        Located.quote(field.key()) + " is not a key of " + title,
                        meant == null ? "known: " + String.join(", ", keys) : Values.didYouMean(meant));
            }
        }
        return new Section(log, title, fields);
    }

    /** The entries of an object whose keys are codes, in their order. */
    static <T> Reading<Map<String, T>> entries(ProblemLog log, Reading<T> reading) {
        return (key, value) -> {
            if (!(value instanceof Located.Fields fields)) {
                log.error(
                        "wrong-type",
                        value.place(),
                        Values.name(key) + " must be an object, but is " + value.describe());
                return null;
            }
            Map<String, T> entries = new LinkedHashMap<>();
            for (Located.Field field : fields.fields()) {
                if (field.key().isBlank()) {
                    log.error("wrong-value", field.place(), "a key of " + Values.name(key) + " must not be empty");
                }
                T entry = reading.read(field.key(), field.value());
                if (entry != null) {
                    entries.put(field.key(), entry);
                }
            }
            return entries;
        };
    }

    /** Whether each of its keys is one of these. */
    boolean hasOnly(List<String> keys) {
        return fields.fields().stream().allMatch(field -> keys.contains(field.key()));
    }

    /** The raw value of a key; null where it is not given. */
    public @Nullable Located find(String key) {
        Located.Field field = fields.find(key);
        return field == null ? null : field.value();
    }

    /** The value of a key that must be there; null where it is missing or wrong, which has been reported. */
    public <T> @Nullable T required(String key, Reading<T> reading) {
        Located value = find(key);
        if (value == null) {
            log.error("missing-key", fields.place(), title + " lacks the key " + Located.quote(key));
            return null;
        }
        return reading.read(key, value);
    }

    /** The value of a key; the default where it is not given, or wrong, which has been reported. */
    public <T> T optional(String key, Reading<T> reading, T byDefault) {
        Located value = find(key);
        T read = value == null ? null : reading.read(key, value);
        return read == null ? byDefault : read;
    }

    /** The value of a key that may be null; null also where it is not given, or wrong, which has been reported. */
    public <T> @Nullable T nullable(String key, Reading<T> reading) {
        Located value = find(key);
        return value == null || value instanceof Located.Nothing ? null : reading.read(key, value);
    }
}
