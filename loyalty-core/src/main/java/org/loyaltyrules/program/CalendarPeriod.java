package org.loyaltyrules.program;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.IsoFields;
import java.time.temporal.TemporalAdjusters;

/** A calendar period in which limits and caps count. Weeks are ISO weeks: they begin on Monday. */
public enum CalendarPeriod {
    /** A day. */
    DAY,
    /** Monday to Sunday. */
    WEEK,
    /** A calendar month. */
    MONTH,
    /** January to March, and so on. */
    QUARTER,
    /** A calendar year. */
    YEAR,
    /** One period that holds every day. */
    EVER;

    /** The first day of the period that holds {@code day}; {@link LocalDate#MIN} for {@link #EVER}. */
    public LocalDate firstDay(LocalDate day) {
        return switch (this) {
            case DAY -> day;
            case WEEK -> day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
            case MONTH -> day.withDayOfMonth(1);
            case QUARTER -> day.with(IsoFields.DAY_OF_QUARTER, 1L);
            case YEAR -> day.withDayOfYear(1);
            case EVER -> LocalDate.MIN;
        };
    }

    /** The last day of the period that holds {@code day}; {@link LocalDate#MAX} for {@link #EVER}. */
    public LocalDate lastDay(LocalDate day) {
        return switch (this) {
            case DAY -> day;
            case WEEK -> firstDay(day).plusDays(6);
            case MONTH -> day.withDayOfMonth(day.lengthOfMonth());
            case QUARTER -> firstDay(day).plusMonths(3).minusDays(1);
            case YEAR -> LocalDate.of(day.getYear(), 12, 31);
            case EVER -> LocalDate.MAX;
        };
    }
}
