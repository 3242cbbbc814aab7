package org.loyaltyrules.store;

import java.time.LocalDate;
import java.util.List;
import org.loyaltyrules.member.MemberAccount;

/**
 * An account in memory. Days on which nothing happens to its member are not written; they follow when it is read.
 *
 * @param account as it was written
 * @param days so many days had been decided when it was written
 */
record KeptAccount(MemberAccount account, int days) {

    /** The account once its member has seen the days that were decided since. */
    MemberAccount after(List<LocalDate> decided) {
        LocalDate latest = account.booksDay();
        long seen = 0;
        for (int i = days; i < decided.size(); i++) {
            LocalDate day = decided.get(i);
            if (!day.isBefore(account.profile().enrolledOn())) {
                seen++;
                latest = day.isAfter(latest) ? day : latest;
            }
        }
        return seen == 0 ? account : account.at(latest, account.sequence() + seen);
    }
}
