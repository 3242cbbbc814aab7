package org.loyaltyrules.programs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.loyaltyrules.LoyaltyProgram;
import org.loyaltyrules.program.Problem;
import org.loyaltyrules.testing.RuleCoverage;
import org.loyaltyrules.testing.ScenarioFile;
import org.loyaltyrules.testing.ScenarioResult;

/** Every scenario of every bundled program, as {@code loyalty test} runs it. */
class BundledScenariosTest {

    static SortedSet<String> programs() {
        return LoyaltyProgram.bundledNames();
    }

    private static List<ScenarioResult> run(LoyaltyProgram program) {
        List<ScenarioResult> results = new ArrayList<>();
        for (ScenarioFile file : ScenarioFile.of(program)) {
            assertThat(file.problems()).extracting(Problem::describe).isEmpty();
            file.scenarios().forEach(scenario -> results.add(scenario.run(program)));
        }
        return results;
    }

    @ParameterizedTest
    @MethodSource("programs")
    void given_a_bundled_program_when_its_scenarios_are_run_then_all_pass_and_every_rule_fires(String name) {
        LoyaltyProgram program = LoyaltyProgram.bundled(name);

        List<ScenarioResult> results = run(program);

        assertThat(results)
                .isNotEmpty()
                .allSatisfy(result -> assertThat(result.passed())
                        .as("%s%n%s", result.scenario(), result.describe())
                        .isTrue());
        assertThat(RuleCoverage.of(program, results).notFired()).isEmpty();
    }
}
