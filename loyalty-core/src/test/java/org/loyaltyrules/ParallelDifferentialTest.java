package org.loyaltyrules;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.loyaltyrules.event.Event;
import org.loyaltyrules.event.EventFormatException;
import org.loyaltyrules.event.EventJson;
import org.loyaltyrules.event.MemberEvent;
import org.loyaltyrules.reference.RandomEvents;
import org.loyaltyrules.reference.RandomPrograms;
import org.loyaltyrules.reference.ReferenceEngine;
import org.loyaltyrules.reference.ReferenceProgram;
import org.loyaltyrules.reference.ReferenceRule;

/** The engine on several threads beside the reference engine, which has one. */
class ParallelDifferentialTest {

    private static final boolean LONG = Boolean.getBoolean("loyalty.long");
    private static final int THREADS = 4;
    private static final int STEPS = LONG ? 200 : 60;

    @Test
    void given_random_events_of_every_kind_when_decided_by_several_threads_then_both_engines_agree() {
        int programs = LONG ? 10_000 : 150;
        long firstSeed = 3_000_000;
        long accepted = 0;
        for (long seed = firstSeed; seed < firstSeed + programs; seed++) {
            accepted += compare(seed);
        }
        System.out.printf(
                "seeds %d to %d on %d threads: %d programs, %d accepted events%n",
                firstSeed, firstSeed + programs - 1, THREADS, programs, accepted);
        assertThat(accepted).isGreaterThan(programs * STEPS / 4L);
    }

    /** How many events were accepted. */
    private static int compare(long seed) {
        ReferenceProgram program = withoutContest(RandomPrograms.create(seed, true));
        List<Event> events = new ArrayList<>();
        List<List<ObjectNode>> expected = expected(seed, program, events);
        List<ProcessedEvent> actual = new ArrayList<>();
        try (MembershipEngine engine = MembershipEngine.builder()
                .program(Programs.random(program, Map.of()))
                .build()) {
            engine.processAll(events.iterator(), THREADS, actual::add);
        }
        int accepted = 0;
        for (int i = 0; i < expected.size(); i++) {
            assertThat(Comparison.difference(expected.get(i), actual.get(i)))
                    .as("seed %d, event %d: %s", seed, i, EventJson.write(events.get(i)))
                    .isNull();
            accepted += !actual.get(i).decisions().isEmpty()
                            && actual.get(i).decisions().get(0).accepted()
                    ? 1
                    : 0;
        }
        return accepted;
    }

    /** On several threads it is open who gets the last of a budget, and which of equal members ranks first. */
    private static ReferenceProgram withoutContest(ReferenceProgram program) {
        List<ReferenceRule> rules = program.rules().stream()
                .filter(rule ->
                        !rule.toDrl().contains("@budget") && !rule.toDrl().contains("Ranking("))
                .toList();
        return program.withRules(rules);
    }

    /** What the reference engine says of random events; those that no two threads can contest are added to the list. */
    private static List<List<ObjectNode>> expected(long seed, ReferenceProgram program, List<Event> events) {
        RandomEvents random = new RandomEvents(seed, program, true);
        ReferenceEngine reference = program.engine();
        Map<String, String> members = new HashMap<>();
        List<List<ObjectNode>> expected = new ArrayList<>();
        List<ObjectNode> last = List.of();
        for (int step = 0; step < STEPS; step++) {
            ObjectNode json = random.next(last);
            Event event = event(json);
            String member = event instanceof MemberEvent one ? one.member() : "";
            if (event == null || !member.equals(members.computeIfAbsent(event.id(), id -> member))) {
                last = List.of();
                continue;
            }
            last = reference.process(json);
            events.add(event);
            expected.add(last);
        }
        return expected;
    }

    private static Event event(ObjectNode json) {
        try {
            return EventJson.read(json.toString());
        } catch (EventFormatException malformed) {
            return null;
        }
    }
}
