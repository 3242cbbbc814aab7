package org.loyaltyrules.testing;

import java.time.OffsetDateTime;
import org.loyaltyrules.event.MemberEvent;

/** An event other than a purchase. Immutable. */
public final class WhenOther extends HostEvent<WhenOther> {

    /** Makes the event. */
    @FunctionalInterface
    interface Maker {
        MemberEvent make(String id, OffsetDateTime at, String member, VerifierRun run);
    }

    private final Maker maker;

    WhenOther(Setting setting, Maker maker) {
        super(setting);
        this.maker = maker;
    }

    @Override
    WhenOther in(Setting newSetting) {
        return new WhenOther(newSetting, maker);
    }

    @Override
    MemberEvent make(String id, OffsetDateTime at, String member, VerifierRun run) {
        return maker.make(id, at, member, run);
    }
}
