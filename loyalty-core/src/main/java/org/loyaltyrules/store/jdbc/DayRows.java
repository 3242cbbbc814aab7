package org.loyaltyrules.store.jdbc;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.loyaltyrules.event.Day;
import org.loyaltyrules.store.RankedPlace;

/** Days that were decided, and the one that is being decided, with the counts and ranks that its parts share. */
final class DayRows {

    /**
     * A day that members have seen.
     *
     * @param through the last member that has seen it; null where all have
     */
    record Seen(long number, LocalDate date, @Nullable String through) {

        boolean reaches(String member, Dialect dialect) {
            return through == null || dialect.compare(member, through) <= 0;
        }
    }

    /** A day of which a part was decided. */
    record Unfinished(long number, Day day, String through) {}

    private final Session session;

    DayRows(Session session) {
        this.session = session;
    }

    List<Seen> after(long number) {
        return session.list(
                "SELECT number, on_day, through FROM loyalty_day WHERE number > ? ORDER BY number",
                row -> new Seen(
                        row.getLong("number"), row.getObject("on_day", LocalDate.class), row.getString("through")),
                number);
    }

    /** The number of the last day that a member with this id has seen, or would have seen. */
    long lastSeenBy(String member) {
        return session.number("SELECT max(number) FROM loyalty_day WHERE through IS NULL OR through >= ?", member);
    }

    /** Locks the day that was not finished; null where there is none. */
    @Nullable
    Unfinished lockUnfinished() {
        return session.first(
                "SELECT number, event, on_day, happened_at, offset_seconds, nanos, through FROM loyalty_day"
                        + " WHERE unfinished = TRUE FOR UPDATE",
                row -> new Unfinished(
                        row.getLong("number"),
                        new Day(row.getString("event"), Moment.read(row), row.getObject("on_day", LocalDate.class)),
                        row.getString("through")));
    }

    /** The event by which a day was wholly decided; null where it was not. */
    @Nullable
    String event(LocalDate date) {
        return session.first(
                "SELECT event FROM loyalty_day WHERE on_day = ? AND unfinished IS NULL",
                row -> row.getString("event"),
                date);
    }

    /** Whether a later day was decided, in part at least. */
    boolean isBeforeAnother(LocalDate date) {
        return session.number("SELECT count(*) FROM loyalty_day WHERE on_day > ?", date) > 0;
    }

    boolean isUnfinished(String event) {
        return session.number("SELECT count(*) FROM loyalty_day WHERE event = ? AND unfinished = TRUE", event) > 0;
    }

    long nextNumber() {
        return session.number("SELECT max(number) FROM loyalty_day") + 1;
    }

    /** Keeps a day of which the first part was decided; {@code through} is null where that was all. */
    void insert(long number, Day day, @Nullable String through) {
        OffsetDateTime at = day.at();
        session.update(
                "INSERT INTO loyalty_day (number, event, on_day, happened_at, offset_seconds, nanos, through, unfinished)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                number,
                day.id(),
                day.date(),
                Moment.timestamp(at),
                Moment.offset(at),
                Moment.nanos(at),
                through,
                through == null ? null : Boolean.TRUE);
    }

    /** Keeps that one more part was decided; {@code through} is null where it was the last. */
    void advance(long number, @Nullable String through) {
        session.update(
                "UPDATE loyalty_day SET through = ?, unfinished = ? WHERE number = ?",
                through,
                through == null ? null : Boolean.TRUE,
                number);
    }

    /** Forgets what only the parts of the day needed. */
    void finish(long number) {
        session.update("DELETE FROM loyalty_day_rank WHERE number = ?", number);
        session.update("DELETE FROM loyalty_day_voucher WHERE number = ?", number);
    }

    /** Forgets a member in what the parts of an unfinished day need. */
    void erase(String member) {
        session.update("DELETE FROM loyalty_day_rank WHERE member = ?", member);
        session.update(
                "UPDATE loyalty_day SET through = COALESCE((SELECT max(id) FROM loyalty_member WHERE id < ?), '')"
                        + " WHERE through = ?",
                member,
                member);
    }

    Map<String, Integer> vouchersIssued(long number) {
        Map<String, Integer> issued = new HashMap<>();
        session.list(
                "SELECT definition, issued FROM loyalty_day_voucher WHERE number = ?",
                row -> issued.put(row.getString("definition"), row.getInt("issued")),
                number);
        return issued;
    }

    void keepVouchersIssued(long number, Map<String, Integer> issued) {
        session.update("DELETE FROM loyalty_day_voucher WHERE number = ?", number);
        session.updateEach(
                "INSERT INTO loyalty_day_voucher (number, definition, issued) VALUES (?, ?, ?)",
                issued.entrySet().stream()
                        .map(entry -> new Object[] {number, entry.getKey(), entry.getValue()})
                        .toList());
    }

    /** Keeps how members sleep, by number of the account. */
    void keepSleep(Map<Long, SleepRow> sleepers) {
        List<@Nullable Object[]> rows = new ArrayList<>();
        sleepers.forEach((account, row) ->
                rows.add(new @Nullable Object[] {row.sleep().ordinal(), row.rules(), row.nextDue(), account}));
        session.updateEach(
                "UPDATE loyalty_member SET sleep = ?, sleep_rules = ?, next_due = ? WHERE account = ?", rows);
    }

    /** Ranks all members in the database itself: there may be a million. */
    void rank(long number, LocalDate first, LocalDate last, LocalDate enrolledBy) {
        rank(number, "REFERRALS", "referrals", "referral_order", first, last, enrolledBy);
        rank(number, "SPEND", "spend", "spend_order", first, last, enrolledBy);
    }

    private void rank(
            long number,
            String board,
            String amount,
            String order,
            LocalDate first,
            LocalDate last,
            LocalDate enrolledBy) {
        session.update(
                "INSERT INTO loyalty_day_rank (number, board, member, place, amount)"
                        + " SELECT CAST(? AS BIGINT), CAST(? AS VARCHAR), t.id,"
                        + " row_number() OVER (ORDER BY t.amount DESC, t.reached, t.id), t.amount FROM ("
                        + "SELECT m.id AS id, CAST(sum(a." + amount + ") AS BIGINT) AS amount, max(a." + order
                        + ") AS reached FROM loyalty_activity a JOIN loyalty_member m ON m.account = a.account"
                        + " WHERE a.on_day BETWEEN ? AND ? AND m.enrolled_on <= ? GROUP BY m.id"
                        + " HAVING sum(a." + amount + ") > 0) t",
                number,
                board,
                first,
                last,
                enrolledBy);
    }

    /** Places of the members from one id, exclusive, to another, inclusive. */
    Map<String, List<RankedPlace>> places(long number, String after, String through) {
        Map<String, List<RankedPlace>> places = new HashMap<>();
        session.list(
                "SELECT member, board, place, amount FROM loyalty_day_rank"
                        + " WHERE number = ? AND member > ? AND member <= ? ORDER BY board",
                row -> places.computeIfAbsent(row.getString("member"), member -> new ArrayList<>(2))
                        .add(new RankedPlace(row.getString("board"), row.getInt("place"), row.getLong("amount"))),
                number,
                after,
                through);
        return places;
    }
}
