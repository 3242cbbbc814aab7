package org.loyaltyrules.member;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Amounts by day, such as a member's spend. Immutable; amounts are whole numbers (money in the currency's smallest unit).
 */
public final class DailyTotals {

    /** Nothing on any day. */
    public static final DailyTotals NONE = new DailyTotals(new long[0], new long[0], 0);

    private final long[] days;
    private final long[] amounts;
    private final long total;

    private DailyTotals(long[] days, long[] amounts, long total) {
        this.days = days;
        this.amounts = amounts;
        this.total = total;
    }

    /**
     * Totals by day.
     *
     * @param days as epoch days, ascending
     * @param amounts one for each day, none of them 0
     * @throws ArithmeticException where the total exceeds the range of {@code long}
     */
    public static DailyTotals of(long[] days, long[] amounts) {
        if (days.length != amounts.length) {
            throw new IllegalArgumentException(days.length + " days have " + amounts.length + " amounts");
        }
        long total = 0;
        for (int i = 0; i < days.length; i++) {
            if (amounts[i] == 0 || i > 0 && days[i] <= days[i - 1]) {
                throw new IllegalArgumentException("days must ascend, and each have an amount");
            }
            total = Math.addExact(total, amounts[i]);
        }
        return days.length == 0 ? NONE : new DailyTotals(days.clone(), amounts.clone(), total);
    }

    /** The days that have an amount, ascending. */
    public List<LocalDate> days() {
        return Arrays.stream(days).mapToObj(LocalDate::ofEpochDay).toList();
    }

    /** The amount of one day; 0 where it has none. */
    public long on(LocalDate day) {
        int place = Arrays.binarySearch(days, day.toEpochDay());
        return place < 0 ? 0 : amounts[place];
    }

    /** Adds the days whose amount is not the same in others. */
    public void addDifferences(DailyTotals others, Set<LocalDate> different) {
        if (this == others) {
            return;
        }
        int mine = 0;
        int theirs = 0;
        while (mine < days.length || theirs < others.days.length) {
            long my = mine < days.length ? days[mine] : Long.MAX_VALUE;
            long their = theirs < others.days.length ? others.days[theirs] : Long.MAX_VALUE;
            if (my != their || amounts[mine] != others.amounts[theirs]) {
                different.add(LocalDate.ofEpochDay(Math.min(my, their)));
            }
            mine += my <= their ? 1 : 0;
            theirs += their <= my ? 1 : 0;
        }
    }

    /**
     * These totals with {@code amount} more on {@code day}; a day that comes to 0 is dropped.
     *
     * @throws ArithmeticException where a total exceeds the range of {@code long}
     */
    public DailyTotals plus(LocalDate day, long amount) {
        if (amount == 0) {
            return this;
        }
        long newTotal = Math.addExact(total, amount);
        int place = Arrays.binarySearch(days, day.toEpochDay());
        if (place < 0) {
            int insertion = -place - 1;
            return new DailyTotals(
                    inserted(days, insertion, day.toEpochDay()), inserted(amounts, insertion, amount), newTotal);
        }
        long onDay = Math.addExact(amounts[place], amount);
        if (onDay == 0) {
            return new DailyTotals(removed(days, place), removed(amounts, place), newTotal);
        }
        long[] changed = amounts.clone();
        changed[place] = onDay;
        return new DailyTotals(days, changed, newTotal);
    }

    /** These totals less others, day by day. */
    public DailyTotals minus(DailyTotals others) {
        DailyTotals result = this;
        for (int i = 0; i < others.days.length; i++) {
            result = result.plus(LocalDate.ofEpochDay(others.days[i]), -others.amounts[i]);
        }
        return result;
    }

    /** These totals with {@code amount} on {@code day} in place of what is there. */
    public DailyTotals set(LocalDate day, long amount) {
        return plus(day, amount - between(day, day));
    }

    /** The largest amount of a day from {@code first} to {@code last}, both inclusive; 0 where there is none. */
    public long largest(LocalDate first, LocalDate last) {
        long largest = 0;
        for (int i = 0; i < days.length; i++) {
            if (days[i] >= first.toEpochDay() && days[i] <= last.toEpochDay()) {
                largest = Math.max(largest, amounts[i]);
            }
        }
        return largest;
    }

    /** The amount of all days. */
    public long total() {
        return total;
    }

    /** The amount of the days from {@code first} to {@code last}, both inclusive; 0 where {@code last} is earlier. */
    public long between(LocalDate first, LocalDate last) {
        long from = first.toEpochDay();
        long to = last.toEpochDay();
        long sum = 0;
        for (int i = days.length - 1; i >= 0 && days[i] >= from; i--) {
            if (days[i] <= to) {
                sum += amounts[i];
            }
        }
        return sum;
    }

    /** The last day with an amount; null where there is none. */
    public @Nullable LocalDate lastDay() {
        return days.length == 0 ? null : LocalDate.ofEpochDay(days[days.length - 1]);
    }

    private static long[] inserted(long[] values, int place, long value) {
        long[] result = new long[values.length + 1];
        System.arraycopy(values, 0, result, 0, place);
        result[place] = value;
        System.arraycopy(values, place, result, place + 1, values.length - place);
        return result;
    }

    private static long[] removed(long[] values, int place) {
        long[] result = new long[values.length - 1];
        System.arraycopy(values, 0, result, 0, place);
        System.arraycopy(values, place + 1, result, place, result.length - place);
        return result;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof DailyTotals that
                && Arrays.equals(days, that.days)
                && Arrays.equals(amounts, that.amounts);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(days) + Arrays.hashCode(amounts);
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("{");
        for (int i = 0; i < days.length; i++) {
            text.append(i == 0 ? "" : ", ")
                    .append(LocalDate.ofEpochDay(days[i]))
                    .append('=')
                    .append(amounts[i]);
        }
        return text.append('}').toString();
    }
}
