package org.loyaltyrules.reference;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Sections 6.1, 6.5 and 6.12: a member's point lots, moved by one event. Every change is an entry. */
final class PointBooks {

    /** Section 6.5: earliest last valid day first, never expiring last, then earliest earned, then lot id. */
    private static final Comparator<MemberBook.Lot> SPENDING_ORDER = Comparator.<MemberBook.Lot, LocalDate>comparing(
                    lot -> lot.lastValidDay, Comparator.nullsLast(Comparator.naturalOrder()))
            .thenComparing(lot -> lot.earnedOn)
            .thenComparing(lot -> lot.id);

    private final ProgramSettings program;
    private final Books books;
    private final MemberBook member;
    private final String event;
    private final String at;
    private final Decision decision;

    PointBooks(ProgramSettings program, Books books, MemberBook member, String event, String at, Decision decision) {
        this.program = program;
        this.books = books;
        this.member = member;
        this.event = event;
        this.at = at;
        this.decision = decision;
    }

    /**
     * Section 6.1: day for day, pending lots become available on their day, then lots whose last valid day is past
     * expire.
     */
    void bringForward(LocalDate to) {
        while (member.bookDay.isBefore(to)) {
            member.bookDay = member.bookDay.plusDays(1);
            for (MemberBook.Lot lot : inSpendingOrder()) {
                if (!lot.available && !lot.availableFrom.isAfter(member.bookDay)) {
                    lot.available = true;
                    enter("RELEASE", 0, lot.id);
                    decision.released += lot.remaining;
                    fillDebtFrom(lot);
                }
            }
            for (MemberBook.Lot lot : inSpendingOrder()) {
                expireIfPast(lot);
            }
        }
    }

    /** Section 6.4.8: one lot by the usual policy. */
    MemberBook.Lot earn(String kind, long points, LocalDate day) {
        LocalDate lastValidDay = Dates.lastValidDay(day, program.pointsValidity, program.pointsRoundTo);
        return add(kind, points, day, day.plus(program.pending), lastValidDay);
    }

    /** Section 6.11: a transfer's receiver gets a lot with the dates of the sender's. */
    void receive(MemberBook.Lot sent, long points) {
        add("TRANSFER_IN", points, sent.earnedOn, sent.availableFrom, sent.lastValidDay).extended = sent.extended;
    }

    private MemberBook.Lot add(
            String kind, long points, LocalDate earnedOn, LocalDate availableFrom, LocalDate lastValidDay) {
        books.lastLot++;
        MemberBook.Lot lot = new MemberBook.Lot(books.lastLot, event, earnedOn, availableFrom, lastValidDay, points);
        member.lots.add(lot);
        lot.available = !availableFrom.isAfter(member.bookDay);
        enter(kind, points, lot.id);
        expireIfPast(lot);
        if (lot.available) {
            fillDebtFrom(lot);
        }
        return lot;
    }

    /** Section 6.5: takes available points, as many as there must be. */
    List<MemberBook.Taking> take(String kind, long points) {
        List<MemberBook.Taking> takings = new ArrayList<>();
        long left = points;
        for (MemberBook.Lot lot : inSpendingOrder()) {
            long taken = lot.available ? Math.min(left, lot.remaining) : 0;
            if (taken > 0) {
                lot.remaining -= taken;
                left -= taken;
                enter(kind, -taken, lot.id);
                takings.add(new MemberBook.Taking(lot.id, taken));
            }
        }
        if (left > 0) {
            throw new IllegalStateException("Took more points than there are");
        }
        return takings;
    }

    /**
     * Section 6.7.1: points come back to a lot with its old last valid day; where that is past, they expire at once.
     */
    void restore(MemberBook.Lot lot, long points) {
        lot.remaining += points;
        enter("RESTORE", points, lot.id);
        decision.restored += points;
        expireIfPast(lot);
        fillDebtFrom(lot);
    }

    /** Section 6.7.2: from the purchase's own lot, pending or not, then in spending order, then as a debt. */
    void clawBack(long points, MemberBook.Lot ownLot) {
        long left = points - clawBackFrom(ownLot, points);
        for (MemberBook.Lot lot : inSpendingOrder()) {
            if (lot.available) {
                left -= clawBackFrom(lot, left);
            }
        }
        if (left > 0 && program.clawback.equals("NEGATIVE")) {
            member.debt += left;
            enter("CLAWBACK", -left, null);
            decision.clawedBack += left;
        }
    }

    private long clawBackFrom(MemberBook.Lot lot, long points) {
        long taken = lot == null ? 0 : Math.min(points, lot.remaining);
        if (taken > 0) {
            lot.remaining -= taken;
            enter("CLAWBACK", -taken, lot.id);
            decision.clawedBack += taken;
        }
        return taken;
    }

    /** Section 6.11: what is left at an erasure is forfeited, a debt as well, so that the entries add up to zero. */
    void forfeitEverything() {
        for (MemberBook.Lot lot : inSpendingOrder()) {
            if (lot.remaining > 0) {
                enter("FORFEIT", -lot.remaining, lot.id);
                lot.remaining = 0;
            }
        }
        if (member.debt > 0) {
            enter("FORFEIT", member.debt, null);
            member.debt = 0;
        }
    }

    List<MemberBook.Lot> inSpendingOrder() {
        List<MemberBook.Lot> lots = new ArrayList<>(member.lots);
        lots.sort(SPENDING_ORDER);
        return lots;
    }

    private void expireIfPast(MemberBook.Lot lot) {
        boolean past = lot.lastValidDay != null && lot.lastValidDay.isBefore(member.bookDay);
        if (past && lot.remaining > 0) {
            enter("EXPIRE", -lot.remaining, lot.id);
            decision.expired += lot.remaining;
            lot.expired += lot.remaining;
            lot.remaining = 0;
        }
    }

    /** Section 9: filling a debt is two entries, one on the lot and one on the debt. */
    private void fillDebtFrom(MemberBook.Lot lot) {
        long filled = Math.min(member.debt, lot.remaining);
        if (filled > 0) {
            lot.remaining -= filled;
            member.debt -= filled;
            enter("CLAWBACK", -filled, lot.id);
            enter("CLAWBACK", filled, null);
        }
    }

    private void enter(String kind, long points, Long lot) {
        books.entries.add(new Books.Entry(kind, points, lot, event, member.id, at));
    }
}
