package org.loyaltyrules.rules;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.loyaltyrules.explanation.Check;
import org.loyaltyrules.explanation.Distance;

/** How near a condition was to holding, so that a cent and a category can be put in order: 0 is nearest, 1 far. */
final class Nearness {

    private static final BigDecimal DAYS_OF_A_YEAR = BigDecimal.valueOf(365);
    private static final BigDecimal MINUTES_OF_A_DAY = BigDecimal.valueOf(1440);

    private Nearness() {}

    static BigDecimal of(Check check) {
        if (check.holds()) {
            return BigDecimal.ZERO;
        }
        if (check instanceof Check.Comparison comparison) {
            Distance off = comparison.off();
            return off == null ? BigDecimal.ONE : of(off, comparison);
        }
        if (check instanceof Check.Combination combination && combination.way() != Check.Way.NONE) {
            BigDecimal least = BigDecimal.ONE;
            BigDecimal most = BigDecimal.ZERO;
            for (Check side : combination.sides()) {
                least = least.min(of(side));
                most = most.max(of(side));
            }
            return combination.way() == Check.Way.ANY ? least : most;
        }
        return BigDecimal.ONE;
    }

    private static BigDecimal of(Distance off, Check.Comparison comparison) {
        BigDecimal scale = switch (off.unit()) {
            case DAYS -> DAYS_OF_A_YEAR;
            case MINUTES -> MINUTES_OF_A_DAY;
            default -> BigDecimal.ONE.max(size(comparison.met())).max(bound(comparison.wanted()));
        };
        return off.amount().abs().divide(scale, 9, RoundingMode.HALF_UP).min(BigDecimal.ONE);
    }

    private static BigDecimal bound(List<@Nullable Object> wanted) {
        return wanted.isEmpty() ? BigDecimal.ZERO : size(wanted.get(0));
    }

    private static BigDecimal size(@Nullable Object value) {
        BigDecimal number = value instanceof Long || value instanceof BigDecimal ? Evaluator.decimal(value) : null;
        return number == null ? BigDecimal.ZERO : number.abs();
    }
}
