package org.loyaltyrules.event;

import java.time.OffsetDateTime;

/**
 * Something that happened or is asked for. Events are values: two are equal when they say the same, and numbers are
 * equal by value however they were written.
 */
public sealed interface Event permits MemberEvent, Day {

    /** Unique within the program; the same id with the same content is a replay. */
    String id();

    /** When it happened; its day in the program's zone is the event's day. */
    OffsetDateTime at();

    /** The event's type as JSON names it: {@code enroll}, {@code purchase}, … */
    String type();
}
