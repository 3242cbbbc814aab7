package org.loyaltyrules.program;

/** How several multipliers on one line combine. */
public enum MultiplierStacking {
    /** 1 + Σ(m − 1). */
    ADD,
    /** The largest alone. */
    BEST,
    /** Their product. */
    MULTIPLY
}
