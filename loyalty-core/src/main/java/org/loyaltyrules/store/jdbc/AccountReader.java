package org.loyaltyrules.store.jdbc;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.MonthDay;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.loyaltyrules.ledger.Lot;
import org.loyaltyrules.ledger.PointBook;
import org.loyaltyrules.member.Activity;
import org.loyaltyrules.member.Allowances;
import org.loyaltyrules.member.DailyTotals;
import org.loyaltyrules.member.HeldBenefit;
import org.loyaltyrules.member.HeldVoucher;
import org.loyaltyrules.member.MemberAccount;
import org.loyaltyrules.member.Profile;
import org.loyaltyrules.member.PurchaseHistory;
import org.loyaltyrules.member.TierLadder;
import org.loyaltyrules.member.TierStep;
import org.loyaltyrules.member.Wallet;
import org.loyaltyrules.store.jdbc.StoredAccount.Part;

/** Reads accounts: one, or some at once with no more statements. */
final class AccountReader {

    private static final String COLUMNS = "id, account, enrolled_by, enrolled_on, channel, referred, referrer,"
            + " referrer_enrolled_by, birth_month, birth_day, debt, ever_purchased, books_day, day_number, sequence, lots,"
            + " entries, parts, " + SleepRow.COLUMNS;

    private static final int NUMBER_OF_TOTALS = 7;

    /** A row of the member table, and what other tables have of the member. */
    private static final class Rows {
        final long number;
        final Profile profile;
        final long debt;
        final boolean everPurchased;
        final LocalDate booksDay;
        final long dayNumber;
        final long sequence;
        final long created;
        final long entries;
        final int parts;
        final SleepRow sleep;
        final Set<String> tags = new HashSet<>();
        final Map<String, String> attributes = new HashMap<>();
        final List<TierStep> tiers = new ArrayList<>();
        final List<Lot> lots = new ArrayList<>();
        final List<Totals> totals = new ArrayList<>();
        final Map<String, Totals> limitUses = new HashMap<>();
        final List<HeldVoucher> vouchers = new ArrayList<>();
        final List<HeldBenefit> benefits = new ArrayList<>();

        Rows(ResultSet row) throws SQLException {
            number = row.getLong("account");
            profile = profile(row);
            debt = row.getLong("debt");
            everPurchased = row.getBoolean("ever_purchased");
            booksDay = row.getObject("books_day", LocalDate.class);
            dayNumber = row.getLong("day_number");
            sequence = row.getLong("sequence");
            created = row.getLong("lots");
            entries = row.getLong("entries");
            parts = row.getInt("parts");
            sleep = SleepRow.read(row);
            for (int i = 0; i < NUMBER_OF_TOTALS; i++) {
                totals.add(new Totals());
            }
        }
    }

    private final Session session;
    private final PurchaseRows.Sessions sessions;

    AccountReader(Session session, PurchaseRows.Sessions sessions) {
        this.session = session;
        this.sessions = sessions;
    }

    /** Locks a member's row; null where nobody of this id is enrolled. */
    @Nullable
    StoredAccount lock(String id) {
        return read("WHERE id = ? FOR UPDATE", false, id).get(id);
    }

    /** A member's account without a lock, with all lots; null where nobody of this id is enrolled. */
    @Nullable
    StoredAccount whole(String id) {
        return read("WHERE id = ?", true, id).get(id);
    }

    /**
     * Accounts in order of id.
     *
     * @param condition what follows {@code FROM loyalty_member}
     * @param whole whether lots that hold nothing are wanted too
     */
    Map<String, StoredAccount> read(String condition, boolean whole, @Nullable Object... values) {
        Map<Long, Rows> accounts = new LinkedHashMap<>();
        for (Rows rows : session.list("SELECT " + COLUMNS + " FROM loyalty_member " + condition, Rows::new, values)) {
            accounts.put(rows.number, rows);
        }
        if (accounts.isEmpty()) {
            return Map.of();
        }
        readParts(accounts, whole);
        List<DayRows.Seen> days = new DayRows(session)
                .after(accounts.values().stream()
                        .mapToLong(rows -> rows.dayNumber)
                        .min()
                        .getAsLong());
        Map<String, StoredAccount> result = new LinkedHashMap<>();
        accounts.values().forEach(rows -> result.put(rows.profile.id(), stored(rows, days)));
        return result;
    }

