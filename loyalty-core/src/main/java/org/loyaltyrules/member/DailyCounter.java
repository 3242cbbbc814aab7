package org.loyaltyrules.member;

import java.time.LocalDate;
import java.util.function.LongFunction;
import org.loyaltyrules.fact.Counter;
import org.loyaltyrules.program.CalendarPeriod;

/** A counter over daily totals, as seen on one day. */
final class DailyCounter<N extends Number> implements Counter<N> {

    private final DailyTotals totals;
    private final LocalDate day;
    private final LocalDate end;
    private final LocalDate tierSince;
    private final LongFunction<N> number;
    private final N lifetime;

    /**
     * Creates the counter.
     *
     * @param day the day on which windows end
     * @param end the last day that calendar periods look at: what was decided so far, or the day itself in a review
     */
    DailyCounter(DailyTotals totals, LocalDate day, LocalDate end, LocalDate tierSince, LongFunction<N> number) {
        this.totals = totals;
        this.day = day;
        this.end = end;
        this.tierSince = tierSince;
        this.number = number;
        this.lifetime = number.apply(totals.total());
    }

    @Override
    public N lifetime() {
        return lifetime;
    }

    @Override
    public N today() {
        return between(day, day);
    }

    @Override
    public N thisMonth() {
        return period(CalendarPeriod.MONTH, day);
    }

    @Override
    public N thisQuarter() {
        return period(CalendarPeriod.QUARTER, day);
    }

    @Override
    public N thisYear() {
        return period(CalendarPeriod.YEAR, day);
    }

    @Override
    public N lastMonth() {
        return period(CalendarPeriod.MONTH, day.minusMonths(1));
    }

    @Override
    public N lastYear() {
        return period(CalendarPeriod.YEAR, day.minusYears(1));
    }

    @Override
    public N lastDays(int days) {
        return between(day.minusDays(days - 1L), day);
    }

    @Override
    public N lastMonths(int months) {
        return between(day.minusMonths(months).plusDays(1), day);
    }

    @Override
    public N sinceTier() {
        return between(tierSince, end);
    }

    private N period(CalendarPeriod period, LocalDate within) {
        LocalDate last = period.lastDay(within);
        return between(period.firstDay(within), last.isAfter(end) ? end : last);
    }

    private N between(LocalDate first, LocalDate last) {
        return number.apply(totals.between(first, last));
    }
}
