package org.loyaltyrules.member;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Amounts by day, such as a member's spend. Immutable; amounts are whole numbers (money in the currency's smallest unit).
 *
 * <p>Days are kept in short runs, each of which knows the one before it, so that a day is added at a cost that does not
 * grow with a member's age.
 */
public final class DailyTotals {

    /** Days in a run, at most; more only where days are added out of order. */
    private static final int RUN = 8;

    /** So many ones, by their number: most members buy once on a day. */
    private static final long[][] ONES = new long[RUN + 1][];

    static {
        for (int i = 0; i <= RUN; i++) {
            ONES[i] = new long[i];
            Arrays.fill(ONES[i], 1);
        }
    }

    /** Nothing on any day. */
    public static final DailyTotals NONE = new DailyTotals(null, new int[0], ONES[0], 0);

    private final @Nullable DailyTotals earlier;
    private final int[] days;
    private final long[] amounts;
    private final long total;

    /**
     * Creates totals.
     *
     * @param earlier those of earlier days; null for none
     * @param days as epoch days, ascending; empty only where {@code earlier} is null
     * @param amounts one for each day, none of them 0
     * @param total of all days
     */
    private DailyTotals(@Nullable DailyTotals earlier, int[] days, long[] amounts, long total) {
        this.earlier = earlier;
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
        DailyTotals totals = NONE;
        long total = 0;
        for (int first = 0; first < days.length; first += RUN) {
            int size = Math.min(RUN, days.length - first);
            int[] run = new int[size];
            for (int i = 0; i < size; i++) {
                int place = first + i;
                if (amounts[place] == 0 || place > 0 && days[place] <= days[place - 1]) {
                    throw new IllegalArgumentException("days must ascend, and each have an amount");
                }
                run[i] = Math.toIntExact(days[place]);
                total = Math.addExact(total, amounts[place]);
            }
            totals = new DailyTotals(
                    first == 0 ? null : totals, run, Arrays.copyOfRange(amounts, first, first + size), total);
        }
        return totals;
    }

    /** The days that have an amount, ascending. */
    public List<LocalDate> days() {
        return List.copyOf(byDay().keySet());
    }

    /** The amount of one day; 0 where it has none. */
    public long on(LocalDate day) {
        return between(day, day);
    }

    /** Adds the days whose amount is not the same in others. Costs little where others share the earlier days. */
    public void addDifferences(DailyTotals others, Set<LocalDate> different) {
        Backwards mine = new Backwards(this);
        Backwards theirs = new Backwards(others);
        while (!mine.isAt(theirs)) {
            long day = Math.max(mine.day(), theirs.day());
            if (mine.take(day) != theirs.take(day)) {
                different.add(LocalDate.ofEpochDay(day));
            }
        }
    }

    /** A place in totals, from the last day to the first. Not thread-safe. */
    private static final class Backwards {

        private @Nullable DailyTotals run;
        private int place;

        Backwards(DailyTotals totals) {
            begin(totals);
        }

        private void begin(@Nullable DailyTotals next) {
            run = next == null || next.days.length == 0 ? null : next;
            place = run == null ? 0 : run.days.length - 1;
        }

        /** The day here; before all others at the end. */
        long day() {
            return run == null ? Long.MIN_VALUE : run.days[place];
        }

        /** Whether what follows is the same, and known to be so. */
        boolean isAt(Backwards other) {
            return run == other.run && place == other.place;
        }

        /** The amount of a day, which is this one or a later one; this one is passed. */
        long take(long day) {
            DailyTotals here = run;
            if (here == null || here.days[place] != day) {
                return 0;
            }
            long amount = here.amounts[place];
            if (place > 0) {
                place--;
            } else {
                begin(here.earlier);
            }
            return amount;
        }
    }

    /**
     * These totals with {@code amount} more on {@code day}; a day that comes to 0 is dropped.
     *
     * @throws ArithmeticException where a total exceeds the range of {@code long}
     */
    public DailyTotals plus(LocalDate day, long amount) {
        return plus(day, amount, NONE);
    }

    /**
     * As {@link #plus(LocalDate, long)}, for totals that mostly have the days of {@code others}: where the days of the last
     * run are the same, they are kept once.
     */
    DailyTotals plus(LocalDate day, long amount, DailyTotals others) {
        return amount == 0 ? this : plus(Math.toIntExact(day.toEpochDay()), amount, others.days);
    }

