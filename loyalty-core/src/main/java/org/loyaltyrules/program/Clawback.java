package org.loyaltyrules.program;

/** What happens to points that a return takes back and the member no longer has. */
public enum Clawback {
    /** They become a debt, filled first as later points become available. */
    NEGATIVE,
    /** They are let go. */
    CLAMP
}
