package org.loyaltyrules.fact;

/**
 * Something that is counted day by day: money spent, purchases, referred members.
 *
 * @param <N> {@link java.math.BigDecimal} for money, {@link Long} for numbers of things
 */
public interface Counter<N extends Number> {

    /** All days. */
    N lifetime();

    /** The event's day. */
    N today();

    /** The event's calendar month. */
    N thisMonth();

    /** The event's calendar quarter. */
    N thisQuarter();

    /** The event's calendar year. */
    N thisYear();

    /** The calendar month before the event's. */
    N lastMonth();

    /** The calendar year before the event's. */
    N lastYear();

    /** The event's day and the {@code days - 1} before it. */
    N lastDays(int days);

    /** From the day after the same day {@code months} months before, to the event's day. */
    N lastMonths(int months);

    /** From the day on which the present tier was reached. */
    N sinceTier();
}
