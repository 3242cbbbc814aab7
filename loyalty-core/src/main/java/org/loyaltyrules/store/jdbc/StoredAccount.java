package org.loyaltyrules.store.jdbc;

import org.loyaltyrules.member.MemberAccount;

/**
 * A member's account as it is in the tables.
 *
 * @param number the account's number, by which the tables know the member
 * @param rows what the tables say, without the days that the member has seen and nothing was written for
 * @param account what the member's account is, with them
 * @param dayNumber the last day that the account has seen
 * @param entries numbers given to ledger entries so far
 * @param parts which tables have rows of the account; see {@link Part}
 * @param sleep how the member sleeps
 */
record StoredAccount(
        long number,
        MemberAccount rows,
        MemberAccount account,
        long dayNumber,
        long entries,
        int parts,
        SleepRow sleep) {

    /** Tables that have no row of most accounts: one is asked only where it has had one. */
    enum Part {
        TAGS,
        ATTRIBUTES,
        LIMIT_USES,
        VOUCHERS,
        BENEFITS,
        PURCHASES,
        LOTS,
        ACTIVITY;

        boolean isIn(int parts) {
            return (parts & 1 << ordinal()) != 0;
        }

        int addedTo(int parts, boolean has) {
            return has ? parts | 1 << ordinal() : parts;
        }
    }
}
