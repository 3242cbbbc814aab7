package org.loyaltyrules.ledger;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A member's points: lots and debt. Immutable; {@link PointPosting} makes the next one.
 *
 * @param lots in order of creation; empty ones are kept, for what they paid may come back to them
 * @param debt points owed, 0 or more
 */
public record PointBook(List<Lot> lots, long debt) {

    /** No points. */
    public static final PointBook EMPTY = new PointBook(List.of(), 0);

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
        return id >= 1 && id <= lots.size() ? lots.get((int) id - 1) : null;
    }
}
