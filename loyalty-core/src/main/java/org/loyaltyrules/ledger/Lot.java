package org.loyaltyrules.ledger;

import java.time.LocalDate;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * Points earned together. Immutable.
 *
 * @param id unique for the member, in order of creation
 * @param event the event that created it
 * @param earnedOn the day on which the points were earned
 * @param availableOn the day from which they may be spent
 * @param lastValidDay the last day on which they may be spent; null where they never expire
 * @param remaining points still in it, 0 or more
 * @param expired points that expired in it
 * @param pending whether the points may not be spent yet
 * @param extended whether its time was extended; that happens once
 */
public record Lot(
        long id,
        String event,
        LocalDate earnedOn,
        LocalDate availableOn,
        @Nullable LocalDate lastValidDay,
        long remaining,
        long expired,
        boolean pending,
        boolean extended) {

    /** Earliest last valid day first, never expiring last; then earliest earned; then id. */
    public static final Comparator<Lot> SPENDING_ORDER = Comparator.comparing(
                    Lot::lastValidDay, Comparator.nullsLast(Comparator.<LocalDate>naturalOrder()))
            .thenComparing(Lot::earnedOn)
            .thenComparingLong(Lot::id);

    /** Whether the last valid day is before {@code day}. */
    public boolean isPast(LocalDate day) {
        return lastValidDay != null && lastValidDay.isBefore(day);
    }

    /** The same lot with other points in it. */
    public Lot withRemaining(long points) {
        return new Lot(id, event, earnedOn, availableOn, lastValidDay, points, expired, pending, extended);
    }

    /** The same lot, its points available. */
    public Lot released() {
        return new Lot(id, event, earnedOn, availableOn, lastValidDay, remaining, expired, false, extended);
    }

    /** The same lot, all that was in it expired. */
    public Lot emptiedByExpiry() {
        return new Lot(
                id,
                event,
                earnedOn,
                availableOn,
                lastValidDay,
                0,
                Math.addExact(expired, remaining),
                pending,
                extended);
    }

    /** The same lot, its time extended to {@code day}. */
    public Lot extendedTo(LocalDate day) {
        return new Lot(id, event, earnedOn, availableOn, day, remaining, expired, pending, true);
    }

    /** The day on which the lot becomes available or expires next; null where neither will happen. */
    @Nullable
    LocalDate nextDue() {
        LocalDate expiry = lastValidDay == null || remaining == 0 ? null : lastValidDay.plusDays(1);
        if (!pending || remaining == 0) {
            return expiry;
        }
        return expiry == null || availableOn.isBefore(expiry) ? availableOn : expiry;
    }
}
