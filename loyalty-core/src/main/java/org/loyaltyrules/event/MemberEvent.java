package org.loyaltyrules.event;

/** An event of one member. */
public sealed interface MemberEvent extends Event
        permits Enrollment, Update, Purchase, Return, Action, Redemption, Transfer, Conversion, Adjustment, Erasure {

    /** The member's id. */
    String member();
}
