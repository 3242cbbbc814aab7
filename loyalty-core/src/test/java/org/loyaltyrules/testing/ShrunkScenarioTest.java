package org.loyaltyrules.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.loyaltyrules.LoyaltyProgram;
import org.loyaltyrules.reference.RandomEvents;
import org.loyaltyrules.reference.RandomPrograms;
import org.loyaltyrules.reference.ReferenceEngine;
import org.loyaltyrules.reference.ReferenceProgram;
import org.loyaltyrules.reference.Shrinker;

/** What the shrinker prints of a failure is a folder that {@code loyalty test} runs, expecting what the naive engine says. */
class ShrunkScenarioTest {

    private static final int EVENTS = 60;

    /** Not shrunk: what holds for all its events holds for any of them. */
    private static Shrinker.Failure failure(long seed) {
        ReferenceProgram program = RandomPrograms.create(seed, true);
        RandomEvents random = new RandomEvents(seed, program, true);
        ReferenceEngine engine = program.engine();
        List<ObjectNode> events = new ArrayList<>();
        List<ObjectNode> last = List.of();
        for (int step = 0; step < EVENTS; step++) {
            ObjectNode event = random.next(last);
            events.add(event);
            last = engine.process(event);
        }
        return new Shrinker.Failure(program, events);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void given_random_events_when_written_as_a_folder_then_the_engine_meets_what_the_naive_one_decided(
            long seed, @TempDir Path folder) {
        failure(seed).writeTo(folder);

        LoyaltyProgram program = LoyaltyProgram.load(folder);
        ScenarioFile file = ScenarioFile.of(program).get(0);

        assertThat(file.problems()).as("seed %d", seed).isEmpty();
        ScenarioResult result = file.scenarios().get(0).run(program);
        assertThat(result.describe()).as("seed %d", seed).isEmpty();
        assertThat(result.fired()).as("seed %d", seed).isNotEmpty();
    }

    @Test
    void given_an_engine_that_decides_otherwise_when_the_folder_is_tested_then_the_scenario_fails() {
        Map<String, String> files = new LinkedHashMap<>(failure(7).files("A failure"));
        files.replaceAll((path, text) -> path.endsWith(".drl") ? text.replace("award.earn(", "award.earn(1 + ") : text);

        LoyaltyProgram program = LoyaltyProgram.of("changed", files);
        Scenario scenario = ScenarioFile.of(program).get(0).scenarios().get(0);

        assertThat(scenario.run(program).describe()).contains("points.earned");
    }
}
