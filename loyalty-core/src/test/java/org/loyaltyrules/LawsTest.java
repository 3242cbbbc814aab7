package org.loyaltyrules;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.loyaltyrules.program.InvalidProgramException;
import org.loyaltyrules.reference.RandomEvents;
import org.loyaltyrules.reference.RandomPrograms;
import org.loyaltyrules.reference.ReferenceProgram;
import org.loyaltyrules.reference.Shrinker;

/**
 * Laws that hold after every step, whatever the program and the events. All are checked on the same random programs; a
 * failure names its seed and step, and shows the smallest program and events that still break the law.
 */
class LawsTest {

    private static final int STEPS = Scene.LONG ? 200 : 40;

    private static final Map<StepLaw, Long> CASES = new EnumMap<>(StepLaw.class);
    private static final Map<StepLaw, String> FAILURES = new EnumMap<>(StepLaw.class);
    private static long steps;

    @BeforeAll
    static void decide_random_events_of_random_programs() {
        for (long seed = 1; seed <= Scene.PROGRAMS; seed++) {
            Scene.progress("laws after every step", seed);
            ReferenceProgram program = RandomPrograms.create(seed, true);
            RandomEvents source = new RandomEvents(seed, program, true);
            int length = Scene.LONG ? new Random(seed).nextInt(STEPS) + 1 : STEPS;
            List<ObjectNode> events = new ArrayList<>();
            try (Scene scene = Scene.of(program)) {
                Step step = null;
                for (int place = 0; place < length; place++) {
                    events.add(source.next(step == null ? List.of() : Scene.json(step.decisions)));
                    step = new Step(scene, events.get(place), step);
                    for (StepLaw law : StepLaw.values()) {
                        check(law, step, "seed " + seed + ", step " + place, program, events);
                    }
                    steps++;
                }
            }
        }
        System.out.printf("laws after every step: seeds 1 to %d, %d steps%n", Scene.PROGRAMS, steps);
    }

    private static void check(
            StepLaw law, Step step, String context, ReferenceProgram program, List<ObjectNode> events) {
        if (FAILURES.containsKey(law)) {
            return;
        }
        try {
            CASES.merge(law, (long) law.check(step), Long::sum);
        } catch (AssertionError | RuntimeException failure) {
            Shrinker.Failure small = Shrinker.shrink(program, events, (other, some) -> breaks(law, other, some));
            FAILURES.put(law, context + ": " + failure + "\n" + small);
            System.out.printf("%s is broken: %s%n", law, context);
        }
    }

    /** Whether the law is broken somewhere on the way. */
    private static boolean breaks(StepLaw law, ReferenceProgram program, List<ObjectNode> events) {
        try (Scene scene = Scene.of(program)) {
            @Nullable Step step = null;
            for (ObjectNode event : events) {
                step = new Step(scene, event, step);
                law.check(step);
            }
            return false;
        } catch (InvalidProgramException e) {
            return false;
        } catch (AssertionError | RuntimeException broken) {
            return true;
        }
    }

    @ParameterizedTest
    @EnumSource
    void given_random_programs_when_random_events_are_decided_then_the_law_holds_after_every_step(StepLaw law) {
        assertThat(FAILURES.get(law)).isNull();
        long cases = CASES.get(law);
        System.out.printf("%s: %d cases%n", law, cases);
        assertThat(cases).as("cases that could have broken the law").isGreaterThan(law.atLeast() * steps / 10_000);
    }
}
