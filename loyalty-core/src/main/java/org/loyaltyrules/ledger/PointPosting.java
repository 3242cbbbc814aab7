package org.loyaltyrules.ledger;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.Period;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The changes that one event makes to a member's points. Every change of a lot or of the debt writes its entry, so that
 * the balance is the sum of the entries at all times. Not thread-safe.
 */
public final class PointPosting {

    /** Points taken from one lot. */
    public record Draw(long lot, long points) {}

    private final String member;
    private final String event;
    private final OffsetDateTime at;
    private final WorkingLots lots;
    private List<Entry> entries = List.of();
    private long debt;

    /** Begins to post what {@code event} changes in a member's points. */
    public PointPosting(String member, String event, OffsetDateTime at, PointBook book) {
        this.member = member;
        this.event = event;
        this.at = at;
        this.lots = new WorkingLots(book);
        this.debt = book.debt();
    }

    /** The points as they are now. */
    public PointBook book() {
        return lots.book(debt);
    }

    /** Points that have expired in a lot. */
    public long expiredIn(long lot) {
        return lots.get(index(lot)).expired();
    }

    /** The entries written so far. */
    public List<Entry> entries() {
        return entries;
    }

    /** The points as of a day; what would be written is not kept. */
    public static PointBook forward(PointBook book, LocalDate day) {
        PointPosting trial = new PointPosting("", "", OffsetDateTime.MIN, book);
        trial.bringForward(day);
        return trial.book();
    }

    /** What {@link #bringForward} did. */
    public record Forwarded(long released, long expired) {}

    private static final Forwarded NOTHING = new Forwarded(0, 0);

    /**
     * Lets each day up to {@code day} pass: lots become available on their day and fill the debt, then lots whose last
     * valid day is past expire. Day by day, so that it does not matter how often the books were brought forward between.
     */
    public Forwarded bringForward(LocalDate day) {
        if (!book().isDueBy(day)) {
            return NOTHING;
        }
        long released = 0;
        long expired = 0;
        for (LocalDate due = nextDue(); due != null && !due.isAfter(day); due = nextDue()) {
            released += release(due);
            expired += expire(due);
        }
        return new Forwarded(released, expired);
    }

    /** The first day on which a lot becomes available or expires; null where none will. */
    private @Nullable LocalDate nextDue() {
        LocalDate next = null;
        for (int i = lots.first(); i < lots.size(); i++) {
            LocalDate due = lots.get(i).nextDue();
            if (due != null && (next == null || due.isBefore(next))) {
                next = due;
            }
        }
        return next;
    }

    private long release(LocalDate day) {
        long released = 0;
        for (int i = lots.first(); i < lots.size(); i++) {
            Lot lot = lots.get(i);
            if (lot.pending() && !lot.availableOn().isAfter(day) && lot.remaining() > 0) {
                lots.set(i, lot.released());
                write(EntryKind.RELEASE, 0, lot.id(), null);
                released += lot.remaining();
            }
        }
        fillDebt();
        return released;
    }

    private long expire(LocalDate day) {
        long expired = 0;
        for (int i = lots.first(); i < lots.size(); i++) {
            expired += expire(lots.get(i).id(), day);
        }
        return expired;
    }

    /**
     * Adds a lot. Where its last valid day is past, the points expire at once.
     *
     * @param kind {@code EARN}, {@code ADJUST} or {@code TRANSFER_IN}
     * @param points 1 or more
     * @param availableOn the day from which the points may be spent
     * @param today the day to which the books are forward
     * @param rule the rule that granted them, where it was one alone
     * @return the lot's id
     */
    public long add(
            EntryKind kind,
            long points,
            LocalDate earnedOn,
            LocalDate availableOn,
            @Nullable LocalDate lastValidDay,
            LocalDate today,
            @Nullable String rule) {
        long id = lots.nextId();
        boolean pending = availableOn.isAfter(today);
        lots.add(new Lot(id, event, earnedOn, availableOn, lastValidDay, points, 0, pending, false));
        write(kind, points, id, rule);
        expire(id, today);
        fillDebt();
        return id;
    }

    /** Lets a lot expire where its last valid day is past; the points that expired. */
    private long expire(long lot, LocalDate today) {
        Lot present = lots.get(index(lot));
        if (present.remaining() == 0 || !present.isPast(today)) {
            return 0;
        }
        lots.set(index(lot), present.emptiedByExpiry());
        write(EntryKind.EXPIRE, -present.remaining(), lot, null);
        return present.remaining();
    }

    /**
     * Takes available points in spending order.
     *
     * @param points 0 or more, at most the balance
     * @return what was taken from which lot, in that order
     */
    public List<Draw> spend(EntryKind kind, long points) {
        if (points == 0) {
            return List.of();
        }
        List<Draw> draws = takeInOrder(kind, points);
        long taken = 0;
        for (Draw draw : draws) {
            taken += draw.points();
        }
        if (taken != points) {
            throw new IllegalArgumentException("cannot take " + points + " points from a balance of " + taken);
        }
        return draws;
    }

