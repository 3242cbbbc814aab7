package org.loyaltyrules.store.jdbc;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.loyaltyrules.event.Purchase;
import org.loyaltyrules.ledger.PointPosting;
import org.loyaltyrules.member.DailyTotals;
import org.loyaltyrules.member.PurchaseHistory;
import org.loyaltyrules.member.PurchaseRecord;
import org.loyaltyrules.member.TierStep;
import org.loyaltyrules.store.StoreException;

/** Purchases with what they were granted. An account comes without them: they are read one by one, when one is asked for. */
final class PurchaseRows {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final String COLUMNS = "sequence, event, on_day, happened_at, offset_seconds, nanos, channel, store,"
            + " currency, points_to_spend, earned, lot, clawed_back, restored, wholly_returned, tier_before,"
            + " tier_before_since, tier_before_until, tier_before_origin, tier_before_event, tier_before_sequence";

    /** Lends a session: that of the unit of work, as long as it is open. */
    interface Sessions {
        <T> T with(Function<Session, T> work);
    }

    /** One member's purchases in the tables. */
    record Archive(Sessions sessions, long account, String member) implements PurchaseHistory.Archive {

        @Override
        public @Nullable PurchaseRecord find(String purchase) {
            List<PurchaseRecord> found = sessions.with(
                    session -> new PurchaseRows(session).read(account, member, " AND event = ?", account, purchase));
            return found.isEmpty() ? null : found.get(0);
        }

        @Override
        public boolean hasOpenBefore(long sequence, Set<String> except) {
            List<String> open = sessions.with(session -> session.list(
                    "SELECT event FROM loyalty_purchase WHERE account = ? AND sequence < ? AND wholly_returned = FALSE"
                            + " ORDER BY sequence LIMIT " + (except.size() + 1),
                    row -> row.getString("event"),
                    account,
                    sequence));
            return open.stream().anyMatch(event -> !except.contains(event));
        }

        @Override
        public List<PurchaseRecord> all() {
            return sessions.with(session -> new PurchaseRows(session).read(account, member, "", account));
        }
    }

    private final Session session;

    PurchaseRows(Session session) {
        this.session = session;
    }

    private List<PurchaseRecord> read(long account, String member, String condition, Object... values) {
        return session
                .list(
                        "SELECT " + COLUMNS + " FROM loyalty_purchase WHERE account = ?" + condition
                                + " ORDER BY sequence DESC",
                        Header::new,
                        values)
                .stream()
                .map(header -> complete(account, member, header))
                .toList();
    }

    /** What the purchase's own row has; its parts are read when the cursor is closed. */
    private static final class Header {
        final long sequence;
        final LocalDate date;
        final Purchase event;
        final TierStep tierBefore;
        final long earned;
        final long lot;
        final long clawedBack;
        final long restored;
        final boolean whollyReturned;

        Header(ResultSet row) throws SQLException {
            sequence = row.getLong("sequence");
            date = row.getObject("on_day", LocalDate.class);
            earned = row.getLong("earned");
            lot = row.getLong("lot");
            clawedBack = row.getLong("clawed_back");
            restored = row.getLong("restored");
            whollyReturned = row.getBoolean("wholly_returned");
            tierBefore = new TierStep(
                    row.getString("tier_before"),
                    row.getObject("tier_before_since", LocalDate.class),
                    row.getObject("tier_before_until", LocalDate.class),
                    TierStep.Origin.valueOf(row.getString("tier_before_origin")),
                    row.getString("tier_before_event"),
                    row.getLong("tier_before_sequence"));
            event = new Purchase(
                    row.getString("event"),
                    Moment.read(row),
                    "?",
                    List.of(Purchase.Line.of(BigDecimal.ZERO)),
                    row.getString("channel"),
                    row.getString("store"),
                    row.getString("currency"),
                    List.of(),
                    row.getLong("points_to_spend"));
        }
    }

    private PurchaseRecord complete(long account, String member, Header header) {
        List<Purchase.Line> lines = new ArrayList<>();
        List<Long> payables = new ArrayList<>();
        List<Long> returned = new ArrayList<>();
        each(account, header, "* FROM loyalty_purchase_line", "line", row -> {
            lines.add(line(row));
            payables.add(row.getLong("payable"));
            returned.add(row.getLong("returned"));
        });
        List<PointPosting.Draw> payments = new ArrayList<>();
        if (header.event.pointsToSpend() > 0) {
            each(
                    account,
                    header,
                    "* FROM loyalty_purchase_payment",
                    "place",
                    row -> payments.add(new PointPosting.Draw(row.getLong("lot"), row.getLong("points"))));
        }
        List<String> vouchers = new ArrayList<>();
        each(account, header, "* FROM loyalty_purchase_voucher", "place", row -> vouchers.add(row.getString("code")));
        Map<String, AccountReader.Totals> uses = new HashMap<>();
        each(
                account,
                header,
                "* FROM loyalty_purchase_limit_use",
                "rule, on_day",
                row -> uses.computeIfAbsent(row.getString("rule"), rule -> new AccountReader.Totals())
                        .add(row.getObject("on_day", LocalDate.class), row.getLong("uses")));
        Map<String, DailyTotals> limitUses = new HashMap<>();
        uses.forEach((rule, totals) -> limitUses.put(rule, totals.done()));
        Map<String, Long> draws = new HashMap<>();
        each(
                account,
                header,
                "* FROM loyalty_purchase_budget",
                "budget",
                row -> draws.put(row.getString("budget"), row.getLong("drawn")));
        Purchase bare = header.event;
        Purchase event = new Purchase(
                bare.id(),
                bare.at(),
                member,
                lines,
                bare.channel(),
                bare.store(),
                bare.currency(),
                vouchers,
                bare.pointsToSpend());
        return new PurchaseRecord(
                event,
                header.date,
                header.sequence,
                header.tierBefore,
                payables,
                header.earned,
                header.lot,
                payments,
                vouchers,
                limitUses,
                draws,
                returned,
                header.clawedBack,
                header.restored,
                header.whollyReturned);
    }

