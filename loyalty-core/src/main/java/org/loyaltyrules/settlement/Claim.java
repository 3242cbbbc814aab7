package org.loyaltyrules.settlement;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.loyaltyrules.program.Rule;

/** One award that competes with others for a line, a tag or a tier, and what became of it. */
final class Claim {

    /** Of equal claims the one without a budget counts, then the one without a limit, then the first by rule name. */
    static final Comparator<Rule> RULES_AMONG_EQUALS = Comparator.<Rule, Boolean>comparing(
                    rule -> rule.budget() != null)
            .thenComparing(rule -> rule.limit() != null)
            .thenComparing(Rule::name);

    /** As {@link #RULES_AMONG_EQUALS}; of one rule's the first. */
    static final Comparator<Claim> AMONG_EQUALS = Comparator.<Claim, Rule>comparing(
                    claim -> claim.rule, RULES_AMONG_EQUALS)
            .thenComparingInt(claim -> claim.firing)
            .thenComparingInt(claim -> claim.award);

    /** The largest first. */
    static final Comparator<Claim> BEST_FIRST = Comparator.<Claim, BigDecimal>comparing(claim -> claim.value)
            .reversed()
            .thenComparing(AMONG_EQUALS);

    final Rule rule;

    /** The firing's place in its phase, and the award's place in the firing. */
    final int firing;

    final int award;

    /** The line it is for; null for every line. */
    final @Nullable Integer line;

    /** The rate, the factor, the percent or the points. */
    final BigDecimal value;

    /** The most pieces it is for; null for all. */
    final @Nullable Long maxQuantity;

    boolean granted;

    /** Whether a better claim of its exclusive group counted in its place. */
    boolean beaten;

    /** Whether a cap left nothing of all points. */
    boolean capped;

    /** What it was worth in points, exactly. */
    BigDecimal worth = BigDecimal.ZERO;

    /** Points drawn on its rule's budget of points; null where the rule has none. */
    @Nullable
    Long drawn;

    Claim(Rule rule, int firing, int award, @Nullable Integer line, BigDecimal value, @Nullable Long maxQuantity) {
        this.rule = rule;
        this.firing = firing;
        this.award = award;
        this.line = line;
        this.value = value;
        this.maxQuantity = maxQuantity;
    }

    boolean appliesTo(int index) {
        return line == null || line == index;
    }

    boolean sharesGroupWith(Claim other) {
        return rule.exclusive() != null && rule.exclusive().equals(other.rule.exclusive());
    }

    /** The claims without those that a better one of their exclusive group beats, in the order given. */
    static List<Claim> withoutBeaten(List<Claim> claims) {
        List<Claim> counting = new ArrayList<>(claims.size());
        for (Claim claim : claims) {
            if (!isBeaten(claim, claims)) {
                counting.add(claim);
            }
        }
        return counting;
    }

    private static boolean isBeaten(Claim claim, List<Claim> claims) {
        if (claim.rule.exclusive() == null) {
            return false;
        }
        for (Claim other : claims) {
            if (claim.sharesGroupWith(other) && BEST_FIRST.compare(other, claim) < 0) {
                return true;
            }
        }
        return false;
    }
}
