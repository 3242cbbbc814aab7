package org.loyaltyrules.event;

import java.time.OffsetDateTime;

/**
 * A member buys a reward with points.
 *
 * @param reward the reward's code
 */
public record Redemption(String id, OffsetDateTime at, String member, String reward) implements MemberEvent {

    public Redemption {
        Field.text("id", id);
        Field.at(at);
        Field.text("member", member);
        Field.text("reward", reward);
    }

    /** A redemption. */
    public static Redemption of(String id, OffsetDateTime at, String member, String reward) {
        return new Redemption(id, at, member, reward);
    }

    @Override
    public String type() {
        return "redeem";
    }
}