    private StoredAccount stored(Rows rows, List<DayRows.Seen> days) {
        MemberAccount account = account(rows);
        MemberAccount seen = account;
        long dayNumber = rows.dayNumber;
        for (DayRows.Seen day : days) {
            if (day.number() > rows.dayNumber && day.reaches(rows.profile.id(), session.dialect())) {
                dayNumber = Math.max(dayNumber, day.number());
                if (!day.date().isBefore(rows.profile.enrolledOn())) {
                    seen = seen.at(day.date(), seen.sequence() + 1);
                }
            }
        }
        return new StoredAccount(rows.number, account, seen, dayNumber, rows.entries, rows.parts, rows.sleep);
    }

    private MemberAccount account(Rows rows) {
        Profile bare = rows.profile;
        Profile profile = new Profile(
                bare.id(),
                bare.enrolledBy(),
                bare.enrolledOn(),
                bare.channel(),
                bare.referred(),
                bare.referrer(),
                bare.birthday(),
                rows.tags,
                rows.attributes);
        Map<String, DailyTotals> uses = new HashMap<>();
        rows.limitUses.forEach((rule, totals) -> uses.put(rule, totals.done()));
        List<DailyTotals> totals = rows.totals.stream().map(Totals::done).toList();
        Activity activity = new Activity(
                totals.get(0),
                totals.get(1),
                totals.get(2),
                totals.get(3),
                rows.everPurchased,
                Part.PURCHASES.isIn(rows.parts)
                        ? PurchaseHistory.of(new PurchaseRows.Archive(sessions, rows.number, bare.id()))
                        : null,
                totals.get(4),
                totals.get(5));
        return new MemberAccount(
                profile,
                new TierLadder(rows.tiers),
                new PointBook(rows.lots, rows.debt, rows.created),
                activity,
                new Allowances(uses, totals.get(6)),
                new Wallet(rows.vouchers, rows.benefits),
                rows.booksDay,
                rows.sequence);
    }

    private void readParts(Map<Long, Rows> accounts, boolean whole) {
        int parts = accounts.values().stream().mapToInt(rows -> rows.parts).reduce(0, (one, other) -> one | other);
        each(
                accounts,
                "place, tier, since, valid_until, origin, event, sequence FROM loyalty_tier",
                "place",
                (rows, row) -> rows.tiers.add(new TierStep(
                        row.getString("tier"),
                        row.getObject("since", LocalDate.class),
                        row.getObject("valid_until", LocalDate.class),
                        TierStep.Origin.valueOf(row.getString("origin")),
                        row.getString("event"),
                        row.getLong("sequence"))));
        if (Part.TAGS.isIn(parts)) {
            each(accounts, "tag FROM loyalty_member_tag", "tag", (rows, row) -> rows.tags.add(row.getString("tag")));
        }
        if (Part.ATTRIBUTES.isIn(parts)) {
            each(
                    accounts,
                    "name, content FROM loyalty_member_attribute",
                    "name",
                    (rows, row) -> rows.attributes.put(row.getString("name"), row.getString("content")));
        }
        if (Part.LOTS.isIn(parts)) {
            readLots(accounts, whole);
        }
        if (Part.ACTIVITY.isIn(parts)) {
            readActivity(accounts);
        }
        if (Part.LIMIT_USES.isIn(parts)) {
            each(
                    accounts,
                    "rule, on_day, uses FROM loyalty_limit_use",
                    "rule, on_day",
                    (rows, row) -> rows.limitUses
                            .computeIfAbsent(row.getString("rule"), rule -> new Totals())
                            .add(row.getObject("on_day", LocalDate.class), row.getLong("uses")));
        }
        if (Part.VOUCHERS.isIn(parts)) {
            each(
                    accounts,
                    "place, code, definition, issued_by, valid_until, state FROM loyalty_voucher",
                    "place",
                    (rows, row) -> rows.vouchers.add(new HeldVoucher(
                            row.getString("code"),
                            row.getString("definition"),
                            row.getString("issued_by"),
                            row.getObject("valid_until", LocalDate.class),
                            HeldVoucher.State.valueOf(row.getString("state")))));
        }
        if (Part.BENEFITS.isIn(parts)) {
            each(
                    accounts,
                    "place, code, valid_until, tier FROM loyalty_benefit",
                    "place",
                    (rows, row) -> rows.benefits.add(new HeldBenefit(
                            row.getString("code"),
                            row.getObject("valid_until", LocalDate.class),
                            row.getString("tier"))));
        }
    }

