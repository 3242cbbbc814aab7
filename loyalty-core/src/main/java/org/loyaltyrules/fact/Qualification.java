package org.loyaltyrules.fact;

import java.math.BigDecimal;
import java.time.LocalDate;

/**
 * The member's standing after an event has been settled; tier rules look at it.
 *
 * @param before the standing without the event
 * @param member the standing with it; its tier is still the one before
 * @param payable of this purchase; 0 for other events
 * @param first whether this is a purchase and the member has no earlier one that was not wholly returned
 * @param purchase whether the event is a purchase
 * @param review whether this is a tier review
 */
public record Qualification(
        Member before,
        Member member,
        BigDecimal payable,
        LocalDate date,
        boolean first,
        boolean purchase,
        boolean review)
        implements Fact {

    /** What the member paid for purchases, this event included. */
    public Counter<BigDecimal> spend() {
        return member.spend();
    }

    /** Purchases, this event included. */
    public Counter<Long> purchases() {
        return member.purchases();
    }

    /** Points that may be spent, this event included. */
    public long points() {
        return member.points();
    }

    /**
     * Whether this event took the counter from below {@code step} to it or past it.
     *
     * @param counter {@code spend.lifetime}, {@code spend.thisMonth}, {@code spend.thisQuarter}, {@code spend.thisYear},
     *     {@code purchases.lifetime}, {@code purchases.thisMonth} or {@code purchases.thisQuarter}
     * @throws IllegalArgumentException for any other counter
     */
    public boolean crossed(String counter, BigDecimal step) {
        return valueOf(member, counter).compareTo(step) >= 0
                && valueOf(before, counter).compareTo(step) < 0;
    }

    /**
     * What the counter still lacks to {@code step}; 0 where it is reached.
     *
     * @param counter as for {@link #crossed}
     * @throws IllegalArgumentException for any other counter
     */
    public BigDecimal missing(String counter, BigDecimal step) {
        return step.subtract(valueOf(member, counter)).max(BigDecimal.ZERO);
    }

    /**
     * What a counter of a member stands at.
     *
     * @param counter as for {@link #crossed}
     * @throws IllegalArgumentException for any other counter
     */
    public static BigDecimal valueOf(Member member, String counter) {
        return switch (counter) {
            case "spend.lifetime" -> member.spend().lifetime();
            case "spend.thisMonth" -> member.spend().thisMonth();
            case "spend.thisQuarter" -> member.spend().thisQuarter();
            case "spend.thisYear" -> member.spend().thisYear();
            case "purchases.lifetime" -> BigDecimal.valueOf(member.purchases().lifetime());
            case "purchases.thisMonth" -> BigDecimal.valueOf(member.purchases().thisMonth());
            case "purchases.thisQuarter" ->
                BigDecimal.valueOf(member.purchases().thisQuarter());
            default ->
                throw new IllegalArgumentException("'" + counter + "' is not a counter; expected spend.lifetime,"
                        + " spend.thisMonth, spend.thisQuarter, spend.thisYear, purchases.lifetime, purchases.thisMonth or"
                        + " purchases.thisQuarter");
        };
    }
}
