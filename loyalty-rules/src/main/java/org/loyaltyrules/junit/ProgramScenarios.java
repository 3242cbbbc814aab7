package org.loyaltyrules.junit;

import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.loyaltyrules.program.Problem;
import org.loyaltyrules.testing.ProgramVerifier;
import org.loyaltyrules.testing.Scenario;
import org.loyaltyrules.testing.ScenarioFile;
import org.loyaltyrules.testing.ScenarioResult;

/**
 * A program's scenarios as tests of JUnit:
 *
 * <pre>{@code
 * @TestFactory
 * Stream<DynamicNode> scenarios(ProgramVerifier verify) {
 *     return ProgramScenarios.of(verify);
 * }
 * }</pre>
 */
public final class ProgramScenarios {

    private ProgramScenarios() {}

    /** A test for each scenario, by file; a file with errors is a test that fails. Rules that they make fire are covered. */
    public static Stream<DynamicNode> of(ProgramVerifier verifier) {
        return ScenarioFile.of(verifier.program()).stream().map(file -> tests(file, verifier));
    }

    private static DynamicNode tests(ScenarioFile file, ProgramVerifier verifier) {
        if (file.broken()) {
            String problems = file.problems().stream().map(Problem::describe).collect(Collectors.joining("\n"));
            return DynamicTest.dynamicTest(file.path(), () -> {
                throw new AssertionError(problems);
            });
        }
        return DynamicContainer.dynamicContainer(
                file.path(), file.scenarios().stream().map(scenario -> test(scenario, verifier)));
    }

    private static DynamicNode test(Scenario scenario, ProgramVerifier verifier) {
        return DynamicTest.dynamicTest(scenario.name(), () -> {
            ScenarioResult result = verifier.run(scenario);
            if (!result.passed()) {
                throw new AssertionError(scenario + "\n" + result.describe());
            }
        });
    }
}
