package org.loyaltyrules.rules;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.loyaltyrules.program.ProgramDefinition;

/**
 * What conditions of one pattern are about.
 *
 * @param text the same for subjects that mean the same
 * @param written as the author wrote it
 * @param nullable whether it can be null
 * @param range what a number can be; null where nothing is known
 */
record Subject(
        String text,
        String written,
        Type type,
        boolean nullable,
        @Nullable Range range) {

    private static final BigDecimal HALF = new BigDecimal("0.5");

    /**
     * Values of which one meets the conditions if any value does: with the constants that the conditions name, all that
     * makes a difference to them. Numbers are BigDecimals.
     */
    List<@Nullable Object> candidates(Collection<Object> constants, ProgramDefinition program) {
        List<@Nullable Object> values = new ArrayList<>();
        switch (type.kind()) {
            case BOOLEAN -> values.addAll(List.of(true, false));
            case INTEGER -> values.addAll(wholeNumbers(constants));
            case DECIMAL -> values.addAll(decimals(constants));
            case DATE -> values.addAll(dates(constants));
            case TIME -> values.addAll(times(constants));
            case TEXT ->
                values.addAll(
                        type.domain() == null ? texts(constants) : type.domain().words(program));
            default -> throw new IllegalStateException(type.words());
        }
        if (nullable) {
            values.add(null);
        }
        return values;
    }

    private Collection<BigDecimal> wholeNumbers(Collection<Object> constants) {
        TreeSet<BigDecimal> numbers = bounds();
        for (Object constant : constants) {
            BigDecimal floor = ((BigDecimal) constant).setScale(0, RoundingMode.FLOOR);
            for (long step = -1; step <= 2; step++) {
                numbers.add(floor.add(BigDecimal.valueOf(step)));
            }
        }
        return within(numbers);
    }

    private Collection<BigDecimal> decimals(Collection<Object> constants) {
        TreeSet<BigDecimal> numbers = bounds();
        constants.forEach(constant -> numbers.add((BigDecimal) constant));
        TreeSet<BigDecimal> all = new TreeSet<>(numbers);
        all.add(numbers.first().subtract(BigDecimal.ONE));
        all.add(numbers.last().add(BigDecimal.ONE));
        for (BigDecimal number : numbers) {
            BigDecimal next = numbers.higher(number);
            if (next != null) {
                all.add(number.add(next).multiply(HALF));
            }
        }
        return within(all);
    }

    private TreeSet<BigDecimal> bounds() {
        TreeSet<BigDecimal> bounds = new TreeSet<>();
        if (range != null && range.low() != null) {
            bounds.add(range.low());
        }
        if (range != null && range.high() != null) {
            bounds.add(range.high());
        }
        if (bounds.isEmpty()) {
            bounds.add(BigDecimal.ZERO);
        }
        return bounds;
    }

    private Collection<BigDecimal> within(Collection<BigDecimal> numbers) {
        return range == null
                ? numbers
                : numbers.stream().filter(range::contains).toList();
    }

    private static Collection<LocalDate> dates(Collection<Object> constants) {
        TreeSet<LocalDate> dates = new TreeSet<>(List.of(LocalDate.EPOCH));
        for (Object constant : constants) {
            LocalDate date = (LocalDate) constant;
            dates.add(date);
            if (date.isAfter(LocalDate.MIN)) {
                dates.add(date.minusDays(1));
            }
            if (date.isBefore(LocalDate.MAX)) {
                dates.add(date.plusDays(1));
            }
        }
        return dates;
    }

    private static Collection<LocalTime> times(Collection<Object> constants) {
        TreeSet<LocalTime> times = new TreeSet<>(List.of(LocalTime.MIN, LocalTime.MAX));
        for (Object constant : constants) {
            LocalTime time = (LocalTime) constant;
            times.add(time);
            if (time.isAfter(LocalTime.MIN)) {
                times.add(time.minusNanos(1));
            }
            if (time.isBefore(LocalTime.MAX)) {
                times.add(time.plusNanos(1));
            }
        }
        return times;
    }

    /** The first text of all, and each that is named with the one that follows it. */
    private static Collection<String> texts(Collection<Object> constants) {
        TreeSet<String> texts = new TreeSet<>(List.of(""));
        for (Object constant : constants) {
            texts.add((String) constant);
            texts.add(constant + "\0");
        }
        return texts;
    }
}
