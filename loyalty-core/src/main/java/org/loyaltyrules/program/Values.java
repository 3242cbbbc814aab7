package org.loyaltyrules.program;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Period;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Turns JSON values into Java values; reports what is not as expected and then gives null. */
public final class Values {

    /** Whole digits and fraction digits of a sane number. */
    private static final int MAX_DIGITS = 18;

    private static final int MAX_YEARS = 1000;

    private final ProblemLog log;

    /** Reports to the given log. */
    public Values(ProblemLog log) {
        this.log = log;
    }

    /** Reads the value of a key. */
    public interface Reading<T> {
        /** The value; null where it is not as expected, which has been reported. */
        @Nullable
        T read(String key, Located value);
    }

    /** A text that is not blank. */
    public @Nullable String text(String key, Located value) {
        if (!(value instanceof Located.Text text)) {
            return wrongType(key, value, "a text");
        }
        return text.text().isBlank() ? wrongValue(key, value, "a text that is not empty", null) : text.text();
    }

    /** One of the constants of an enum, named in capitals. */
    <E extends Enum<E>> Reading<E> choice(Class<E> type) {
        return choice(Arrays.asList(type.getEnumConstants()));
    }

    /** One of the given constants, named in capitals. */
    <E extends Enum<E>> Reading<E> choice(List<E> constants) {
        return (key, value) -> {
            List<String> names = constants.stream().map(Enum::name).toList();
            String expected = "one of " + String.join(", ", names);
            if (!(value instanceof Located.Text text)) {
                return wrongType(key, value, expected);
            }
            int index = names.indexOf(text.text());
            return index < 0
                    ? wrongValue(key, value, expected, Spelling.nearest(text.text(), names))
                    : constants.get(index);
        };
    }

    /** True or false. */
    public @Nullable Boolean truth(String key, Located value) {
        return value instanceof Located.Truth truth ? (Boolean) truth.truth() : wrongType(key, value, "true or false");
    }

    /** A whole number between {@code least} and {@code most}; also where it is written with zeros as its fraction. */
    Reading<Long> whole(long least, long most) {
        String expected = "a whole number of " + least + " or more";
        return (key, value) -> {
            if (!(value instanceof Located.Number number)) {
                return wrongType(key, value, expected);
            }
            if (isInsane(number.number())
                    || number.number().stripTrailingZeros().scale() > 0) {
                return wrongValue(key, value, expected, null);
            }
            long whole = number.number().longValueExact();
            if (whole < least) {
                return wrongValue(key, value, expected, null);
            }
            return whole > most ? wrongValue(key, value, "at most " + most, null) : (Long) whole;
        };
    }

    Reading<Long> whole(long least) {
        return whole(least, Long.MAX_VALUE);
    }

    /** An exact number for which {@code sane} holds. */
    Reading<BigDecimal> decimal(String expected, Predicate<BigDecimal> sane) {
        return (key, value) -> {
            if (!(value instanceof Located.Number number)) {
                return wrongType(key, value, expected);
            }
            return isInsane(number.number()) || !sane.test(number.number())
                    ? wrongValue(key, value, expected, null)
                    : number.number();
        };
    }

    /** A period of years, months, weeks and days, not negative. */
    @Nullable
    Period period(String key, Located value) {
        String expected = "a period such as \"P1Y\", \"P6M\" or \"P90D\"";
        if (!(value instanceof Located.Text text)) {
            return wrongType(key, value, expected);
        }
        try {
            Period period = Period.parse(text.text());
            if (period.isNegative()) {
                return wrongValue(key, value, "a period that is not negative", null);
            }
            return period.toTotalMonths() > MAX_YEARS * 12L || period.getDays() > MAX_YEARS * 366
                    ? wrongValue(key, value, "a period of at most " + MAX_YEARS + " years", null)
                    : period;
        } catch (DateTimeException | ArithmeticException e) {
            return wrongValue(key, value, expected, null);
        }
    }

    /** A period of at least a day. */
    @Nullable
    Period someTime(String key, Located value) {
        Period period = period(key, value);
        return period != null && period.isZero() ? wrongValue(key, value, "a period of at least a day", null) : period;
    }

    /** A list of texts without repetition, in their order. */
    @Nullable
    Set<String> texts(String key, Located value) {
        if (!(value instanceof Located.Items items)) {
            return wrongType(key, value, "a list of texts");
        }
        Set<String> texts = new LinkedHashSet<>();
        for (Located item : items.items()) {
            String text = text("each of " + key, item);
            if (text != null && !texts.add(text)) {
                log.error("wrong-value", item.place(), Located.quote(text) + " is in " + name(key) + " twice");
            }
        }
        return texts;
    }

    /** A list of objects. */
    <T> Reading<List<T>> list(Reading<T> reading) {
        return (key, value) -> {
            if (!(value instanceof Located.Items items)) {
                return wrongType(key, value, "a list");
            }
            List<T> read = new ArrayList<>();
            for (Located item : items.items()) {
                T one = reading.read("each of " + key, item);
                if (one != null) {
                    read.add(one);
                }
            }
            return read;
        };
    }

    /** Reports that the value is of another type than expected; gives null. */
    public <T> @Nullable T wrongType(String key, Located value, String expected) {
        log.error("wrong-type", value.place(), name(key) + " must be " + expected + ", but is " + value.describe());
        return null;
    }

    /** Reports that the value is another than expected, and which may have been meant; gives null. */
    public <T> @Nullable T wrongValue(String key, Located value, String expected, @Nullable String meant) {
        log.error(
                "wrong-value",
                value.place(),
                name(key) + " must be " + expected + ", but is " + value.describe(),
                didYouMean(meant));
        return null;
    }

    /** The hint that names the word that was probably meant; null where there is none. */
    public static @Nullable String didYouMean(@Nullable String meant) {
        return meant == null ? null : "did you mean '" + meant + "'?";
    }

    static String name(String key) {
        return key.startsWith("each of ") ? "each of " + Located.quote(key.substring(8)) : Located.quote(key);
    }

    static String list(List<String> keys) {
        return keys.stream().map(Located::quote).collect(Collectors.joining(", "));
    }

    private static boolean isInsane(BigDecimal number) {
        return number.scale() > 2 * MAX_DIGITS || (long) number.precision() - number.scale() > MAX_DIGITS;
    }
}