    private interface Reading {
        void read(ResultSet row) throws SQLException;
    }

    private void each(long account, Header header, String selection, String order, Reading reading) {
        session.list(
                "SELECT " + selection + " WHERE account = ? AND sequence = ? ORDER BY " + order,
                row -> {
                    reading.read(row);
                    return row;
                },
                account,
                header.sequence);
    }

    private static Purchase.Line line(ResultSet row) throws SQLException {
        return new Purchase.Line(
                row.getString("sku"),
                row.getString("category"),
                row.getString("brand"),
                row.getLong("quantity"),
                row.getBigDecimal("amount"),
                tags(row.getString("tags")),
                row.getObject("available_from", LocalDate.class));
    }

    private static Set<String> tags(@Nullable String json) {
        try {
            return json == null ? Set.of() : Set.of(JSON.readValue(json, String[].class));
        } catch (JsonProcessingException e) {
            throw new StoreException("the tags of a purchase's line are not a JSON list of texts", null);
        }
    }

    private static @Nullable String tags(Set<String> tags) {
        try {
            return tags.isEmpty() ? null : JSON.writeValueAsString(new TreeSet<>(tags));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("texts can be written as JSON", e);
        }
    }

    void insert(long account, PurchaseRecord purchase) {
        Purchase event = purchase.event();
        TierStep tier = purchase.tierBefore();
        long sequence = purchase.sequence();
        session.update(
                "INSERT INTO loyalty_purchase (account, payable, " + COLUMNS + ") VALUES (" + "?, ".repeat(22) + "?)",
                account,
                purchase.payable(),
                sequence,
                event.id(),
                purchase.date(),
                Moment.timestamp(event.at()),
                Moment.offset(event.at()),
                Moment.nanos(event.at()),
                event.channel(),
                event.store(),
                event.currency(),
                event.pointsToSpend(),
                purchase.earned(),
                purchase.lot() == 0 ? null : purchase.lot(),
                purchase.clawedBack(),
                purchase.restored(),
                purchase.whollyReturned(),
                tier.tier(),
                tier.since(),
                tier.until(),
                tier.origin().name(),
                tier.event(),
                tier.sequence());
        insertLines(account, purchase);
        List<Object[]> payments = new ArrayList<>();
        for (PointPosting.Draw draw : purchase.payments()) {
            payments.add(new Object[] {account, sequence, payments.size(), draw.lot(), draw.points()});
        }
        insertEach("payment (account, sequence, place, lot, points)", payments);
        List<Object[]> vouchers = new ArrayList<>();
        for (String code : purchase.vouchersUsed()) {
            vouchers.add(new Object[] {account, sequence, vouchers.size(), code});
        }
        insertEach("voucher (account, sequence, place, code)", vouchers);
        List<Object[]> uses = new ArrayList<>();
        purchase.limitUses()
                .forEach((rule, totals) -> totals.days()
                        .forEach(day -> uses.add(new Object[] {account, sequence, rule, day, totals.on(day)})));
        insertEach("limit_use (account, sequence, rule, on_day, uses)", uses);
        List<Object[]> draws = new ArrayList<>();
        purchase.budgetDraws().forEach((budget, drawn) -> draws.add(new Object[] {account, sequence, budget, drawn}));
        insertEach("budget (account, sequence, budget, drawn)", draws);
    }

    private void insertLines(long account, PurchaseRecord purchase) {
        List<@Nullable Object[]> lines = new ArrayList<>();
        for (int i = 0; i < purchase.payables().size(); i++) {
            Purchase.Line line = purchase.event().lines().get(i);
            lines.add(new @Nullable Object[] {
                account,
                purchase.sequence(),
                i + 1,
                line.sku(),
                line.category(),
                line.brand(),
                line.quantity(),
                line.amount(),
                tags(line.tags()),
                line.availableFrom(),
                purchase.payables().get(i),
                purchase.returnedQuantities().get(i)
            });
        }
        session.updateEach(
                "INSERT INTO loyalty_purchase_line (account, sequence, line, sku, category, brand, quantity, amount, tags,"
                        + " available_from, payable, returned) VALUES (" + "?, ".repeat(11) + "?)",
                lines);
    }

    private void insertEach(String tableAndColumns, List<Object[]> rows) {
        int columns = tableAndColumns.split(",").length;
        session.updateEach(
                "INSERT INTO loyalty_purchase_" + tableAndColumns + " VALUES (" + "?, ".repeat(columns - 1) + "?)",
                List.copyOf(rows));
    }

    /** Keeps what of a purchase was returned: nothing else of it ever changes. */
    void update(long account, PurchaseRecord purchase) {
        session.update(
                "UPDATE loyalty_purchase SET clawed_back = ?, restored = ?, wholly_returned = ?"
                        + " WHERE account = ? AND sequence = ?",
                purchase.clawedBack(),
                purchase.restored(),
                purchase.whollyReturned(),
                account,
                purchase.sequence());
        List<Object[]> lines = new ArrayList<>();
        for (long returned : purchase.returnedQuantities()) {
            lines.add(new Object[] {returned, account, purchase.sequence(), lines.size() + 1});
        }
        session.updateEach(
                "UPDATE loyalty_purchase_line SET returned = ? WHERE account = ? AND sequence = ? AND line = ?",
                List.copyOf(lines));
    }
}
