package org.loyaltyrules.store.jdbc;

import java.time.LocalDate;
import java.time.MonthDay;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.loyaltyrules.ledger.Entry;
import org.loyaltyrules.ledger.EntryKind;
import org.loyaltyrules.ledger.Lot;
import org.loyaltyrules.ledger.PointBook;
import org.loyaltyrules.member.Activity;
import org.loyaltyrules.member.DailyTotals;
import org.loyaltyrules.member.HeldBenefit;
import org.loyaltyrules.member.HeldVoucher;
import org.loyaltyrules.member.MemberAccount;
import org.loyaltyrules.member.Profile;
import org.loyaltyrules.member.PurchaseHistory;
import org.loyaltyrules.member.PurchaseRecord;
import org.loyaltyrules.member.TierStep;
import org.loyaltyrules.store.jdbc.StoredAccount.Part;

/** Writes accounts by what is other than in the tables. */
final class AccountWriter {

    private static final Set<EntryKind> LOT_MAKERS = Set.of(EntryKind.EARN, EntryKind.ADJUST, EntryKind.TRANSFER_IN);

    private static final String MEMBER_COLUMNS =
            "channel, referred, referrer, referrer_enrolled_by, birth_month, birth_day,"
                    + " tier, tier_since, tier_until, points, pending_points, debt, ever_purchased, books_day, day_number, next_due,"
                    + " sequence, lots, entries, parts";

    private final Session session;

    AccountWriter(Session session) {
        this.session = session;
    }

    /**
     * Inserts a new member.
     *
     * @param dayNumber the last day that was decided
     */
    void insert(MemberAccount next, List<Entry> entries, String event, long dayNumber) {
        long account = session.next("loyalty_account_number");
        List<@Nullable Object> values = columns(next, dayNumber, entries.size(), parts(0, next));
        values.add(0, next.profile().enrolledOn());
        values.add(0, next.profile().enrolledBy());
        values.add(0, account);
        values.add(0, next.id());
        session.update(
                "INSERT INTO loyalty_member (id, account, enrolled_by, enrolled_on, " + MEMBER_COLUMNS + ") VALUES ("
                        + "?, ".repeat(values.size() - 1) + "?)",
                values.toArray());
        writeParts(account, null, next, entries);
        writeTierChange(account, null, next, event);
        append(account, 0, 0, entries);
    }

    /**
     * Writes what is other than before; who slept is awake.
     *
     * @param dayNumber the last day that the member has seen
     */
    void update(StoredAccount stored, MemberAccount next, List<Entry> entries, String event, long dayNumber) {
        MemberAccount before = stored.rows();
        List<@Nullable Object> values =
                columns(next, dayNumber, stored.entries() + entries.size(), parts(stored.parts(), next));
        values.add(stored.number());
        session.update(
                "UPDATE loyalty_member SET " + SleepRow.AWAKE + ", " + MEMBER_COLUMNS.replace(",", " = ?,")
                        + " = ? WHERE account = ?",
                values.toArray());
        writeParts(stored.number(), before, next, entries);
        writeTierChange(stored.number(), before, next, event);
        append(stored.number(), stored.entries(), sum(before.points()), entries);
    }

    private static List<@Nullable Object> columns(MemberAccount next, long dayNumber, long entries, int parts) {
        Profile profile = next.profile();
        Profile.Referrer referrer = profile.referrer();
        MonthDay birthday = profile.birthday();
        TierStep tier = next.tiers().present();
        List<@Nullable Object> values = new ArrayList<>();
        values.add(profile.channel());
        values.add(profile.referred());
        values.add(referrer == null ? null : referrer.member());
        values.add(referrer == null ? null : referrer.enrolledBy());
        values.add(birthday == null ? null : birthday.getMonthValue());
        values.add(birthday == null ? null : birthday.getDayOfMonth());
        values.add(tier.tier());
        values.add(tier.since());
        values.add(tier.until());
        values.add(next.points().balance());
        values.add(next.points().pending());
        values.add(next.points().debt());
        values.add(next.activity().everPurchased());
        values.add(next.booksDay());
        values.add(dayNumber);
        values.add(nextDue(next));
        values.add(next.sequence());
        values.add(next.points().created());
        values.add(entries);
        values.add(parts);
        return values;
    }

