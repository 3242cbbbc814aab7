package org.loyaltyrules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.loyaltyrules.ledger.Entry;
import org.loyaltyrules.ledger.EntryKind;
import org.loyaltyrules.ledger.Lot;

/** Replays a member's entries to see which lots there were at each point from which points could have been taken. */
final class SpendingOrder {

    private SpendingOrder() {}

    /**
     * Fails where points were taken from a lot though another one's turn was before it.
     *
     * @param before the lots before the event
     * @param added the entries that it added
     * @return how often there was a choice
     */
    static int check(List<Lot> before, List<Entry> added) {
        Map<Long, Lot> lots = new HashMap<>();
        before.forEach(lot -> lots.put(lot.id(), lot));
        int choices = 0;
        for (Entry entry : added) {
            Lot lot = entry.lot() == null ? null : lots.get(entry.lot());
            if (lot == null) {
                continue;
            }
            if (isSpending(entry)) {
                for (Lot other : lots.values()) {
                    if (other != lot && !other.pending() && other.remaining() > 0) {
                        assertThat(isBefore(lot, other))
                                .as("%s before %s", lot, other)
                                .isTrue();
                        choices++;
                    }
                }
            }
            lots.put(
                    lot.id(),
                    entry.kind() == EntryKind.RELEASE
                            ? lot.released()
                            : lot.withRemaining(lot.remaining() + entry.points()));
        }
        return choices;
    }

    private static boolean isSpending(Entry entry) {
        return switch (entry.kind()) {
            case SPEND, CONVERT, TRANSFER_OUT, ADJUST -> entry.points() < 0;
            default -> false;
        };
    }

    /** Earliest last valid day, never ending last; then earliest earned; then the older lot. */
    private static boolean isBefore(Lot one, Lot other) {
        if (one.lastValidDay() == null || other.lastValidDay() == null) {
            if (one.lastValidDay() != null || other.lastValidDay() != null) {
                return one.lastValidDay() != null;
            }
        } else if (!one.lastValidDay().equals(other.lastValidDay())) {
            return one.lastValidDay().isBefore(other.lastValidDay());
        }
        return one.earnedOn().equals(other.earnedOn())
                ? one.id() < other.id()
                : one.earnedOn().isBefore(other.earnedOn());
    }
}