    private void readLots(Map<Long, Rows> accounts, boolean whole) {
        String lots = "lot, event, earned_on, available_on, last_valid_day, remaining, expired, pending, extended"
                + " FROM loyalty_lot";
        each(
                accounts,
                lots,
                whole ? "" : " AND remaining > 0",
                "lot",
                (rows, row) -> rows.lots.add(new Lot(
                        row.getLong("lot"),
                        row.getString("event"),
                        row.getObject("earned_on", LocalDate.class),
                        row.getObject("available_on", LocalDate.class),
                        row.getObject("last_valid_day", LocalDate.class),
                        row.getLong("remaining"),
                        row.getLong("expired"),
                        row.getBoolean("pending"),
                        row.getBoolean("extended"))));
    }

    private void readActivity(Map<Long, Rows> accounts) {
        String days =
                "on_day, spend, purchases, referrals, referral_purchases, spend_order, referral_order, capped_points"
                        + " FROM loyalty_activity";
        each(accounts, days, "on_day", (rows, row) -> {
            LocalDate day = row.getObject("on_day", LocalDate.class);
            for (int i = 0; i < NUMBER_OF_TOTALS; i++) {
                rows.totals.get(i).add(day, row.getLong(i + 3));
            }
        });
    }

    @FunctionalInterface
    private interface Reading {
        void read(Rows rows, ResultSet row) throws SQLException;
    }

    private void each(Map<Long, Rows> accounts, String selection, String order, Reading reading) {
        each(accounts, selection, "", order, reading);
    }

    private void each(Map<Long, Rows> accounts, String selection, String condition, String order, Reading reading) {
        boolean one = accounts.size() == 1;
        String sql = "SELECT account, " + selection + (one ? " WHERE account = ?" : " WHERE account = ANY (?)")
                + condition + " ORDER BY account, " + order;
        Object value = one ? accounts.keySet().iterator().next() : array(accounts);
        session.list(
                sql,
                row -> {
                    Rows rows = accounts.get(row.getLong("account"));
                    if (rows != null) {
                        reading.read(rows, row);
                    }
                    return row;
                },
                value);
    }

    private Array array(Map<Long, Rows> accounts) {
        try {
            return session.connection()
                    .createArrayOf("bigint", accounts.keySet().toArray());
        } catch (SQLException e) {
            throw session.failed(e);
        }
    }

    private static Profile profile(ResultSet row) throws SQLException {
        String referrer = row.getString("referrer");
        int birthMonth = row.getInt("birth_month");
        return new Profile(
                row.getString("id"),
                row.getString("enrolled_by"),
                row.getObject("enrolled_on", LocalDate.class),
                row.getString("channel"),
                row.getBoolean("referred"),
                referrer == null ? null : new Profile.Referrer(referrer, row.getString("referrer_enrolled_by")),
                birthMonth == 0 ? null : MonthDay.of(birthMonth, row.getInt("birth_day")),
                Set.of(),
                Map.of());
    }

    /** Collects the totals of days that come in order. */
    static final class Totals {
        private final TreeMap<Long, Long> amounts = new TreeMap<>();

        void add(LocalDate day, long amount) {
            if (amount != 0) {
                amounts.put(day.toEpochDay(), amount);
            }
        }

        DailyTotals done() {
            return DailyTotals.of(
                    amounts.keySet().stream().mapToLong(Long::longValue).toArray(),
                    amounts.values().stream().mapToLong(Long::longValue).toArray());
        }
    }
}
