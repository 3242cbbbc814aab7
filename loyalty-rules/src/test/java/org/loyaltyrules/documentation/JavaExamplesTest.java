package org.loyaltyrules.documentation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Java in the documentation that names a test stands in that test word for word, and so is run. */
class JavaExamplesTest {

    private static final Path TESTS = Path.of("src/test/java/org/loyaltyrules/programs");

    @ParameterizedTest
    @CsvSource({"testing-campaigns.md, 7", "embedding.md, 2"})
    void given_java_that_names_a_test_when_the_test_is_read_then_it_has_the_same_lines(String page, int expected)
            throws IOException {
        List<Document.Example> examples = Document.read(page).in("java").stream()
                .filter(example -> !example.note().isEmpty())
                .toList();
        assertThat(examples).hasSize(expected);
        for (Document.Example example : examples) {
            String test = Files.readString(TESTS.resolve(example.note() + ".java"), UTF_8);
            assertThat(stripped(test.lines()))
                    .as("%s, line %d", page, example.line())
                    .contains(stripped(example.text().lines()));
        }
    }

    private static String stripped(Stream<String> lines) {
        return lines.map(String::strip).filter(line -> !line.isEmpty()).collect(Collectors.joining("\n"));
    }
}
