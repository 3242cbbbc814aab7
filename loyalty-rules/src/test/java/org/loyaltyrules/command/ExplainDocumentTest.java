package org.loyaltyrules.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What docs/reference/explain.md shows is what the command prints. */
class ExplainDocumentTest {

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Pattern RUN = Pattern.compile("```\n\\$ loyalty ([^\n]+)\n(.*?)```", Pattern.DOTALL);
    private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|(\\S+)");

    static Stream<Arguments> runs() throws IOException {
        String text =
                Files.readString(ROOT.resolve("docs/reference/explain.md")).replace("\r\n", "\n");
        List<Arguments> runs = new ArrayList<>();
        RUN.matcher(text).results().forEach(run -> runs.add(Arguments.of(run.group(1), run.group(2))));
        assertThat(runs).hasSizeGreaterThan(4);
        return runs.stream();
    }

    @ParameterizedTest
    @MethodSource("runs")
    void given_a_command_in_the_document_when_executed_then_it_prints_what_the_document_shows(
            String command, String shown) {
        ByteArrayOutputStream results = new ByteArrayOutputStream();
        ByteArrayOutputStream diagnostics = new ByteArrayOutputStream();
        int exitCode = LoyaltyCommand.execute(
                new ByteArrayInputStream(new byte[0]), results, diagnostics, Watched.NOTHING, words(command));

        assertThat(diagnostics.toString(UTF_8)).isEmpty();
        assertThat(results.toString(UTF_8)).isEqualTo(shown);
        assertThat(exitCode).isZero();
    }

    @Test
    void given_the_guide_when_its_example_is_explained_then_the_answer_is_part_of_it() throws IOException {
        String guide = Files.readString(ROOT.resolve("docs/authoring-rules.md")).replace("\r\n", "\n");
        int start = guide.indexOf("  Gold from 2,000 yuan (tiers.drl");
        String shown = guide.substring(start, guide.indexOf("```", start));
        ByteArrayOutputStream results = new ByteArrayOutputStream();
        int exitCode = LoyaltyCommand.execute(
                new ByteArrayInputStream(new byte[0]),
                results,
                new ByteArrayOutputStream(),
                Watched.NOTHING,
                words("explain mobile-commerce docs/first-steps.jsonl p3"));

        assertThat(results.toString(UTF_8)).contains(shown);
        assertThat(exitCode).isZero();
    }

    private static String[] words(String command) {
        return WORD.matcher(command)
                .results()
                .map(ExplainDocumentTest::word)
                .map(word -> word.startsWith("docs/") ? ROOT.resolve(word).toString() : word)
                .toArray(String[]::new);
    }

    private static String word(MatchResult match) {
        return match.group(1) == null ? match.group(2) : match.group(1);
    }
}
