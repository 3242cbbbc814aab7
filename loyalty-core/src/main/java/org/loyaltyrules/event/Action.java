package org.loyaltyrules.event;

import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/**
 * A member does something other than buy.
 *
 * @param kind {@code REVIEW}, {@code SHARE}, {@code CHECK_IN}, … as the host names it
 * @param subject what was reviewed or shared
 */
public record Action(
        String id,
        OffsetDateTime at,
        String member,
        String kind,
        @Nullable String subject) implements MemberEvent {

    public Action {
        Field.text("id", id);
        Field.at(at);
        Field.text("member", member);
        Field.text("kind", kind);
    }

    /** An action without a subject. */
    public static Action of(String id, OffsetDateTime at, String member, String kind) {
        return new Action(id, at, member, kind, null);
    }

    /** The same with a subject. */
    public Action subject(String subject) {
        return new Action(id, at, member, kind, subject);
    }

    @Override
    public String type() {
        return "action";
    }
}
