package org.loyaltyrules.settlement;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import org.loyaltyrules.program.MultiplierStacking;
import org.loyaltyrules.program.PointsPolicy;

/**
 * The points of one phase: base points times multipliers, exact until their total is rounded, and flat points, both as far
 * as budgets of points reach. Marks the claims with what they were worth and granted.
 */
final class Earning {

    private final PointsPolicy policy;
    private final int fractionDigits;
    private final long[] payables;
    private final boolean[] excluded;
    private final ToLongFunction<String> budgetLeft;
    private List<Claim> rates;
    private List<Claim> multipliers;
    private Map<String, Long> draws = Map.of();
    private BigDecimal extra = BigDecimal.ZERO;
    private long flat;

    /**
     * Prepares to settle points.
     *
     * @param fractionDigits of the currency
     * @param payables what is to be paid for each line, in the currency's smallest unit; none for an event that is no
     *     purchase
     * @param excluded lines that earn nothing; empty for none
     * @param rates claims of a rate per unit of money
     * @param multipliers claims of a multiplier
     * @param budgetLeft what is left of a budget before this phase
     */
    Earning(
            PointsPolicy policy,
            int fractionDigits,
            long[] payables,
            boolean[] excluded,
            List<Claim> rates,
            List<Claim> multipliers,
            ToLongFunction<String> budgetLeft) {
        this.policy = policy;
        this.fractionDigits = fractionDigits;
        this.payables = payables;
        this.excluded = excluded;
        this.rates = rates;
        this.multipliers = multipliers;
        this.budgetLeft = budgetLeft;
    }

    /** What a budget still has in this phase. */
    long left(String budget) {
        return budgetLeft.applyAsLong(budget) - draws.getOrDefault(budget, 0L);
    }

    private void drawn(String budget, long points) {
        draws = draws.isEmpty() ? new HashMap<>() : draws;
        draws.merge(budget, points, Long::sum);
    }

    /** Grants flat points. */
    void flat(Claim claim) {
        long points = claim.value.longValueExact();
        claim.worth = claim.value;
        flat = Math.addExact(flat, points);
        claim.granted = points > 0;
    }

    /** Grants flat points as far as the budget reaches. */
    void flat(Claim claim, String budget) {
        long points = Math.min(claim.value.longValueExact(), left(budget));
        claim.worth = claim.value;
        claim.drawn = points;
        drawn(budget, points);
        flat = Math.addExact(flat, points);
        claim.granted = points > 0;
    }

    /**
     * Draws what a rate or a multiplier adds, rounded down. Where the budget does not reach, the claim adds what is left
     * instead.
     */
    void draw(Claim claim, String budget) {
        boolean rate = rates.contains(claim);
        BigDecimal worth = rate ? worthOfRate(claim) : worthOfMultiplier(claim);
        long points = worth.max(BigDecimal.ZERO).setScale(0, RoundingMode.DOWN).longValueExact();
        long drawn = Math.min(points, left(budget));
        claim.drawn = drawn;
        drawn(budget, drawn);
        if (drawn < points) {
            claim.worth = worth;
            claim.granted = drawn > 0;
            rates = rate ? without(rates, claim) : rates;
            multipliers = rate ? multipliers : without(multipliers, claim);
            extra = extra.add(BigDecimal.valueOf(drawn));
        }
    }

    private static List<Claim> without(List<Claim> claims, Claim claim) {
        List<Claim> others = new ArrayList<>(claims);
        others.remove(claim);
        return others;
    }

    /** The phase's points before caps; marks what each claim was worth. */
    long total() {
        for (int i = 0; i < rates.size(); i++) {
            Claim claim = rates.get(i);
            claim.worth = claim.value.multiply(payable(claim));
            claim.granted = claim.worth.signum() > 0;
        }
        BigDecimal exact = sum(extra, multipliers.isEmpty() ? unmultiplied() : multiplied());
        return Math.addExact(exact.setScale(0, policy.rounding()).longValueExact(), flat);
    }

    private BigDecimal multiplied() {
        Claim first = multipliers.get(0);
        if (multipliers.size() == 1 && first.line == null) {
            return multipliedBy(first);
        }
        for (Claim claim : multipliers) {
            claim.worth = worthOfMultiplier(claim);
            claim.granted = claim.worth.signum() != 0;
            claim.beaten = !claim.granted && isBeatenSomewhere(claim);
        }
        return multipliedByLine();
    }

