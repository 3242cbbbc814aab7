package org.loyaltyrules.store.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import org.loyaltyrules.ledger.Entry;
import org.loyaltyrules.ledger.EntryKind;
import org.loyaltyrules.store.ConcurrentUnitException;

/** Entries of the ledger. They know an account's number alone, so that none must be changed when a member is erased. */
final class EntryRows {

    private record Purged(long account, long points, long count) {}

    private final Session session;

    EntryRows(Session session) {
        this.session = session;
    }

    /** Entries of a member, or of an erased one by pseudonym. */
    List<Entry> entries(String name) {
        return session.list(
                "SELECT kind, points, event, lot, rule, happened_at, offset_seconds, nanos FROM loyalty_entry"
                        + " WHERE account IN (SELECT account FROM loyalty_member WHERE id = ?"
                        + " UNION SELECT account FROM loyalty_erased WHERE pseudonym = ?) ORDER BY number",
                row -> entry(name, row),
                name,
                name);
    }

    private static Entry entry(String name, ResultSet row) throws SQLException {
        return new Entry(
                name,
                EntryKind.valueOf(row.getString("kind")),
                row.getLong("points"),
                row.getString("event"),
                row.getObject("lot", Long.class),
                row.getString("rule"),
                Moment.read(row));
    }

    /** Rolls the entries of some accounts before a moment into one each, the number 0. */
    void purge(long after, long through, OffsetDateTime before) {
        OffsetDateTime moment = Moment.timestamp(before);
        List<Purged> purged = session.list(
                "SELECT account, sum(points) AS points, count(*) AS entries FROM loyalty_entry"
                        + " WHERE account > ? AND account <= ? AND happened_at < ? GROUP BY account",
                row -> new Purged(row.getLong("account"), row.getLong("points"), row.getLong("entries")),
                after,
                through,
                moment);
        if (session.dialect() == Dialect.POSTGRESQL) {
            session.list("SELECT set_config('loyalty.purging', 'on', true)", row -> row);
        }
        OffsetDateTime at = before.minusSeconds(1);
        List<Object[]> openings = new ArrayList<>();
        for (Purged account : purged) {
            int deleted = session.update(
                    "DELETE FROM loyalty_entry WHERE account = ? AND happened_at < ?", account.account(), moment);
            if (deleted != account.count()) {
                throw new ConcurrentUnitException("an entry was written meanwhile");
            }
            openings.add(new Object[] {
                account.account(),
                EntryKind.OPENING.name(),
                account.points(),
                account.points(),
                Moment.timestamp(at),
                Moment.offset(at),
                Moment.nanos(at)
            });
        }
        session.updateEach(
                "INSERT INTO loyalty_entry (account, number, kind, points, balance, event, happened_at, offset_seconds,"
                        + " nanos) VALUES (?, 0, ?, ?, ?, '', ?, ?, ?)",
                List.copyOf(openings));
    }
}
