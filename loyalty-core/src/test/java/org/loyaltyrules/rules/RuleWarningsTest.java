package org.loyaltyrules.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.loyaltyrules.program.Problem;

/**
 * What authors are told of rules that work, and perhaps not as meant: each {@code warnings/*.drl} has its text beside it; with
 * -Dgolden.update=true the texts are written anew. The files in {@code fine} come as close and are meant.
 */
class RuleWarningsTest {

    private static final Path FOLDER = Path.of("src/test/resources/org/loyaltyrules/rules");

    static Stream<String> warnings() throws IOException {
        return files("warnings");
    }

    static Stream<String> fine() throws IOException {
        return files("fine");
    }

    private static Stream<String> files(String folder) throws IOException {
        try (Stream<Path> files = Files.list(FOLDER.resolve(folder))) {
            return files
                    .map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".drl"))
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    private static List<Problem> problems(String folder, String file) throws IOException {
        List<Problem> problems = new ArrayList<>();
        String text = Files.readString(FOLDER.resolve(folder).resolve(file));
        RuleSet rules = RuleSet.compile(Rules.program(), List.of(new RuleSource(file, text)), problems);
        assertThat(rules).as(problems.toString()).isNotNull();
        if (!file.startsWith("missing-terms")) {
            problems.removeIf(problem -> problem.code().equals("missing-terms"));
        }
        return problems;
    }

    @ParameterizedTest
    @MethodSource("warnings")
    void given_a_rule_file_that_surprises_when_compiled_then_each_surprise_is_described(String file)
            throws IOException {
        String described =
                problems("warnings", file).stream().map(Problem::describe).collect(Collectors.joining("\n")) + "\n";

        Path golden = FOLDER.resolve("warnings").resolve(file.replace(".drl", ".txt"));
        if (Boolean.getBoolean("golden.update")) {
            Files.writeString(golden, described);
        }
        assertThat(described).isEqualTo(Files.readString(golden).replace("\r\n", "\n"));
    }

    @ParameterizedTest
    @MethodSource("fine")
    void given_the_nearest_that_is_meant_when_compiled_then_nothing_is_said(String file) throws IOException {
        assertThat(problems("fine", file)).extracting(Problem::describe).isEmpty();
    }
}