    /** One multiplier on everything: no line needs to be looked at. */
    private BigDecimal multipliedBy(Claim only) {
        BigDecimal base = unmultiplied();
        BigDecimal factor = only.value.max(BigDecimal.ZERO);
        only.worth = base.multiply(factor.subtract(BigDecimal.ONE));
        only.granted = only.worth.signum() != 0;
        return base.multiply(factor);
    }

    private BigDecimal money(long units) {
        return BigDecimal.valueOf(units, fractionDigits);
    }

    private static BigDecimal sum(BigDecimal one, BigDecimal other) {
        return one.signum() == 0 ? other : one.add(other);
    }

    /** What is to be paid for the lines that a claim is for and that earn something. */
    private BigDecimal payable(Claim claim) {
        long sum = 0;
        for (int line = 0; line < payables.length; line++) {
            if (claim.appliesTo(line) && !Phase.isExcluded(excluded, line)) {
                sum = Math.addExact(sum, payables[line]);
            }
        }
        return money(sum);
    }

    private BigDecimal unmultiplied() {
        BigDecimal sum = BigDecimal.ZERO;
        for (int i = 0; i < rates.size(); i++) {
            sum = sum(sum, rates.get(i).worth);
        }
        return sum;
    }

    private BigDecimal multipliedByLine() {
        BigDecimal sum = BigDecimal.ZERO;
        for (int line = 0; line < payables.length; line++) {
            BigDecimal base = base(line);
            if (base.signum() != 0) {
                sum = sum.add(base.multiply(factor(line, multipliers)));
            }
        }
        return sum;
    }

    private BigDecimal base(int line) {
        BigDecimal sum = BigDecimal.ZERO;
        for (Claim claim : rates) {
            if (claim.appliesTo(line)) {
                sum = sum.add(claim.value);
            }
        }
        return Phase.isExcluded(excluded, line) ? BigDecimal.ZERO : sum.multiply(money(payables[line]));
    }

    private BigDecimal factor(int line, List<Claim> claims) {
        BigDecimal factor = BigDecimal.ONE;
        for (Claim claim : counting(line, claims)) {
            factor = switch (policy.multipliers()) {
                case ADD -> factor.add(claim.value.subtract(BigDecimal.ONE));
                case BEST -> claim.value;
                case MULTIPLY -> factor.multiply(claim.value);
            };
        }
        return factor.max(BigDecimal.ZERO);
    }

    /** The multipliers that count on a line. */
    private List<Claim> counting(int line, List<Claim> claims) {
        List<Claim> applying = new ArrayList<>(claims.size());
        for (Claim claim : claims) {
            if (claim.appliesTo(line)) {
                applying.add(claim);
            }
        }
        List<Claim> counting = Claim.withoutBeaten(applying);
        if (policy.multipliers() == MultiplierStacking.BEST && counting.size() > 1) {
            counting.sort(Claim.BEST_FIRST);
            return counting.subList(0, 1);
        }
        return counting;
    }

    private BigDecimal worthOfRate(Claim claim) {
        BigDecimal worth = BigDecimal.ZERO;
        for (int line = 0; line < payables.length; line++) {
            if (claim.appliesTo(line) && !Phase.isExcluded(excluded, line)) {
                worth = worth.add(claim.value.multiply(money(payables[line])).multiply(factor(line, multipliers)));
            }
        }
        return worth;
    }

    /** What the event earns with the multiplier less what it would earn without it and its equal rivals. */
    private BigDecimal worthOfMultiplier(Claim claim) {
        BigDecimal worth = BigDecimal.ZERO;
        for (int line = 0; line < payables.length; line++) {
            BigDecimal base = base(line);
            if (base.signum() == 0
                    || !claim.appliesTo(line)
                    || !counting(line, multipliers).contains(claim)) {
                continue;
            }
            List<Claim> without = new ArrayList<>(multipliers);
            without.removeIf(other -> other == claim || isEqualRival(claim, other));
            worth = worth.add(base.multiply(factor(line, multipliers).subtract(factor(line, without))));
        }
        return worth;
    }

    private boolean isEqualRival(Claim claim, Claim other) {
        return claim.value.compareTo(other.value) == 0
                && (policy.multipliers() == MultiplierStacking.BEST || claim.sharesGroupWith(other))
                && Claim.BEST_FIRST.compare(claim, other) < 0;
    }

    private boolean isBeatenSomewhere(Claim claim) {
        for (int line = 0; line < payables.length; line++) {
            List<Claim> applying = new ArrayList<>();
            for (Claim other : multipliers) {
                if (other.appliesTo(line)) {
                    applying.add(other);
                }
            }
            if (applying.contains(claim) && !Claim.withoutBeaten(applying).contains(claim)) {
                return true;
            }
        }
        return false;
    }
}