    private DailyTotals plus(int day, long amount, int[] alike) {
        long newTotal = Math.addExact(total, amount);
        if (earlier != null && day <= earlier.days[earlier.days.length - 1]) {
            DailyTotals changed = earlier.plus(day, amount, alike);
            return new DailyTotals(changed.days.length == 0 ? null : changed, days, amounts, newTotal);
        }
        if (days.length >= RUN && day > days[days.length - 1]) {
            return new DailyTotals(this, with(NONE.days, day, alike), with(ONES[0], amount), newTotal);
        }
        int place = Arrays.binarySearch(days, day);
        if (place < 0) {
            int insertion = -place - 1;
            return insertion == days.length
                    ? new DailyTotals(earlier, with(days, day, alike), with(amounts, amount), newTotal)
                    : new DailyTotals(
                            earlier, inserted(days, insertion, day), inserted(amounts, insertion, amount), newTotal);
        }
        long onDay = Math.addExact(amounts[place], amount);
        if (onDay != 0) {
            long[] changed = amounts.clone();
            changed[place] = onDay;
            return new DailyTotals(earlier, days, changed, newTotal);
        }
        if (days.length == 1) {
            // The total of all days is that of the earlier ones now.
            return earlier == null ? NONE : earlier;
        }
        return new DailyTotals(earlier, removed(days, place), removed(amounts, place), newTotal);
    }

    /** These totals and others, day by day. */
    public DailyTotals plus(DailyTotals others) {
        return with(others, 1);
    }

    /** These totals less others, day by day. */
    public DailyTotals minus(DailyTotals others) {
        return with(others, -1);
    }

    private DailyTotals with(DailyTotals others, int sign) {
        DailyTotals result = this;
        for (DailyTotals run = others; run != null; run = run.earlier) {
            for (int i = 0; i < run.days.length; i++) {
                result = result.plus(run.days[i], sign * run.amounts[i], NONE.days);
            }
        }
        return result;
    }

    /** These totals with {@code amount} on {@code day} in place of what is there. */
    public DailyTotals set(LocalDate day, long amount) {
        return set(day, amount, NONE);
    }

    /** As {@link #set(LocalDate, long)}, for totals that mostly have the days of {@code others}. */
    DailyTotals set(LocalDate day, long amount, DailyTotals others) {
        return plus(day, amount - on(day), others);
    }

    /** The largest amount of a day from {@code first} to {@code last}, both inclusive; 0 where there is none. */
    public long largest(LocalDate first, LocalDate last) {
        long from = first.toEpochDay();
        long to = last.toEpochDay();
        long largest = 0;
        for (DailyTotals run = this; run != null && run.reaches(from); run = run.earlier) {
            for (int i = 0; i < run.days.length; i++) {
                if (run.days[i] >= from && run.days[i] <= to) {
                    largest = Math.max(largest, run.amounts[i]);
                }
            }
        }
        return largest;
    }

    /** Whether one of this run's days is {@code from} or later. */
    private boolean reaches(long from) {
        return days.length > 0 && days[days.length - 1] >= from;
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
        for (DailyTotals run = this; run != null && run.reaches(from); run = run.earlier) {
            for (int i = run.days.length - 1; i >= 0 && run.days[i] >= from; i--) {
                if (run.days[i] <= to) {
                    sum += run.amounts[i];
                }
            }
        }
        return sum;
    }

    /** The last day with an amount; null where there is none. */
    public @Nullable LocalDate lastDay() {
        return days.length == 0 ? null : LocalDate.ofEpochDay(days[days.length - 1]);
    }

    /** The amounts and a later one; ones share an array. */
    private static long[] with(long[] amounts, long amount) {
        int last = amounts.length;
        boolean ones = amount == 1 && last + 1 < ONES.length && amounts == ONES[last];
        return ones ? ONES[last + 1] : inserted(amounts, last, amount);
    }

    /** The days and a later one; {@code alike}, where these are the same. */
    private static int[] with(int[] days, int day, int[] alike) {
        int last = days.length;
        boolean same = alike.length == last + 1 && alike[last] == day && Arrays.equals(alike, 0, last, days, 0, last);
        return same ? alike : inserted(days, last, day);
    }

    private static int[] inserted(int[] values, int place, int value) {
        int[] result = new int[values.length + 1];
        System.arraycopy(values, 0, result, 0, place);
        result[place] = value;
        System.arraycopy(values, place, result, place + 1, values.length - place);
        return result;
    }

    private static int[] removed(int[] values, int place) {
        int[] result = new int[values.length - 1];
        System.arraycopy(values, 0, result, 0, place);
        System.arraycopy(values, place + 1, result, place, result.length - place);
        return result;
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

    /** All days and their amounts, ascending; the same for equal totals, however they came about. */
    private SortedMap<LocalDate, Long> byDay() {
        SortedMap<LocalDate, Long> all = new TreeMap<>();
        for (DailyTotals run = this; run != null; run = run.earlier) {
            for (int i = 0; i < run.days.length; i++) {
                all.put(LocalDate.ofEpochDay(run.days[i]), run.amounts[i]);
            }
        }
        return all;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof DailyTotals that
                && total == that.total
                && (this == that || byDay().equals(that.byDay()));
    }

    @Override
    public int hashCode() {
        return byDay().hashCode();
    }

    @Override
    public String toString() {
        return byDay().toString();
    }
}
