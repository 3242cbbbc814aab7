package org.loyaltyrules.program;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * What a campaign may cost over all members.
 *
 * @param code the budget's code
 * @param unit what it counts
 * @param cap the most that may be drawn, 0 or more
 * @param alertAt the share of the cap at which the host is alerted, above 0 and at most 1; null for no alert
 */
public record Budget(
        String code, Unit unit, long cap, @Nullable BigDecimal alertAt) {

    /** What a budget counts. */
    public enum Unit {
        /** Points granted. */
        POINTS,
        /** Grants. */
        USES
    }
}
