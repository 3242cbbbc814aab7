package org.loyaltyrules.program;

/** How far a review may lower a member's tier. */
public enum Downgrade {
    /** To the highest tier that the member still qualifies for. */
    TO_QUALIFIED,
    /** At most one level below the present tier. */
    ONE_LEVEL,
    /** Not at all. */
    NEVER
}
