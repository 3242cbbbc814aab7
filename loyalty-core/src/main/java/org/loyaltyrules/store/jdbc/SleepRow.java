package org.loyaltyrules.store.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.loyaltyrules.member.MemberAccount;
import org.loyaltyrules.store.DayAudience;
import org.loyaltyrules.store.Sleep;

/**
 * How a member's row says that the member sleeps; see {@link DayAudience}.
 *
 * @param rules what stands for the rules by which the member sleeps; null where the member is awake. Who decides by others
 *     does not rely on it
 * @param nextDue the next day on which the member is asked all the same; null for none
 */
record SleepRow(
        Sleep sleep, @Nullable String rules, @Nullable LocalDate nextDue) {

    static final String COLUMNS = "sleep, sleep_rules, next_due";

    /** What goes before the columns that are written with an account, for that wakes the member. */
    static final String AWAKE = "sleep = 0, sleep_rules = NULL";

    static SleepRow read(ResultSet row) throws SQLException {
        return new SleepRow(
                Sleep.values()[row.getInt("sleep")],
                row.getString("sleep_rules"),
                row.getObject("next_due", LocalDate.class));
    }

    /** Of a member for whom nothing came of a day. */
    static SleepRow after(MemberAccount account, DayAudience audience) {
        LocalDate due = AccountWriter.nextDue(account);
        LocalDate wakes = audience.wakesOn(account);
        boolean isNever = due == null && wakes.equals(LocalDate.MAX);
        // The earlier of both, so that what is due by itself comes to pass by whatever rules.
        return new SleepRow(
                audience.sleepOf(account),
                audience.rules(),
                isNever ? null : due == null || wakes.isBefore(due) ? wakes : due);
    }
}
