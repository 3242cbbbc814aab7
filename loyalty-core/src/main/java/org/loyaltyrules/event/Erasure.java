package org.loyaltyrules.event;

import java.time.OffsetDateTime;

/** A member asks to be forgotten. */
public record Erasure(String id, OffsetDateTime at, String member) implements MemberEvent {

    public Erasure {
        Field.text("id", id);
        Field.at(at);
        Field.text("member", member);
    }

    /** An erasure. */
    public static Erasure of(String id, OffsetDateTime at, String member) {
        return new Erasure(id, at, member);
    }

    @Override
    public String type() {
        return "erase";
    }
}
