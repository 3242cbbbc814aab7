package org.loyaltyrules.reference;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;

/** The days between events, none left out but for a long time in which nothing happens. */
public final class EveryDay {

    private final ZoneId zone;
    private final int most;
    private LocalDate reached;

    /**
     * Days of a program.
     *
     * @param most so many at most between two events: the last ones
     */
    public EveryDay(ReferenceProgram program, int most) {
        this.zone = ZoneId.of(program.json().get("zone").asText());
        this.most = most;
    }

    /** The days from the last one that was asked for up to the event's. */
    public List<ObjectNode> until(ObjectNode event) {
        LocalDate last;
        try {
            last = OffsetDateTime.parse(event.path("at").asText())
                    .atZoneSameInstant(zone)
                    .toLocalDate();
        } catch (DateTimeParseException malformed) {
            return List.of();
        }
        LocalDate first = last.minusDays(most);
        if (reached == null || reached.isAfter(first)) {
            first = reached == null ? last : reached.plusDays(1);
        }
        List<ObjectNode> days = new ArrayList<>();
        for (LocalDate day = first; !day.isAfter(last); day = day.plusDays(1)) {
            ObjectNode json = event.objectNode();
            json.put("type", "day").put("id", "every-" + day);
            json.put("at", DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(day.atStartOfDay(zone)));
            days.add(json.put("date", day.toString()));
            reached = day;
        }
        return days;
    }
}
