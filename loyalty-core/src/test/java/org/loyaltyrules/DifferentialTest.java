package org.loyaltyrules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.loyaltyrules.program.InvalidProgramException;
import org.loyaltyrules.reference.RandomEvents;
import org.loyaltyrules.reference.RandomPrograms;
import org.loyaltyrules.reference.ReferenceProgram;
import org.loyaltyrules.reference.ReferenceRule;
import org.loyaltyrules.reference.Shrinker;

/**
 * Random programs and event streams, decided by the engine and by a naive one that shares no code with it: equal
 * decisions, to the cent. A failure prints its seed and the smallest program and events that still fail.
 */
class DifferentialTest {

    private static final boolean LONG = Boolean.getBoolean("loyalty.long");
    private static final int STEPS = LONG ? 200 : 60;

    @Test
    void given_random_enrollments_updates_and_purchases_when_decided_then_both_engines_agree() {
        compare(1_000, LONG ? 10_000 : 250, false);
    }

    @Test
    void given_random_events_of_every_kind_when_decided_then_both_engines_agree() {
        compare(1_000_000, LONG ? 10_000 : 250, true);
    }

    @Test
    void given_rules_and_files_in_another_order_when_decided_then_the_decisions_are_the_same() {
        int programs = LONG ? 2_000 : 100;
        for (long seed = 2_000_000; seed < 2_000_000 + programs; seed++) {
            ReferenceProgram program = RandomPrograms.create(seed, true);
            List<ReferenceRule> shuffled = new ArrayList<>(program.rules());
            Collections.shuffle(shuffled, new Random(seed));
            RandomEvents random = new RandomEvents(seed, program, true);
            try (Comparison asWritten = new Comparison(program);
                    Comparison reordered = new Comparison(program.withRules(shuffled))) {
                List<ObjectNode> last = List.of();
                for (int step = 0; step < STEPS; step++) {
                    ObjectNode event = random.next(last);
                    last = asWritten.decide(event);
                    assertThat(reordered.decide(event))
                            .as("seed %d, step %d", seed, step)
                            .isEqualTo(last);
                }
            }
        }
    }

    private static void compare(long firstSeed, int programs, boolean everything) {
        long events = 0;
        long accepted = 0;
        for (long seed = firstSeed; seed < firstSeed + programs; seed++) {
            Run run = run(seed, everything);
            events += run.events();
            accepted += run.accepted();
        }
        System.out.printf(
                "seeds %d to %d: %d programs, %d events, of which %d accepted%n",
                firstSeed, firstSeed + programs - 1, programs, events, accepted);
        assertThat(accepted).isGreaterThan(events / 4);
    }

    private record Run(int events, int accepted) {}

    private static Run run(long seed, boolean everything) {
        ReferenceProgram program = RandomPrograms.create(seed, everything);
        RandomEvents random = new RandomEvents(seed, program, everything);
        List<ObjectNode> events = new ArrayList<>();
        int accepted = 0;
        try (Comparison comparison = new Comparison(program)) {
            List<ObjectNode> last = List.of();
            for (int step = 0; step < STEPS; step++) {
                ObjectNode event = random.next(last);
                events.add(event);
                Comparison.Said said = comparison.process(event);
                if (said.difference() != null) {
                    fail(
                            "seed %d, step %d%s%n%s%n%s",
                            seed, step, said.difference(), event, shrunk(seed, program, events));
                }
                last = said.decisions();
                accepted +=
                        last.stream().anyMatch(d -> d.path("status").asText().equals("ACCEPTED")) ? 1 : 0;
            }
        }
        return new Run(events.size(), accepted);
    }

    private static String shrunk(long seed, ReferenceProgram program, List<ObjectNode> events) {
        Shrinker.Failure failure = Shrinker.shrink(program, events, DifferentialTest::differ);
        return failure
                + failure.writeTo(Path.of("target", "shrunk", "seed-" + seed))
                + lastDifference(failure.program(), failure.events());
    }

    private static boolean differ(ReferenceProgram program, List<ObjectNode> events) {
        try {
            return lastDifference(program, events) != null;
        } catch (InvalidProgramException | IllegalStateException e) {
            return false;
        }
    }

    private static String lastDifference(ReferenceProgram program, List<ObjectNode> events) {
        try (Comparison comparison = new Comparison(program)) {
            for (ObjectNode event : events) {
                String difference = comparison.process(event).difference();
                if (difference != null) {
                    return difference;
                }
            }
        }
        return null;
    }
}
