package org.loyaltyrules.ledger;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A member's points: lots and debt. Immutable; {@link PointPosting} makes the next one.
 *
 * @param lots in order of creation. Empty ones are kept, for what they paid may come back to them; a book that is read for
 *     an event by which nothing can come back may leave them out
 * @param debt points owed, 0 or more
 * @param created lots that were ever created; the next one's id is one more
 */
public record PointBook(List<Lot> lots, long debt, long created) {

    /** No points. */
    public static final PointBook EMPTY = new PointBook(List.of(), 0, 0);

    /** A book that leaves out no lot. */
    public PointBook(List<Lot> lots, long debt) {
        this(lots, debt, lots.size());
    }

    /** Fails with an {@link ArithmeticException} where there are more points than can be counted. */
    public PointBook {
        lots = List.copyOf(lots);
        long sum = 0;
        for (Lot lot : lots) {
            sum = Math.addExact(sum, lot.remaining());
        }
    }

    /** What may be spent; negative where points are owed. */
    public long balance() {
        long sum = 0;
        for (Lot lot : lots) {
            if (!lot.pending()) {
                sum += lot.remaining();
            }
        }
        return sum - debt;
    }

    /** What may not be spent yet. */
    public long pending() {
        long sum = 0;
        for (Lot lot : lots) {
            if (lot.pending()) {
                sum += lot.remaining();
            }
        }
        return sum;
    }

    /** Whether a lot becomes available or expires on a day up to this one. */
    public boolean isDueBy(LocalDate day) {
        for (Lot lot : lots) {
            LocalDate due = lot.nextDue();
            if (due != null && !due.isAfter(day)) {
                return true;
            }
        }
        return false;
    }

    /** The lot with this id; null where there is none. */
    public @Nullable Lot lot(long id) {
        int place = place(lots, created, id);
        return place < 0 ? null : lots.get(place);
    }

    /** Where the lot with this id is in a list in order of id; negative where it is not there. */
    static int place(List<Lot> lots, long created, long id) {
        if (lots.size() == created) {
            return id >= 1 && id <= created ? (int) id - 1 : -1;
        }
        int low = 0;
        int high = lots.size() - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            long found = lots.get(middle).id();
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
        LocalDate next = null;
        for (Lot lot : lots) {
            LocalDate due = lot.nextDue();
            if (due != null && (next == null || due.isBefore(next))) {
                next = due;
            }
        }
        return next;
    }
}
