package org.loyaltyrules.event;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/** What every field of an event must hold to. */
final class Field {

    /** More digits than any amount of money has, few enough that arithmetic stays cheap. */
    private static final int MAX_DIGITS = 15;

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

    static long atLeast(String path, long value, long least) {
        if (value < least) {
            throw new EventFormatException(path, "must be " + least + " or more");
        }
        return value;
    }
}
