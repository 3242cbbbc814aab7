package org.loyaltyrules.program;

import java.math.RoundingMode;
import java.time.Period;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How points are earned, kept and spent.
 *
 * @param rounding how an event's total is rounded, once: DOWN, HALF_UP or UP
 * @param multipliers how several multipliers combine
 * @param validity how long points last from the day they were earned
 * @param pending how long after the event's day points may first be spent
 * @param clawback what becomes of points that a return cannot take back
 * @param payWith how points pay for purchases; null where they do not
 * @param caps the most that a member may earn in a period
 */
public record PointsPolicy(
        RoundingMode rounding,
        MultiplierStacking multipliers,
        Validity validity,
        Period pending,
        Clawback clawback,
        @Nullable PayWith payWith,
        List<PointsCap> caps) {

    /** Rounded down, added, for life, at once, negative balances, no payment, no caps. */
    public static final PointsPolicy DEFAULT = new PointsPolicy(
            RoundingMode.DOWN,
            MultiplierStacking.ADD,
            Validity.FOR_LIFE,
            Period.ZERO,
            Clawback.NEGATIVE,
            null,
            List.of());

    public PointsPolicy {
        caps = List.copyOf(caps);
    }
}
