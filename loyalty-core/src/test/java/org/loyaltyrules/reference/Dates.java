package org.loyaltyrules.reference;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.MonthDay;
import java.time.Period;
import java.time.Year;
import java.time.temporal.TemporalAdjusters;
import java.util.Locale;

/** Calendar questions of sections 2, 3.1, 3.3 and 6.1. */
final class Dates {

    private Dates() {}

    /** The last valid day of what begins on a day: the period is added and the result rounded up; null is for life. */
    static LocalDate lastValidDay(LocalDate from, Period validity, String roundTo) {
        if (validity == null) {
            return null;
        }
        LocalDate day = from.plus(validity);
        return switch (roundTo) {
            case "DAY" -> day;
            case "MONTH_END" -> day.with(TemporalAdjusters.lastDayOfMonth());
            case "YEAR_END" -> day.with(TemporalAdjusters.lastDayOfYear());
            default -> throw new IllegalArgumentException("No such rounding: " + roundTo);
        };
    }

    /** The first day of the day's period; two days are in one period where these are the same. */
    static LocalDate startOf(String period, LocalDate day) {
        return switch (period.toUpperCase(Locale.ROOT)) {
            case "DAY" -> day;
            case "WEEK" -> day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
            case "MONTH" -> day.withDayOfMonth(1);
            case "QUARTER" -> LocalDate.of(day.getYear(), (day.getMonthValue() - 1) / 3 * 3 + 1, 1);
            case "YEAR" -> day.withDayOfYear(1);
            case "EVER" -> LocalDate.MIN;
            default -> throw new IllegalArgumentException("No such period: " + period);
        };
    }

    static boolean samePeriod(String period, LocalDate one, LocalDate other) {
        return startOf(period, one).equals(startOf(period, other));
    }

    /** Whether the day is the yearly return of a month and day; 29 February moves in years that have none. */
    static boolean isYearlyReturn(MonthDay monthDay, LocalDate day, String leapDayBirthday) {
        boolean leapDay = monthDay.getMonthValue() == 2 && monthDay.getDayOfMonth() == 29;
        if (leapDay && !Year.isLeap(day.getYear())) {
            MonthDay moved = leapDayBirthday.equals("MAR_1") ? MonthDay.of(3, 1) : MonthDay.of(2, 28);
            return moved.equals(MonthDay.from(day));
        }
        return monthDay.equals(MonthDay.from(day));
    }

    static int daysToBirthday(MonthDay birthday, LocalDate day, String leapDayBirthday) {
        if (birthday == null) {
            return -1;
        }
        int days = 0;
        while (!isYearlyReturn(birthday, day.plusDays(days), leapDayBirthday)) {
            days++;
        }
        return days;
    }
}
