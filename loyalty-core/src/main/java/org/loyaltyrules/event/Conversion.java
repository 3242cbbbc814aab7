package org.loyaltyrules.event;

import java.time.OffsetDateTime;

/**
 * A member exchanges points for units of a partner's program.
 *
 * @param partner the partner's code
 * @param points 1 or more
 */
public record Conversion(String id, OffsetDateTime at, String member, String partner, long points)
        implements MemberEvent {

    public Conversion {
        Field.text("id", id);
        Field.at(at);
        Field.text("member", member);
        Field.text("partner", partner);
        Field.atLeast("points", points, 1);
    }

    /** A conversion. */
    public static Conversion of(String id, OffsetDateTime at, String member, String partner, long points) {
        return new Conversion(id, at, member, partner, points);
    }

    @Override
    public String type() {
        return "convert";
    }
}
