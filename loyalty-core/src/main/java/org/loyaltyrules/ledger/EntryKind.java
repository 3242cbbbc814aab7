package org.loyaltyrules.ledger;

/** Why points changed. */
public enum EntryKind {
    EARN,
    SPEND,
    EXPIRE,
    CLAWBACK,
    RESTORE,
    TRANSFER_IN,
    TRANSFER_OUT,
    CONVERT,
    ADJUST,
    FORFEIT,
    /** Pending points became available; changes no amount. */
    RELEASE
}
