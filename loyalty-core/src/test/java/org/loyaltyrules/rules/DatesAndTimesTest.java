package org.loyaltyrules.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.loyaltyrules.rules.Rules.GOLD;
import static org.loyaltyrules.rules.Rules.firings;
import static org.loyaltyrules.rules.Rules.line;
import static org.loyaltyrules.rules.Rules.purchase;

import java.time.LocalTime;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The purchase is made on Friday, 5 June 2026; its line is on sale from the day after. */
class DatesAndTimesTest {

    @ParameterizedTest
    @CsvSource(
            delimiterString = "=>",
            quoteCharacter = '`',
            value = {
                "date >= '2026-06-05' => 1",
                "date >= '2026-06-06' => 0",
                "date > '2026-06-04' => 1",
                "date > '2026-06-05' => 0",
                "date <= '2026-06-05' => 1",
                "date < '2026-06-05' => 0",
                "date == '2026-06-05' => 1",
                "date != '2026-06-05' => 0",
                "'2026-06-05' <= date => 1",
                "date in ('2026-06-05') => 1",
                "date.dayOfMonth == 5 => 1",
                "date.getYear() == 2026 => 1",
                "date.monthValue == 6 => 1",
                "date.dayOfWeek == 'FRIDAY' => 1",
                "date.plusDays(1) == '2026-06-06' => 1",
                "date.minusMonths(1) < '2026-05-06' => 1",
                "date.isBefore('2026-06-06') => 1",
                "date.isAfter('2026-06-05') => 0",
                "dayOfWeek == 'FRIDAY' => 1",
                "dayOfWeek in ('SATURDAY', 'SUNDAY') => 0",
                "dayOfMonth == 5 => 1",
                "month == 6 => 1",
                "member.tierSince < date => 1",
                "date > lines.get(0).availableFrom => 0",
                "date < lines.get(0).availableFrom => 1",
                "date >= lines.get(0).availableFrom.minusDays(1) => 1"
            })
    void given_a_day_when_compared_then_both_sides_of_the_boundary_are_right(String condition, int firings) {
        assertThat(firings("Purchase( " + condition.replace('\'', '"') + " )", purchase("10")))
                .isEqualTo(firings);
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = "=>",
            quoteCharacter = '`',
            value = {
                "time < '20:30' => 20:29 => 1",
                "time < '20:30' => 20:30 => 0",
                "time >= '20:30' => 20:30 => 1",
                "time >= '20:30' => 20:29:59 => 0",
                "time >= '20:30:01' => 20:30 => 0",
                "hour == 20 => 20:59:59 => 1",
                "hour == 20 => 21:00 => 0",
                "hour >= 20 && minute < 30 => 20:29 => 1",
                "time.isAfter('20:00') => 20:00 => 0"
            })
    void given_a_time_of_day_when_compared_then_both_sides_of_the_boundary_are_right(
            String condition, LocalTime time, int firings) {
        assertThat(firings(
                        "Purchase( " + condition.replace('\'', '"') + " )",
                        purchase(GOLD, time, line("A", "TEA", 1, "10"))))
                .isEqualTo(firings);
    }
}
