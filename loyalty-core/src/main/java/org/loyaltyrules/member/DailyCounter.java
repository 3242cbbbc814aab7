package org.loyaltyrules.member;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.loyaltyrules.fact.Counter;
import org.loyaltyrules.program.CalendarPeriod;

/** A counter over daily totals, as seen in one standing. */
abstract sealed class DailyCounter<N extends Number> implements Counter<N> {

    /** Counts money. */
    static final class OfMoney extends DailyCounter<BigDecimal> {

        OfMoney(DailyTotals totals, Standing standing) {
            super(totals, standing);
        }

        @Override
        BigDecimal number(long total) {
            return standing().program().money(total);
        }
    }

    /** Counts things. */
    static final class OfThings extends DailyCounter<Long> {

        OfThings(DailyTotals totals, Standing standing) {
            super(totals, standing);
        }

        @Override
        Long number(long total) {
            return total;
        }
    }

    private final DailyTotals totals;
    private final Standing standing;

    /** Made when first asked for; several rules ask for the same. */
    private @Nullable N lifetime;

    private DailyCounter(DailyTotals totals, Standing standing) {
        this.totals = totals;
        this.standing = standing;
    }

    Standing standing() {
        return standing;
    }

    /** A total as rules see it. */
    abstract N number(long total);

    @Override
    public N lifetime() {
        N known = lifetime;
        if (known == null) {
            known = number(totals.total());
            lifetime = known;
        }
        return known;
    }

    @Override
    public N today() {
        return between(standing.day(), standing.day());
    }

    @Override
    public N thisMonth() {
        return period(CalendarPeriod.MONTH, standing.day());
    }

    @Override
    public N thisQuarter() {
        return period(CalendarPeriod.QUARTER, standing.day());
    }

    @Override
    public N thisYear() {
        return period(CalendarPeriod.YEAR, standing.day());
    }

    @Override
    public N lastMonth() {
        return period(CalendarPeriod.MONTH, standing.day().minusMonths(1));
    }

    @Override
    public N lastYear() {
        return period(CalendarPeriod.YEAR, standing.day().minusYears(1));
    }

    @Override
    public N lastDays(int days) {
        return between(standing.day().minusDays(days - 1L), standing.day());
    }

    @Override
    public N lastMonths(int months) {
        return between(standing.day().minusMonths(months).plusDays(1), standing.day());
    }

    @Override
    public N sinceTier() {
        return between(standing.tierSince(), standing.end());
    }

    private N period(CalendarPeriod period, LocalDate within) {
        LocalDate last = period.lastDay(within);
        return between(period.firstDay(within), last.isAfter(standing.end()) ? standing.end() : last);
    }

    private N between(LocalDate first, LocalDate last) {
        return number(totals.between(first, last));
    }
}
