package org.loyaltyrules.program;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.loyaltyrules.LoyaltyProgram;

/**
 * What authors are told of catalogs that work, and perhaps not as meant: each {@code warnings/*.json} has its rules and its
 * text beside it; with -Dgolden.update=true the texts are written anew. The programs in {@code fine} come as close and are meant.
 */
class CatalogCheckTest {

    private static final Path FOLDER = Path.of("src/test/resources/org/loyaltyrules/program");

    static Stream<String> warnings() throws IOException {
        return names("warnings");
    }

    static Stream<String> fine() throws IOException {
        return names("fine");
    }

    private static Stream<String> names(String folder) throws IOException {
        try (Stream<Path> files = Files.list(FOLDER.resolve(folder))) {
            return files
                    .map(file -> String.valueOf(file.getFileName()))
                    .filter(name -> name.endsWith(".json"))
                    .map(name -> name.substring(0, name.length() - ".json".length()))
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    private static List<Problem> problems(String folder, String name) throws IOException {
        Path base = FOLDER.resolve(folder);
        return LoyaltyProgram.of(
                        name,
                        Map.of(
                                "program.json", Files.readString(base.resolve(name + ".json"), UTF_8),
                                "rules.drl", Files.readString(base.resolve(name + ".drl"), UTF_8)))
                .warnings();
    }

    @ParameterizedTest
    @MethodSource("warnings")
    void given_a_catalog_that_surprises_when_loaded_then_each_surprise_is_described(String name) throws IOException {
        String described =
                problems("warnings", name).stream().map(Problem::describe).collect(Collectors.joining("\n")) + "\n";

        Path golden = FOLDER.resolve("warnings").resolve(name + ".txt");
        if (Boolean.getBoolean("golden.update")) {
            Files.writeString(golden, described, UTF_8);
        }
        assertThat(described).isEqualTo(Files.readString(golden, UTF_8).replace("\r\n", "\n"));
    }

    @ParameterizedTest
    @MethodSource("fine")
    void given_the_nearest_that_is_meant_when_loaded_then_nothing_is_said(String name) throws IOException {
        assertThat(problems("fine", name)).extracting(Problem::describe).isEmpty();
    }
}
