package org.loyaltyrules.store;

/** How deep a member sleeps, of whom days are not asked as long as the account stays the same. */
public enum Sleep {
    /** Every day is asked. */
    NONE,
    /** Days are asked on which rules could fire that do not on most. */
    LIGHT,
    /** No rule could fire for the member, on whatever day. */
    DEEP
}
