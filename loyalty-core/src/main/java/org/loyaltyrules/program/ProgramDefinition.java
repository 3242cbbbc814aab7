package org.loyaltyrules.program;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.ZoneId;
import java.util.Collections;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * The catalog and the policies of a program: what {@code program.json} says. Immutable.
 *
 * @param name the program's name
 * @param version free text, echoed in decisions
 * @param zone the zone in which every calendar question is answered
 * @param currency the currency of all money
 * @param tiers codes, lowest first; never empty
 * @param maxReferrals referees that can count per referrer; empty for any number
 * @param labels by code, then by language: names to show to people
 */
public record ProgramDefinition(
        String name,
        String version,
        ZoneId zone,
        Currency currency,
        List<String> tiers,
        TierPolicy tierPolicy,
        PointsPolicy points,
        DiscountStacking discounts,
        LeapDayBirthday leapDayBirthday,
        OptionalInt maxReferrals,
        Map<String, VoucherDefinition> vouchers,
        Map<String, Reward> rewards,
        Map<String, Partner> partners,
        Map<String, Budget> budgets,
        Map<String, Map<String, String>> labels) {

    /** Every whole number of so many digits is in the range of {@code long}. */
    private static final int SURE_DIGITS = 18;

    public ProgramDefinition {
        tiers = List.copyOf(tiers);
        // In the order in which they were written: terms show them so.
        vouchers = Collections.unmodifiableMap(new LinkedHashMap<>(vouchers));
        rewards = Collections.unmodifiableMap(new LinkedHashMap<>(rewards));
        partners = Collections.unmodifiableMap(new LinkedHashMap<>(partners));
        budgets = Collections.unmodifiableMap(new LinkedHashMap<>(budgets));
        labels = Collections.unmodifiableMap(new LinkedHashMap<>(labels));
    }

    /** The program as decisions name it: {@code name@version}. */
    public String label() {
        return name + "@" + version;
    }

    /** The tier of a new member. */
    public String lowestTier() {
        return tiers.get(0);
    }

    /** The tier's place, 0 for the lowest; -1 for an unknown code. */
    public int tierLevel(String tier) {
        return tiers.indexOf(tier);
    }

    /** Fraction digits of money. */
    public int fractionDigits() {
        return Math.max(0, currency.getDefaultFractionDigits());
    }

    /** Nothing, at the currency's fraction digits. */
    public BigDecimal zero() {
        return BigDecimal.ZERO.setScale(fractionDigits());
    }

    /** The amount at the currency's fraction digits, rounded half up. */
    public BigDecimal rounded(BigDecimal amount) {
        return amount.setScale(fractionDigits(), RoundingMode.HALF_UP);
    }

    /** The money that so many of the currency's smallest units are. */
    public BigDecimal money(long units) {
        return BigDecimal.valueOf(units, fractionDigits());
    }

    /**
     * The amount in the currency's smallest unit.
     *
     * @throws ArithmeticException where it has more fraction digits than the currency or is out of range
     */
    public long units(BigDecimal amount) {
        BigDecimal units = amount.setScale(fractionDigits()).scaleByPowerOfTen(fractionDigits());
        // The quick way, where it is exact.
        return units.precision() <= SURE_DIGITS ? units.longValue() : units.longValueExact();
    }
}
