package org.loyaltyrules.event;

import java.time.OffsetDateTime;

/**
 * A member gives points to another.
 *
 * @param to the receiver's id
 * @param points 1 or more
 */
public record Transfer(String id, OffsetDateTime at, String member, String to, long points) implements MemberEvent {

    public Transfer {
        Field.text("id", id);
        Field.at(at);
        Field.text("member", member);
        Field.text("to", to);
        Field.atLeast("points", points, 1);
    }

    /** A transfer. */
    public static Transfer of(String id, OffsetDateTime at, String member, String to, long points) {
        return new Transfer(id, at, member, to, points);
    }

    @Override
    public String type() {
        return "transfer";
    }
}
