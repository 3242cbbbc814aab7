package org.loyaltyrules;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.loyaltyrules.reference.RandomEvents;
import org.loyaltyrules.reference.RandomPrograms;
import org.loyaltyrules.reference.ReferenceProgram;

/**
 * Random events with every day between them, so that members sleep, wake and sleep again; the naive engine asks all of
 * them every day.
 */
class EveryDayTest {

    private static final boolean LONG = Boolean.getBoolean("loyalty.long");
    private static final int STEPS = 40;
    private static final int MOST_DAYS = 45;

    @Test
    void given_random_events_with_every_day_between_them_when_decided_then_both_engines_agree() {
        int programs = LONG ? 5_000 : 200;
        long firstSeed = 8_000_000;
        int days = 0;
        for (long seed = firstSeed; seed < firstSeed + programs; seed++) {
            days += agree(seed);
        }
        System.out.printf("seeds %d to %d: %d days%n", firstSeed, firstSeed + programs - 1, days);
        assertThat(days).isGreaterThan(programs * 50);
    }

    private static int agree(long seed) {
        ReferenceProgram program = RandomPrograms.create(seed, true);
        RandomEvents random = new RandomEvents(seed, program, true);
        ZoneId zone = ZoneId.of(program.json().get("zone").asText());
        int days = 0;
        try (Comparison comparison = new Comparison(program)) {
            List<ObjectNode> last = List.of();
            LocalDate reached = null;
            for (int step = 0; step < STEPS; step++) {
                ObjectNode event = random.next(last);
                for (ObjectNode day : daysUntil(event, reached, zone)) {
                    Comparison.Said said = comparison.process(day);
                    assertThat(said.difference())
                            .as("seed %d, step %d, %s", seed, step, day)
                            .isNull();
                    reached = LocalDate.parse(day.get("date").asText());
                    days++;
                }
                Comparison.Said said = comparison.process(event);
                assertThat(said.difference())
                        .as("seed %d, step %d, %s", seed, step, event)
                        .isNull();
                last = said.decisions();
            }
        }
        return days;
    }

    /** The days from the one that was reached up to the event's; after a long time only the last ones. */
    private static List<ObjectNode> daysUntil(ObjectNode event, LocalDate reached, ZoneId zone) {
        LocalDate last;
        try {
            last = OffsetDateTime.parse(event.path("at").asText())
                    .atZoneSameInstant(zone)
                    .toLocalDate();
        } catch (DateTimeParseException malformed) {
            return List.of();
        }
        LocalDate first = last.minusDays(MOST_DAYS);
        if (reached == null || reached.isAfter(first)) {
            first = reached == null ? last : reached.plusDays(1);
        }
        List<ObjectNode> days = new ArrayList<>();
        for (LocalDate day = first; !day.isAfter(last); day = day.plusDays(1)) {
            ObjectNode json = event.objectNode();
            json.put("type", "day").put("id", "every-" + day);
            json.put("at", DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(day.atStartOfDay(zone)));
            days.add(json.put("date", day.toString()));
        }
        return days;
    }
}
