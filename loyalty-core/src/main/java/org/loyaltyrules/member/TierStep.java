package org.loyaltyrules.member;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A tier that a member has reached and not left.
 *
 * @param tier its code
 * @param since the day on which it was reached
 * @param until its last valid day; null for life
 * @param origin how it was reached
 * @param event the event by which it was reached
 * @param sequence that event's place among the member's events
 */
public record TierStep(
        String tier, LocalDate since, @Nullable LocalDate until, Origin origin, String event, long sequence) {

    /** How a tier was reached. */
    public enum Origin {
        /** At enrollment. */
        ENROLLED,
        /** By the standing after an event. */
        QUALIFIED,
        /** Granted by the event itself, such as a membership that was bought. */
        GRANTED,
        /** As a reward. */
        REDEEMED
    }

    /** The same with another last valid day. */
    public TierStep withUntil(@Nullable LocalDate day) {
        return new TierStep(tier, since, day, origin, event, sequence);
    }

    /** The same, counting as reached with another event in the order of returns; its days stay. */
    public TierStep reachedWith(long newSequence) {
        return new TierStep(tier, since, until, origin, event, newSequence);
    }
}