    /** The first day on which something becomes due by itself: points become available or expire, or the tier has ended. */
    static @Nullable LocalDate nextDue(MemberAccount account) {
        LocalDate points = account.points().nextDue();
        LocalDate until = account.tiers().present().until();
        if (until == null) {
            return points;
        }
        LocalDate tier = until.plusDays(1);
        return points == null || tier.isBefore(points) ? tier : points;
    }

    private static int parts(int before, MemberAccount next) {
        int parts = before;
        parts = Part.TAGS.addedTo(parts, !next.profile().tags().isEmpty());
        parts = Part.ATTRIBUTES.addedTo(parts, !next.profile().attributes().isEmpty());
        parts = Part.LIMIT_USES.addedTo(parts, !next.allowances().limitUses().isEmpty());
        parts = Part.VOUCHERS.addedTo(parts, !next.wallet().vouchers().isEmpty());
        parts = Part.BENEFITS.addedTo(parts, !next.wallet().benefits().isEmpty());
        parts = Part.PURCHASES.addedTo(parts, next.activity().history() != null);
        parts = Part.LOTS.addedTo(parts, next.points().created() > 0);
        Activity activity = next.activity();
        boolean active = !activity.spendChanged().equals(DailyTotals.NONE)
                || !activity.purchases().equals(DailyTotals.NONE)
                || !activity.referrals().equals(DailyTotals.NONE)
                || !activity.referralPurchases().equals(DailyTotals.NONE)
                || !next.allowances().cappedPoints().equals(DailyTotals.NONE);
        return Part.ACTIVITY.addedTo(parts, active);
    }

    private static long sum(PointBook points) {
        return points.balance() + points.pending();
    }

    private void writeParts(long account, @Nullable MemberAccount before, MemberAccount next, List<Entry> entries) {
        if (before == null || before.profile() != next.profile()) {
            writeTags(
                    account,
                    before == null ? Set.of() : before.profile().tags(),
                    next.profile().tags());
            writeAttributes(
                    account,
                    before == null ? Map.of() : before.profile().attributes(),
                    next.profile().attributes());
        }
        writeTiers(account, before, next);
        writeLots(account, before == null ? PointBook.EMPTY : before.points(), next.points(), entries);
        writeActivity(account, before, next);
        writeLimitUses(
                account,
                before == null ? Map.of() : before.allowances().limitUses(),
                next.allowances().limitUses());
        writeVouchers(
                account,
                before == null ? List.of() : before.wallet().vouchers(),
                next.wallet().vouchers());
        writeBenefits(
                account,
                before == null ? List.of() : before.wallet().benefits(),
                next.wallet().benefits());
        writePurchases(account, before, next);
    }

    private void writeTags(long account, Set<String> before, Set<String> next) {
        Set<String> gone = new TreeSet<>(before);
        gone.removeAll(next);
        Set<String> added = new TreeSet<>(next);
        added.removeAll(before);
        session.updateEach(
                "DELETE FROM loyalty_member_tag WHERE account = ? AND tag = ?",
                gone.stream().map(tag -> new Object[] {account, tag}).toList());
        session.updateEach(
                "INSERT INTO loyalty_member_tag (account, tag) VALUES (?, ?)",
                added.stream().map(tag -> new Object[] {account, tag}).toList());
    }

    private void writeAttributes(long account, Map<String, String> before, Map<String, String> next) {
        List<Object[]> gone = new ArrayList<>();
        List<Object[]> added = new ArrayList<>();
        before.forEach((name, value) -> {
            if (!value.equals(next.get(name))) {
                gone.add(new Object[] {account, name});
            }
        });
        next.forEach((name, value) -> {
            if (!value.equals(before.get(name))) {
                added.add(new Object[] {account, name, value});
            }
        });
        session.updateEach("DELETE FROM loyalty_member_attribute WHERE account = ? AND name = ?", List.copyOf(gone));
        session.updateEach(
                "INSERT INTO loyalty_member_attribute (account, name, content) VALUES (?, ?, ?)", List.copyOf(added));
    }

