package org.loyaltyrules.member;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

/** Totals are the same however they came about: day by day, out of order, or read from a database at once. */
class DailyTotalsTest {

    private static final LocalDate DAY = LocalDate.of(2026, 3, 1);

    private final SortedMap<LocalDate, Long> expected = new TreeMap<>();
    private DailyTotals totals = DailyTotals.NONE;

    private void add(LocalDate day, long amount) {
        totals = totals.plus(day, amount);
        expected.merge(day, amount, Long::sum);
        expected.values().removeIf(value -> value == 0);
    }

    /** Mostly newer and newer days, as events come; some back in time, and some that take back all of a day. */
    private void addSome(Random random, int changes) {
        for (int i = 0; i < changes; i++) {
            int day = random.nextInt(4) > 0 ? i : random.nextInt(changes);
            LocalDate on = DAY.plusDays(day);
            Long present = expected.get(on);
            add(on, present != null && random.nextInt(3) == 0 ? -present : random.nextInt(9) - 4);
        }
    }

    private static DailyTotals read(SortedMap<LocalDate, Long> days) {
        return DailyTotals.of(
                days.keySet().stream().mapToLong(LocalDate::toEpochDay).toArray(),
                days.values().stream().mapToLong(Long::longValue).toArray());
    }

    @RepeatedTest(50)
    void given_totals_that_were_added_up_when_read_at_once_then_they_are_equal(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        addSome(random, random.nextInt(60));

        DailyTotals read = read(expected);

        assertThat(read).as("seed " + repetition.getCurrentRepetition()).isEqualTo(totals);
        assertThat(read).hasSameHashCodeAs(totals);
        assertThat(read.total()).isEqualTo(totals.total());
        for (DailyTotals one : List.of(read, totals)) {
            assertThat(one.days()).containsExactlyElementsOf(expected.keySet());
            for (int i = -1; i <= 61; i++) {
                LocalDate day = DAY.plusDays(i);
                assertThat(one.on(day)).isEqualTo(expected.getOrDefault(day, 0L));
                assertThat(one.between(day, DAY.plusDays(30)))
                        .isEqualTo(expected.entrySet().stream()
                                .filter(entry -> !entry.getKey().isBefore(day)
                                        && !entry.getKey().isAfter(DAY.plusDays(30)))
                                .mapToLong(SortedMap.Entry::getValue)
                                .sum());
            }
        }
    }

    @RepeatedTest(50)
    void given_totals_that_share_days_when_compared_then_the_days_that_differ_are_found(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        addSome(random, random.nextInt(60));
        DailyTotals before = totals;
        SortedMap<LocalDate, Long> were = new TreeMap<>(expected);
        addSome(random, random.nextInt(10));

        Set<LocalDate> all = new TreeSet<>(were.keySet());
        all.addAll(expected.keySet());
        all.removeIf(day -> were.getOrDefault(day, 0L).equals(expected.getOrDefault(day, 0L)));
        for (DailyTotals now : List.of(totals, read(expected))) {
            for (DailyTotals then : List.of(before, read(were))) {
                assertThat(differences(now, then))
                        .as("seed " + repetition.getCurrentRepetition())
                        .isEqualTo(all);
                assertThat(differences(then, now)).isEqualTo(all);
            }
        }
    }

    private static Set<LocalDate> differences(DailyTotals one, DailyTotals other) {
        Set<LocalDate> different = new TreeSet<>();
        one.addDifferences(other, different);
        return different;
    }

    @Test
    void given_days_that_do_not_ascend_when_read_then_they_are_refused() {
        long[] days = new long[9];
        long[] amounts = new long[9];
        for (int i = 0; i < 9; i++) {
            days[i] = i;
            amounts[i] = 1;
        }
        days[8] = 7;
        assertThatThrownBy(() -> DailyTotals.of(days, amounts)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void given_a_day_without_an_amount_when_read_then_it_is_refused() {
        assertThatThrownBy(() -> DailyTotals.of(new long[] {1}, new long[] {0}))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
