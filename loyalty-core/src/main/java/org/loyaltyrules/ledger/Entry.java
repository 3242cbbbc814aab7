package org.loyaltyrules.ledger;

import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/**
 * One change of a member's points. Entries are only ever added; a member's balance is the sum of their points.
 *
 * @param member the member's id; a pseudonym after erasure
 * @param kind why the points changed
 * @param points the change; negative where points left; 0 for a release
 * @param event the event that caused it
 * @param lot the lot concerned; null where the entry changes the member's debt
 * @param rule the rule that granted the points, where it was one alone
 * @param at when the event happened
 */
public record Entry(
        String member,
        EntryKind kind,
        long points,
        String event,
        @Nullable Long lot,
        @Nullable String rule,
        OffsetDateTime at) {
    /** The same entry of a member under another name. */
    public Entry of(String name) {
        return new Entry(name, kind, points, event, lot, rule, at);
    }
}
