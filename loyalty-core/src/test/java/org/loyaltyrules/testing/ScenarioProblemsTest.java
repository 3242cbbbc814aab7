package org.loyaltyrules.testing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.loyaltyrules.program.Problem;
import org.loyaltyrules.program.TextFile;

/**
 * Holds every problem of scenario files, and every report of a failure, against a golden file; with -Dgolden.update=true the
 * files are written anew.
 */
class ScenarioProblemsTest {

    private static final Path FOLDER = Path.of("src/test/resources/org/loyaltyrules/testing");

    static Stream<String> problems() throws IOException {
        return names("problems");
    }

    static Stream<String> failures() throws IOException {
        return names("failures");
    }

    private static Stream<String> names(String folder) throws IOException {
        try (Stream<Path> files = Files.list(FOLDER.resolve(folder))) {
            List<String> names = files.map(file -> String.valueOf(file.getFileName()))
                    .filter(name -> name.endsWith(".json"))
                    .map(name -> name.substring(0, name.length() - ".json".length()))
                    .sorted()
                    .toList();
            return names.stream();
        }
    }

    private static ScenarioFile read(String folder, String name) throws IOException {
        TextFile text = TextFile.of(
                "scenarios/" + name + ".json", Files.readAllBytes(FOLDER.resolve(folder + "/" + name + ".json")));
        return ScenarioFile.read(text, Shop.PROGRAM);
    }

    private static void assertGolden(Path golden, String text) throws IOException {
        if (Boolean.getBoolean("golden.update")) {
            Files.writeString(golden, text, UTF_8);
        }
        assertThat(text).isEqualTo(Files.readString(golden, UTF_8));
    }

    @ParameterizedTest
    @MethodSource("problems")
    void given_a_broken_scenario_when_read_then_every_problem_is_reported_as_in_the_golden_file(String name)
            throws IOException {
        ScenarioFile file = read("problems", name);

        assertThat(file.problems()).isNotEmpty().isSortedAccordingTo(Problem.BY_PLACE);
        assertThat(file.scenarios().isEmpty()).isEqualTo(file.broken());
        assertGolden(
                FOLDER.resolve("problems/" + name + ".txt"),
                file.problems().stream().map(Problem::describe).collect(Collectors.joining("\n")) + "\n");
    }

    @ParameterizedTest
    @MethodSource("failures")
    void given_a_scenario_that_fails_when_run_then_it_is_told_as_in_the_golden_file(String name) throws IOException {
        ScenarioFile file = read("failures", name);

        assertThat(file.problems()).isEmpty();
        StringBuilder told = new StringBuilder();
        for (Scenario scenario : file.scenarios()) {
            ScenarioResult result = scenario.run(Shop.PROGRAM);
            assertThat(result.passed()).isFalse();
            assertThat(scenario.run(Shop.PROGRAM)).isEqualTo(result);
            told.append(scenario).append('\n').append(result.describe()).append('\n');
        }
        assertGolden(FOLDER.resolve("failures/" + name + ".txt"), told.toString());
    }
}
