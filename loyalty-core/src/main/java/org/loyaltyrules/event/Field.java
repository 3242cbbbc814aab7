package org.loyaltyrules.event;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What every field of an event must hold to. */
final class Field {

    /** More digits than any amount of money has, few enough that arithmetic stays cheap. */
    private static final int MAX_DIGITS = 15;

    /** More characters than any amount needs, few enough that reading them stays cheap. */
    private static final int MAX_CHARACTERS = 120;

    private Field() {}

    static String text(String path, @Nullable String value) {
        if (value == null || value.isBlank()) {
            throw new EventFormatException(path, "must be a text that is not empty");
        }
        return value;
    }

    static OffsetDateTime at(@Nullable OffsetDateTime value) {
        if (value == null) {
            throw new EventFormatException("at", "must be a date and time with offset");
        }
        year("at", value.getYear());
        return value;
    }

    static LocalDate date(String path, @Nullable LocalDate value) {
        if (value == null) {
            throw new EventFormatException(path, "must be a date");
        }
        year(path, value.getYear());
        return value;
    }

    private static void year(String path, int year) {
        if (year < 1 || year > 9999) {
            throw new EventFormatException(path, "must be in the years 1 to 9999");
        }
    }

    /** The amount without trailing zeros, so that equal amounts are equal values. */
    static BigDecimal amount(String path, @Nullable BigDecimal value) {
        if (value == null) {
            throw new EventFormatException(path, "must be an amount of money");
        }
        if (value.signum() < 0) {
            throw new EventFormatException(path, "must not be negative");
        }
        if ((long) value.precision() - value.scale() > MAX_DIGITS || value.scale() > 100) {
            throw new EventFormatException(path, "is not a reasonable amount of money");
        }
        BigDecimal stripped = value.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }

    /** The amount that a decimal text stands for. */
    static BigDecimal amount(String path, @Nullable String text) {
        if (text == null) {
            throw new EventFormatException(path, "must be an amount of money");
        }
        if (text.length() > MAX_CHARACTERS) {
            throw new EventFormatException(path, "is not a reasonable amount of money");
        }
        try {
            return amount(path, new BigDecimal(text));
        } catch (NumberFormatException e) {
            // Its own message would quote what was given, so it is not the cause either.
            throw new EventFormatException(path, "must be a decimal number such as 128.00");
        }
    }

    /** The items in their order, none of them null. */
    static <T> List<T> items(String path, @Nullable List<T> items) {
        if (items == null) {
            throw new EventFormatException(path, "must be a list, if an empty one");
        }
        for (int i = 0; i < items.size(); i++) {
            if (items.get(i) == null) {
                throw new EventFormatException(path + "[" + i + "]", "must not be null");
            }
        }
        return List.copyOf(items);
    }

    /** The texts, none of them null. */
    static Set<String> set(String path, @Nullable Set<String> texts) {
        if (texts == null) {
            throw new EventFormatException(path, "must be a set, if an empty one");
        }
        if (texts.stream().anyMatch(Objects::isNull)) {
            throw new EventFormatException(path, "must not have null among them");
        }
        return Set.copyOf(texts);
    }

    /** The values by name, none of them null. */
    static <T> Map<String, T> named(String path, @Nullable Map<String, T> values) {
        if (values == null) {
            throw new EventFormatException(path, "must be a map, if an empty one");
        }
        values.forEach((name, value) -> {
            if (name == null || value == null) {
                throw new EventFormatException(path, "must have neither a name nor a value that is null");
            }
        });
        return Map.copyOf(values);
    }

    static long atLeast(String path, long value, long least) {
        if (value < least) {
            throw new EventFormatException(path, "must be " + least + " or more");
        }
        return value;
    }
}