    /**
     * Takes points back, first from one lot, pending or not, then in spending order from available lots.
     *
     * @param owe whether what is missing becomes a debt; otherwise it is let go
     * @return the points taken or owed
     */
    public long clawBack(long points, long firstLot, boolean owe) {
        long missing = points;
        int place = lots.place(firstLot);
        Lot first = place < 0 ? null : lots.get(place);
        if (first != null && first.remaining() > 0) {
            long taken = Math.min(missing, first.remaining());
            take(EntryKind.CLAWBACK, first, taken);
            missing -= taken;
        }
        for (Draw draw : takeInOrder(EntryKind.CLAWBACK, missing)) {
            missing -= draw.points();
        }
        if (missing > 0 && owe) {
            debt = Math.addExact(debt, missing);
            write(EntryKind.CLAWBACK, -missing, null, null);
            missing = 0;
        }
        return points - missing;
    }

    /**
     * Gives points back to the lot they came from; where its last valid day is past they expire at once.
     *
     * @return the points that expired
     */
    public long restore(Draw draw, LocalDate today) {
        Lot lot = lots.get(index(draw.lot()));
        lots.set(index(lot.id()), lot.withRemaining(Math.addExact(lot.remaining(), draw.points())));
        write(EntryKind.RESTORE, draw.points(), lot.id(), null);
        long expired = expire(lot.id(), today);
        fillDebt();
        return expired;
    }

    /** Adds time to every lot that has points, an end and was not extended before; whether there was any. */
    public boolean extend(Period period) {
        boolean any = false;
        for (int i = lots.first(); i < lots.size(); i++) {
            Lot lot = lots.get(i);
            if (lot.remaining() > 0 && lot.lastValidDay() != null && !lot.extended()) {
                lots.set(i, lot.extendedTo(lot.lastValidDay().plus(period)));
                any = true;
            }
        }
        return any;
    }

    /** Whether {@link #extend} would find a lot after so many points were spent. */
    public boolean extendableAfter(long points) {
        PointPosting trial = new PointPosting(member, event, at, book());
        trial.takeInOrder(EntryKind.SPEND, points);
        return trial.extend(Period.ZERO);
    }

    /**
     * Adds a lot that comes from another member, with its dates; where its last valid day is past it expires at once.
     *
     * @return the points that expired
     */
    public long receive(Lot lot, LocalDate today) {
        long id = lots.nextId();
        boolean pending = lot.availableOn().isAfter(today);
        lots.add(new Lot(
                id,
                event,
                lot.earnedOn(),
                lot.availableOn(),
                lot.lastValidDay(),
                lot.remaining(),
                0,
                pending,
                lot.extended()));
        write(EntryKind.TRANSFER_IN, lot.remaining(), id, null);
        long expired = expire(id, today);
        fillDebt();
        return expired;
    }

    /** Ends every lot and the debt; totals over all members still add up. */
    public void forfeit() {
        for (int i = lots.first(); i < lots.size(); i++) {
            Lot lot = lots.get(i);
            if (lot.remaining() > 0) {
                take(EntryKind.FORFEIT, lot, lot.remaining());
            }
        }
        if (debt > 0) {
            write(EntryKind.FORFEIT, debt, null, null);
            debt = 0;
        }
    }

    private void fillDebt() {
        if (debt == 0) {
            return;
        }
        for (Draw draw : takeInOrder(EntryKind.CLAWBACK, debt)) {
            debt -= draw.points();
            write(EntryKind.CLAWBACK, draw.points(), null, null);
        }
    }

    private List<Draw> takeInOrder(EntryKind kind, long points) {
        List<Draw> draws = new ArrayList<>();
        long missing = points;
        while (missing > 0) {
            Lot lot = nextToSpend();
            if (lot == null) {
                break;
            }
            long taken = Math.min(missing, lot.remaining());
            take(kind, lot, taken);
            draws.add(new Draw(lot.id(), taken));
            missing -= taken;
        }
        return draws;
    }

    private @Nullable Lot nextToSpend() {
        Lot next = null;
        for (int i = lots.first(); i < lots.size(); i++) {
            Lot lot = lots.get(i);
            if (!lot.pending() && lot.remaining() > 0 && (next == null || Lot.SPENDING_ORDER.compare(lot, next) < 0)) {
                next = lot;
            }
        }
        return next;
    }

    private void take(EntryKind kind, Lot lot, long points) {
        lots.set(index(lot.id()), lot.withRemaining(lot.remaining() - points));
        write(kind, -points, lot.id(), null);
    }

    private void write(EntryKind kind, long points, @Nullable Long lot, @Nullable String rule) {
        Entry entry = new Entry(member, kind, points, event, lot, rule, at);
        if (entries.isEmpty()) {
            // Mostly there is no other.
            entries = List.of(entry);
            return;
        }
        entries = entries.size() == 1 ? new ArrayList<>(entries) : entries;
        entries.add(entry);
    }

    private int index(long lot) {
        int place = lots.place(lot);
        if (place < 0) {
            throw new IllegalArgumentException("the books have no lot " + lot);
        }
        return place;
    }
}