    /** A ladder has few steps: where one changes, all are written. */
    private void writeTiers(long account, @Nullable MemberAccount before, MemberAccount next) {
        if (before != null && before.tiers().equals(next.tiers())) {
            return;
        }
        if (before != null) {
            session.update("DELETE FROM loyalty_tier WHERE account = ?", account);
        }
        List<@Nullable Object[]> steps = new ArrayList<>();
        for (TierStep step : next.tiers().steps()) {
            boolean present = steps.size() == next.tiers().steps().size() - 1;
            steps.add(new @Nullable Object[] {
                account,
                steps.size(),
                step.tier(),
                step.since(),
                step.until(),
                step.origin().name(),
                step.event(),
                step.sequence(),
                present ? Boolean.TRUE : null
            });
        }
        session.updateEach(
                "INSERT INTO loyalty_tier (account, place, tier, since, valid_until, origin, event, sequence, present)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                steps);
    }

    private void writeTierChange(long account, @Nullable MemberAccount before, MemberAccount next, String event) {
        if (before != null && before.tier().equals(next.tier())) {
            return;
        }
        session.update(
                "INSERT INTO loyalty_tier_change (account, sequence, event, on_day, from_tier, to_tier)"
                        + " VALUES (?, ?, ?, ?, ?, ?)",
                account,
                next.sequence(),
                event,
                next.booksDay(),
                before == null ? null : before.tier(),
                next.tier());
    }

    private void writeLots(long account, PointBook before, PointBook next, List<Entry> entries) {
        List<@Nullable Object[]> added = new ArrayList<>();
        List<@Nullable Object[]> changed = new ArrayList<>();
        for (Lot lot : next.lots()) {
            if (lot.id() > before.created()) {
                added.add(new @Nullable Object[] {
                    account,
                    lot.id(),
                    lot.event(),
                    lot.earnedOn(),
                    lot.availableOn(),
                    lot.lastValidDay(),
                    granted(lot, entries),
                    lot.remaining(),
                    lot.expired(),
                    lot.pending(),
                    lot.extended()
                });
            } else if (!lot.equals(before.lot(lot.id()))) {
                changed.add(new @Nullable Object[] {
                    lot.lastValidDay(), lot.remaining(), lot.expired(), lot.pending(), lot.extended(), account, lot.id()
                });
            }
        }
        session.updateEach(
                "UPDATE loyalty_lot SET last_valid_day = ?, remaining = ?, expired = ?, pending = ?, extended = ?"
                        + " WHERE account = ? AND lot = ?",
                changed);
        session.updateEach(
                "INSERT INTO loyalty_lot (account, lot, event, earned_on, available_on, last_valid_day, granted, remaining,"
                        + " expired, pending, extended) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                added);
    }

    /** The points with which a lot was made: some may have been taken or have expired at once. */
    private static long granted(Lot lot, List<Entry> entries) {
        for (Entry entry : entries) {
            Long of = entry.lot();
            if (of != null && of == lot.id() && LOT_MAKERS.contains(entry.kind()) && entry.points() > 0) {
                return entry.points();
            }
        }
        return lot.remaining() + lot.expired();
    }

    private void writeActivity(long account, @Nullable MemberAccount before, MemberAccount next) {
        List<DailyTotals> now = totals(next.activity(), next.allowances().cappedPoints());
        List<DailyTotals> then = before == null
                ? totals(Activity.NONE, DailyTotals.NONE)
                : totals(before.activity(), before.allowances().cappedPoints());
        Set<LocalDate> days = new HashSet<>();
        for (int i = 0; i < now.size(); i++) {
            now.get(i).addDifferences(then.get(i), days);
        }
        for (LocalDate day : days) {
            boolean was = then.stream().anyMatch(totals -> totals.on(day) != 0);
            boolean is = now.stream().anyMatch(totals -> totals.on(day) != 0);
            List<Object> values = new ArrayList<>();
            now.forEach(totals -> values.add(totals.on(day)));
            values.add(account);
            values.add(day);
            if (!is) {
                session.update("DELETE FROM loyalty_activity WHERE account = ? AND on_day = ?", account, day);
            } else if (was) {
                session.update(
                        "UPDATE loyalty_activity SET spend = ?, purchases = ?, referrals = ?, referral_purchases = ?,"
                                + " spend_order = ?, referral_order = ?, capped_points = ? WHERE account = ? AND on_day = ?",
                        values.toArray());
            } else {
                session.update(
                        "INSERT INTO loyalty_activity (spend, purchases, referrals, referral_purchases, spend_order,"
                                + " referral_order, capped_points, account, on_day) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                        values.toArray());
            }
        }
    }

    private static List<DailyTotals> totals(Activity activity, DailyTotals cappedPoints) {
        return List.of(
                activity.spend(),
                activity.purchases(),
                activity.referrals(),
                activity.referralPurchases(),
                activity.spendChanged(),
                activity.referralsChanged(),
                cappedPoints);
    }

    private void writeLimitUses(long account, Map<String, DailyTotals> before, Map<String, DailyTotals> next) {
        Set<String> rules = new TreeSet<>(before.keySet());
        rules.addAll(next.keySet());
        for (String rule : rules) {
            DailyTotals then = before.getOrDefault(rule, DailyTotals.NONE);
            DailyTotals now = next.getOrDefault(rule, DailyTotals.NONE);
            Set<LocalDate> days = new HashSet<>();
            now.addDifferences(then, days);
            for (LocalDate day : days) {
                long uses = now.on(day);
                String where = " WHERE account = ? AND rule = ? AND on_day = ?";
                if (uses == 0) {
                    session.update("DELETE FROM loyalty_limit_use" + where, account, rule, day);
                } else if (then.on(day) != 0) {
                    session.update("UPDATE loyalty_limit_use SET uses = ?" + where, uses, account, rule, day);
                } else {
                    session.update(
                            "INSERT INTO loyalty_limit_use (account, rule, on_day, uses) VALUES (?, ?, ?, ?)",
                            account,
                            rule,
                            day,
                            uses);
                }
            }
        }
    }

    /** Vouchers are only ever added, and change their state. */
    private void writeVouchers(long account, List<HeldVoucher> before, List<HeldVoucher> next) {
        List<Object[]> changed = new ArrayList<>();
        List<@Nullable Object[]> added = new ArrayList<>();
        for (int place = 0; place < next.size(); place++) {
            HeldVoucher voucher = next.get(place);
            if (place >= before.size()) {
                added.add(new @Nullable Object[] {
                    account,
                    place,
                    voucher.code(),
                    voucher.definition(),
                    voucher.issuedBy(),
                    voucher.validUntil(),
                    voucher.state().name()
                });
            } else if (!voucher.equals(before.get(place))) {
                changed.add(new Object[] {voucher.state().name(), account, place});
            }
        }
        session.updateEach(
                "UPDATE loyalty_voucher SET state = ? WHERE account = ? AND place = ?", List.copyOf(changed));
        session.updateEach(
                "INSERT INTO loyalty_voucher (account, place, code, definition, issued_by, valid_until, state)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?)",
                added);
    }

    /** Benefits are added, and leave with a tier: then those that stay are written anew. */
    private void writeBenefits(long account, List<HeldBenefit> before, List<HeldBenefit> next) {
        boolean grown =
                next.size() >= before.size() && next.subList(0, before.size()).equals(before);
        if (!grown) {
            session.update("DELETE FROM loyalty_benefit WHERE account = ?", account);
        }
        List<@Nullable Object[]> added = new ArrayList<>();
        for (int place = grown ? before.size() : 0; place < next.size(); place++) {
            HeldBenefit benefit = next.get(place);
            added.add(new @Nullable Object[] {account, place, benefit.code(), benefit.until(), benefit.tier()});
        }
        session.updateEach(
                "INSERT INTO loyalty_benefit (account, place, code, valid_until, tier) VALUES (?, ?, ?, ?, ?)", added);
    }

    private void writePurchases(long account, @Nullable MemberAccount before, MemberAccount next) {
        long last = before == null ? 0 : before.sequence();
        PurchaseRows rows = new PurchaseRows(session);
        for (PurchaseRecord purchase :
                PurchaseHistory.unarchived(next.activity().history())) {
            if (purchase.sequence() > last) {
                rows.insert(account, purchase);
            } else {
                rows.update(account, purchase);
            }
        }
    }

    /** Adds entries to an account's ledger. */
    void append(long account, long number, long balance, List<Entry> entries) {
        List<@Nullable Object[]> rows = new ArrayList<>();
        long sum = balance;
        for (Entry entry : entries) {
            sum += entry.points();
            rows.add(row(account, number + rows.size() + 1, sum, entry));
        }
        session.updateEach(
                "INSERT INTO loyalty_entry (account, number, kind, points, balance, event, lot, rule, happened_at,"
                        + " offset_seconds, nanos) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                rows);
    }

    private static @Nullable Object[] row(long account, long number, long balance, Entry entry) {
        return new @Nullable Object[] {
            account,
            number,
            entry.kind().name(),
            entry.points(),
            balance,
            entry.event(),
            entry.lot(),
            entry.rule(),
            Moment.timestamp(entry.at()),
            Moment.offset(entry.at()),
            Moment.nanos(entry.at())
        };
    }
}
