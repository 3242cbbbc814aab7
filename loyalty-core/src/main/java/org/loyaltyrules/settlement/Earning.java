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
    private final BigDecimal[] payables;
    private final boolean[] excluded;
    private final ToLongFunction<String> budgetLeft;
    private final List<Claim> rates = new ArrayList<>();
    private final List<Claim> multipliers = new ArrayList<>();
    private Map<String, Long> draws = Map.of();
    private BigDecimal extra = BigDecimal.ZERO;
    private long flat;

    /**
     * Prepares to settle points.
     *
     * @param payables money to be paid, by line; none for an event that is no purchase
     * @param excluded lines that earn nothing
     * @param budgetLeft what is left of a budget before this phase
     */
    Earning(PointsPolicy policy, BigDecimal[] payables, boolean[] excluded, ToLongFunction<String> budgetLeft) {
        this.policy = policy;
        this.payables = payables;
        this.excluded = excluded;
        this.budgetLeft = budgetLeft;
    }

    /** Adds a claim of a rate per unit of money; to be called before any draw. */
    void rate(Claim claim) {
        rates.add(claim);
    }

    /** Adds a claim of a multiplier; to be called before any draw. */
    void multiplier(Claim claim) {
        multipliers.add(claim);
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
        BigDecimal worth = rates.contains(claim) ? worthOfRate(claim) : worthOfMultiplier(claim);
        long points = worth.max(BigDecimal.ZERO).setScale(0, RoundingMode.DOWN).longValueExact();
        long drawn = Math.min(points, left(budget));
        claim.drawn = drawn;
        drawn(budget, drawn);
        if (drawn < points) {
            claim.worth = worth;
            claim.granted = drawn > 0;
            rates.remove(claim);
            multipliers.remove(claim);
            extra = extra.add(BigDecimal.valueOf(drawn));
        }
    }

    /** The phase's points before caps; marks what each claim was worth. */
    long total() {
        for (Claim claim : rates) {
            claim.worth = claim.value.multiply(payable(claim));
            claim.granted = claim.worth.signum() > 0;
        }
        for (Claim claim : multipliers) {
            claim.worth = worthOfMultiplier(claim);
            claim.granted = claim.worth.signum() != 0;
            claim.beaten = !claim.granted && isBeatenSomewhere(claim);
        }
        BigDecimal exact = multipliers.isEmpty() ? unmultiplied() : multiplied();
        return Math.addExact(exact.add(extra).setScale(0, policy.rounding()).longValueExact(), flat);
    }

    /** What is to be paid for the lines that a claim is for and that earn something. */
    private BigDecimal payable(Claim claim) {
        BigDecimal sum = BigDecimal.ZERO;
        for (int line = 0; line < payables.length; line++) {
            if (claim.appliesTo(line) && !excluded[line]) {
                sum = sum.signum() == 0 ? payables[line] : sum.add(payables[line]);
            }
        }
        return sum;
    }

    private BigDecimal unmultiplied() {
        BigDecimal sum = BigDecimal.ZERO;
        for (Claim claim : rates) {
            sum = sum.add(claim.worth);
        }
        return sum;
    }

    private BigDecimal multiplied() {
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
        return excluded[line] ? BigDecimal.ZERO : sum.multiply(payables[line]);
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
            if (claim.appliesTo(line) && !excluded[line]) {
                worth = worth.add(claim.value.multiply(payables[line]).multiply(factor(line, multipliers)));
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
