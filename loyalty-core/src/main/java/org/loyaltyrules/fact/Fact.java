package org.loyaltyrules.fact;

/** A fact of one event. Every fact but {@link Member} knows its member and the member's tier. */
public sealed interface Fact
        permits Purchase,
                LineItem,
                Enrollment,
                Action,
                Redemption,
                Transfer,
                Day,
                Referral,
                Ranking,
                Qualification,
                TierChange {

    /** The member whose event this is. */
    Member member();

    /** The member's tier. */
    default String tier() {
        return member().tier();
    }

    /** Whether the member's tier is {@code tier} or a higher one. */
    default boolean atLeast(String tier) {
        return member().atLeast(tier);
    }
}
