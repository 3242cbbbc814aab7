package org.loyaltyrules.program;

/** How several percentage discounts on one line combine. */
public enum DiscountStacking {
    /** The largest alone. */
    BEST,
    /** Each takes its share of what the others left. */
    COMPOUND
}
