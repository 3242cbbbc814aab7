package org.loyaltyrules.explanation;

import java.math.BigDecimal;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * Rules that did not fire, by what stands in their way: fewest conditions, then the least off in relation to what is
 * wanted, then the least off of one unit (for who has nothing, 10 purchases are relatively as far as 20), then by name.
 */
final class NearestFirst implements Comparator<ExplainedRule> {

    private static final Comparator<Distance> BY_DISTANCE = Comparator.comparing(Distance::unit)
            .thenComparing(distance -> distance.amount().abs());

    private static final Comparator<ExplainedRule> ORDER = Comparator.comparingInt(NearestFirst::failing)
            .thenComparing(NearestFirst::away)
            .thenComparing(NearestFirst::off, Comparator.nullsLast(BY_DISTANCE))
            .thenComparing(ExplainedRule::rule);

    @Override
    public int compare(ExplainedRule left, ExplainedRule right) {
        return ORDER.compare(left, right);
    }

    private static int failing(ExplainedRule rule) {
        if (rule.outcome() instanceof Outcome.NotMatched notMatched) {
            return notMatched.failing();
        }
        // Its days, or being switched off, stand in the way like a condition.
        return rule.outcome() instanceof Outcome.NotInEffect || rule.outcome() instanceof Outcome.Disabled ? 1 : 0;
    }

    private static BigDecimal away(ExplainedRule rule) {
        return rule.outcome() instanceof Outcome.NotMatched notMatched ? notMatched.away() : BigDecimal.ZERO;
    }

    private static @Nullable Distance off(ExplainedRule rule) {
        return rule.outcome() instanceof Outcome.NotMatched notMatched ? off(notMatched.reason()) : null;
    }

    private static @Nullable Distance off(Mismatch mismatch) {
        if (mismatch instanceof Mismatch.ConditionFailed failed) {
            return off(failed.check());
        } else if (mismatch instanceof Mismatch.NotForAll notForAll) {
            return off(notForAll.reason());
        } else if (mismatch instanceof Mismatch.NoneExists none) {
            return off(none.closest());
        }
        Check check = mismatch instanceof Mismatch.AccumulationFailed failed ? failed.check() : null;
        return check == null ? null : off(check);
    }

    /** Of a combination that of its first side that failed. */
    private static @Nullable Distance off(Check check) {
        if (check instanceof Check.Comparison comparison) {
            return comparison.off();
        }
        if (check instanceof Check.Combination combination && combination.way() != Check.Way.NONE) {
            return combination.sides().stream()
                    .filter(side -> !side.holds())
                    .findFirst()
                    .map(NearestFirst::off)
                    .orElse(null);
        }
        return null;
    }
}
