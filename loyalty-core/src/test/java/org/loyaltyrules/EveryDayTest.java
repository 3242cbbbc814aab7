package org.loyaltyrules;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.loyaltyrules.reference.EveryDay;
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
        EveryDay every = new EveryDay(program, MOST_DAYS);
        int days = 0;
        try (Comparison comparison = new Comparison(program)) {
            List<ObjectNode> last = List.of();
            for (int step = 0; step < STEPS; step++) {
                ObjectNode event = random.next(last);
                for (ObjectNode day : every.until(event)) {
                    Comparison.Said said = comparison.process(day);
                    assertThat(said.difference())
                            .as("seed %d, step %d, %s", seed, step, day)
                            .isNull();
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
}
