package org.loyaltyrules.event;

import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/**
 * The help desk corrects a balance.
 *
 * @param points added; negative: taken; not 0
 * @param reason for people
 */
public record Adjustment(
        String id,
        OffsetDateTime at,
        String member,
        long points,
        @Nullable String reason) implements MemberEvent {

    public Adjustment {
        Field.text("id", id);
        Field.at(at);
        Field.text("member", member);
        if (points == 0) {
            throw new EventFormatException("points", "must not be 0");
        }
    }

    /** An adjustment. */
    public static Adjustment of(String id, OffsetDateTime at, String member, long points, String reason) {
        return new Adjustment(id, at, member, points, reason);
    }

    @Override
    public String type() {
        return "adjust";
    }
}
