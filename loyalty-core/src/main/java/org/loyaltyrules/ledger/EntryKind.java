package org.loyaltyrules.ledger;

/** Why points changed. */
public enum EntryKind {
    /** A rule granted them. */
    EARN,
    /** They paid for a purchase or a reward. */
    SPEND,
    /** Their last valid day passed. */
    EXPIRE,
    /** A return took them back, or they filled a debt. */
    CLAWBACK,
    /** They had paid for something that was returned. */
    RESTORE,
    /** Another member gave them. */
    TRANSFER_IN,
    /** They were given to another member. */
    TRANSFER_OUT,
    /** They became units of a partner's program. */
    CONVERT,
    /** The help desk corrected the balance. */
    ADJUST,
    /** The member was erased. */
    FORFEIT,
    /** Pending points became available; changes no amount. */
    RELEASE,
    /** What earlier entries came to, which were purged. */
    OPENING
}
