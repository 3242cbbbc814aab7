package org.loyaltyrules.ledger;

import java.time.LocalDate;
import java.util.AbstractList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A member's points: lots and debt. Immutable; {@link PointPosting} makes the next one.
 *
 * <p>Empty lots are kept, for what they paid may come back to them. The oldest are mostly empty; these stand apart and
 * are shared by one book and the next, so that what an event costs does not grow with a member's age. A book that is read
 * for an event by which nothing can come back may leave empty lots out.
 */
public final class PointBook {

    /** No points. */
    public static final PointBook EMPTY = new PointBook(List.of(), 0, 0);

    /** So many more empty lots make it worth to set them apart. */
    private static final int WORTH_A_COPY = 16;

    private final Lot[] emptied;
    private final Lot[] others;
    private final long debt;
    private final long created;
    private final long balance;
    private final long pending;
    private final @Nullable LocalDate firstEnd;
    private final @Nullable LocalDate firstRelease;

    /**
     * The points in these lots, of which none is left out.
     *
     * @param lots in order of creation; the first has the id 1
     * @param debt points owed, 0 or more
     * @throws ArithmeticException where there are more points than can be counted
     */
    public PointBook(List<Lot> lots, long debt) {
        this(lots, debt, lots.size());
    }

    /**
     * The points in these lots.
     *
     * @param lots in order of creation; those that are left out are empty
     * @param debt points owed, 0 or more
     * @param created lots that were ever created; the next one's id is one more
     * @throws ArithmeticException where there are more points than can be counted
     */
    public PointBook(List<Lot> lots, long debt, long created) {
        this(new Lot[0], lots.toArray(Lot[]::new), debt, created);
    }

    /**
     * The points in some lots; the arrays must not be changed afterwards.
     *
     * @param emptied the oldest, all of them empty
     */
    PointBook(Lot[] emptied, Lot[] others, long debt, long created) {
        int empty = 0;
        while (empty < others.length && others[empty].remaining() == 0) {
            empty++;
        }
        if (empty >= WORTH_A_COPY) {
            this.emptied = Arrays.copyOf(emptied, emptied.length + empty);
            System.arraycopy(others, 0, this.emptied, emptied.length, empty);
            this.others = Arrays.copyOfRange(others, empty, others.length);
        } else {
            this.emptied = emptied;
            this.others = others;
        }
        long available = 0;
        long notYet = 0;
        LocalDate end = null;
        LocalDate release = null;
        for (Lot lot : this.others) {
            if (lot.pending()) {
                notYet = Math.addExact(notYet, lot.remaining());
            } else {
                available = Math.addExact(available, lot.remaining());
            }
            if (lot.remaining() > 0) {
                end = earlier(end, lot.lastValidDay());
                release = lot.pending() ? earlier(release, lot.availableOn()) : release;
            }
        }
        Math.addExact(available, notYet);
        this.debt = debt;
        this.created = created;
        this.balance = available - debt;
        this.pending = notYet;
        this.firstEnd = end;
        this.firstRelease = release;
    }

    /** The book of {@code before} with one more lot, at no cost for the lots before it. */
    private PointBook(PointBook before, Lot lot) {
        this.emptied = before.emptied;
        this.others = Arrays.copyOf(before.others, before.others.length + 1);
        this.others[before.others.length] = lot;
        this.debt = before.debt;
        this.created = lot.id();
        long more = lot.remaining();
        this.balance = lot.pending() ? before.balance : Math.addExact(before.balance, more);
        this.pending = lot.pending() ? Math.addExact(before.pending, more) : before.pending;
        Math.addExact(Math.addExact(balance, debt), pending);
        this.firstEnd = more > 0 ? earlier(before.firstEnd, lot.lastValidDay()) : before.firstEnd;
        this.firstRelease =
                more > 0 && lot.pending() ? earlier(before.firstRelease, lot.availableOn()) : before.firstRelease;
    }

    /** The same with a lot that is younger than all others. */
    PointBook with(Lot lot) {
        return new PointBook(this, lot);
    }

    private static @Nullable LocalDate earlier(@Nullable LocalDate one, @Nullable LocalDate other) {
        return one == null || other != null && other.isBefore(one) ? other : one;
    }

    /** The lots in order of creation. */
    public List<Lot> lots() {
        return new AbstractList<>() {
            @Override
            public Lot get(int index) {
                return index < emptied.length ? emptied[index] : others[index - emptied.length];
            }

            @Override
            public int size() {
                return emptied.length + others.length;
            }
        };
    }

    /** Points owed, 0 or more. */
    public long debt() {
        return debt;
    }

    /** Lots that were ever created, those that the book leaves out among them. */
    public long created() {
        return created;
    }

    /** What may be spent; negative where points are owed. */
    public long balance() {
        return balance;
    }

    /** What may not be spent yet. */
    public long pending() {
        return pending;
    }

    /** Whether a lot becomes available or expires on a day up to this one. */
    public boolean isDueBy(LocalDate day) {
        return firstEnd != null && firstEnd.isBefore(day) || firstRelease != null && !firstRelease.isAfter(day);
    }

    /** The lot with this id; null where there is none. */
    public @Nullable Lot lot(long id) {
        int place = place(emptied, others, others.length, created, id);
        return place < 0 ? null : lots().get(place);
    }

    /**
     * Where the lot with this id is among lots in order of id; negative where it is not there.
     *
     * @param end so many of the others count
     */
    static int place(Lot[] emptied, Lot[] others, int end, long created, long id) {
        int size = emptied.length + end;
        if (size == created) {
            return id >= 1 && id <= created ? (int) id - 1 : -1;
        }
        int low = 0;
        int high = size - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            long found = (middle < emptied.length ? emptied[middle] : others[middle - emptied.length]).id();
            if (found == id) {
                return middle;
            } else if (found < id) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return -1;
    }

    /** The first day on which a lot becomes available or expires; null where none will. */
    public @Nullable LocalDate nextDue() {
        return earlier(firstRelease, firstEnd == null ? null : firstEnd.plusDays(1));
    }

    /** The oldest lots, all of them empty; not to be changed. */
    Lot[] emptied() {
        return emptied;
    }

    /** The lots after them; not to be changed. */
    Lot[] others() {
        return others;
    }

    /** Compares lot by lot: it does not matter which of them stand apart. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof PointBook that
                && debt == that.debt
                && created == that.created
                && lots().equals(that.lots());
    }

    @Override
    public int hashCode() {
        return Objects.hash(lots(), debt, created);
    }

    /** Says nothing of the member: accounts must not leak into logs. */
    @Override
    public String toString() {
        return "PointBook";
    }
}
