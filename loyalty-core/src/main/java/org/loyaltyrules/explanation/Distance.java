package org.loyaltyrules.explanation;

import java.math.BigDecimal;

/**
 * How far a value is from one with which its condition would hold: the smallest change that is enough, in whole units of
 * what is counted (for money, the currency's smallest unit). Where the condition is a strict one on a number of no
 * known unit, it is the difference to the bound, which must be passed.
 *
 * @param amount what must be added to the value: negative where the value is too large
 */
public record Distance(BigDecimal amount, Unit unit) {

    /** What is counted. */
    public enum Unit {
        MONEY("", ""),
        POINTS("point", "points"),
        PURCHASES("purchase", "purchases"),
        REFERRALS("referral", "referrals"),
        PIECES("piece", "pieces"),
        PLACES("place", "places"),
        TIERS("tier", "tiers"),
        DAYS("day", "days"),
        MONTHS("month", "months"),
        HOURS("hour", "hours"),
        MINUTES("minute", "minutes"),
        /** A number of nothing in particular. */
        NUMBER("", "");

        private final String one;
        private final String many;

        Unit(String one, String many) {
            this.one = one;
            this.many = many;
        }

        /** The English word for so many of it; empty for money and plain numbers. */
        public String word(BigDecimal amount) {
            return amount.abs().compareTo(BigDecimal.ONE) == 0 ? one : many;
        }
    }

    /** So many units. */
    public static Distance of(long amount, Unit unit) {
        return new Distance(BigDecimal.valueOf(amount), unit);
    }
}
