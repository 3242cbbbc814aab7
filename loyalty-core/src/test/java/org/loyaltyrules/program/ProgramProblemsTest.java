package org.loyaltyrules.program;

import static java.nio.charset.StandardCharsets.UTF_8;
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

/** Holds every problem's text against a golden file; with -Dgolden.update=true the files are written anew. */
class ProgramProblemsTest {

    private static final Path FOLDER = Path.of("src/test/resources/org/loyaltyrules/program/problems");

    static Stream<String> cases() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files
                    .map(file -> String.valueOf(file.getFileName()))
                    .filter(name -> name.endsWith(".json"))
                    .map(name -> name.substring(0, name.length() - ".json".length()))
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void givenABrokenCatalog_whenRead_thenEveryProblemIsReportedAsInTheGoldenFile(String name) throws IOException {
        String text = Files.readString(FOLDER.resolve(name + ".json"), UTF_8);
        List<Problem> problems = new ArrayList<>();

        ProgramDefinition definition = ProgramReader.read("program.json", text, problems);

        String described = problems.stream().map(Problem::describe).collect(Collectors.joining("\n")) + "\n";
        Path golden = FOLDER.resolve(name + ".txt");
        if (Boolean.getBoolean("golden.update")) {
            Files.writeString(golden, described, UTF_8);
        }
        assertThat(definition).isNull();
        assertThat(problems).isSortedAccordingTo(Problem.BY_PLACE);
        assertThat(described).isEqualTo(Files.readString(golden, UTF_8));
    }
}
