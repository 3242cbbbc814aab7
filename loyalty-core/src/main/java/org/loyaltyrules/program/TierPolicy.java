package org.loyaltyrules.program;

import java.time.Period;

/**
 * How long tiers last and what a review does.
 *
 * @param validity how long a tier lasts from the day it was reached
 * @param grace how long after the last valid day the review is held
 * @param downgrade how far the review may lower the tier
 */
public record TierPolicy(Validity validity, Period grace, Downgrade downgrade) {

    /** For life, no grace, down to the qualified tier. */
    public static final TierPolicy DEFAULT = new TierPolicy(Validity.FOR_LIFE, Period.ZERO, Downgrade.TO_QUALIFIED);
}
