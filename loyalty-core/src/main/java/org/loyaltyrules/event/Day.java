package org.loyaltyrules.event;

import java.time.LocalDate;
import java.time.OffsetDateTime;

/**
 * A day has begun, for every member.
 *
 * @param date the day
 */
public record Day(String id, OffsetDateTime at, LocalDate date) implements Event {

    public Day {
        Field.text("id", id);
        Field.at(at);
        Field.date("date", date);
    }

    /** A day. */
    public static Day of(String id, OffsetDateTime at, LocalDate date) {
        return new Day(id, at, date);
    }

    @Override
    public String type() {
        return "day";
    }
}
