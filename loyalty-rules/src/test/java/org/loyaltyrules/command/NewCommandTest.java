package org.loyaltyrules.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.loyaltyrules.LoyaltyProgram;
import org.loyaltyrules.program.ProgramDefinition;

class NewCommandTest {

    @TempDir
    Path folder;

    private String in = "";
    private String out = "";
    private String err = "";

    private int execute(String... arguments) {
        ByteArrayOutputStream results = new ByteArrayOutputStream();
        ByteArrayOutputStream diagnostics = new ByteArrayOutputStream();
        int exitCode = LoyaltyCommand.execute(
                new ByteArrayInputStream(in.getBytes(UTF_8)), results, diagnostics, Watched.NOTHING, arguments);
        out = results.toString(UTF_8);
        err = diagnostics.toString(UTF_8);
        return exitCode;
    }

    private Path target(String name) {
        return folder.resolve(name);
    }

    /** What is in the folder, by path. */
    private Map<String, String> content() throws IOException {
        Map<String, String> content = new TreeMap<>();
        try (Stream<Path> found = Files.walk(folder)) {
            for (Path file : found.filter(Files::isRegularFile).toList()) {
                content.put(folder.relativize(file).toString().replace('\\', '/'), Files.readString(file));
            }
        }
        return content;
    }

    @Test
    void given_no_such_folder_when_new_then_the_program_there_passes_check_and_test_and_decides() throws IOException {
        Path shop = target("deep/my-shop");

        assertThat(execute("new", shop.toString())).isZero();

        assertThat(out.lines())
                .containsExactlyElementsOf(LoyaltyProgram.bundledFiles("starter").keySet().stream()
                        .map(path -> shop.resolve(path).toString())
                        .toList());
        assertThat(err).contains("loyalty check " + shop);
        assertThat(execute("check", shop.toString())).isZero();
        assertThat(out).isEmpty();
        assertThat(execute("test", shop.toString())).as(out).isZero();
        assertThat(out).contains("ok      scenarios/").contains(" 0 failed");
        in = "{\"id\":\"e1\",\"type\":\"enroll\",\"at\":\"2026-03-01T10:00:00+08:00\",\"member\":\"m1\"}";
        assertThat(execute("run", shop.toString(), "-")).isZero();
        assertThat(out).contains("\"program\":\"my-shop@1\"", "\"earned\":100", "WELCOME10-e1-1");
    }

    @Test
    void given_a_new_program_when_compared_then_it_is_the_starter_but_for_its_name() throws IOException {
        execute("new", target("my-shop").toString());

        Map<String, String> expected = new TreeMap<>();
        LoyaltyProgram.bundledFiles("starter")
                .forEach((path, text) -> expected.put(
                        "my-shop/" + path,
                        path.equals("program.json")
                                ? text.replace("\"starter\"", "\"my-shop\"")
                                        .replace(
                                                "{\"en\": \"Starter\", \"zh\": \"入门计划\"}",
                                                "{\"en\": \"my-shop\", \"zh\": \"my-shop\"}")
                                : text));
        assertThat(content()).isEqualTo(expected);
        ProgramDefinition definition = LoyaltyProgram.load(target("my-shop")).definition();
        assertThat(definition.name()).isEqualTo("my-shop");
        assertThat(definition.labels()).containsKey("my-shop").doesNotContainKey("starter");
    }

    @ParameterizedTest
    @CsvSource({"my shop,my-shop", "会员卡,会员卡", "a\"b,a-b", "(x),x", "v1.2_b,v1.2_b", "---,my-program"})
    void given_a_folder_when_new_then_the_program_has_its_name_in_words_that_suit_a_name(
            String directory, String name) {
        assertThat(execute("new", target(directory).toString())).as(err).isZero();

        assertThat(LoyaltyProgram.load(target(directory)).definition().name()).isEqualTo(name);
    }

    @Test
    void given_a_path_with_a_space_or_a_quote_when_new_then_it_is_printed_as_it_must_be_typed() {
        Path shop = target("tea & more/my shop's");

        assertThat(execute("new", shop.toString())).isZero();

        String typed = "'" + folder + "/tea & more/my shop'\\''s'";
        assertThat(err).contains("loyalty check " + typed + ", loyalty test " + typed + "\n");
    }

    @Test
    void given_a_folder_when_new_then_the_terms_are_headed_with_its_name() {
        execute("new", target("Tea & $1 \"more\"").toString());

        LoyaltyProgram program = LoyaltyProgram.load(target("Tea & $1 \"more\""));
        assertThat(program.definition().labels().get("Tea-1-more"))
                .isEqualTo(Map.of("en", "Tea & $1 \"more\"", "zh", "Tea & $1 \"more\""));
        assertThat(program.terms("en")).startsWith("# Tea & $1 \"more\": terms\n");
    }

    @Test
    void given_an_empty_folder_when_new_then_it_is_used() throws IOException {
        Files.createDirectory(target("shop"));

        assertThat(execute("new", target("shop").toString())).isZero();

        assertThat(LoyaltyProgram.check(target("shop"))).isEmpty();
    }

    @Test
    void given_a_folder_with_a_file_when_new_then_it_is_refused_and_left_as_it_was() throws IOException {
        Files.createDirectory(target("shop"));
        Files.writeString(target("shop/notes.txt"), "mine");

        assertThat(execute("new", target("shop").toString())).isEqualTo(2);

        assertThat(out).isEmpty();
        assertThat(err)
                .isEqualTo("loyalty: The folder '" + target("shop")
                        + "' is not empty; name one that is not there yet, so that nothing is lost\n");
        assertThat(content()).containsOnly(Map.entry("shop/notes.txt", "mine"));
    }

    @Test
    void given_a_file_when_new_then_it_is_refused_and_left_as_it_was() throws IOException {
        Files.writeString(target("shop"), "mine");

        assertThat(execute("new", target("shop").toString())).isEqualTo(2);

        assertThat(err).isEqualTo("loyalty: '" + target("shop") + "' is a file; name a folder that is not there yet\n");
        assertThat(content()).containsOnly(Map.entry("shop", "mine"));
    }

    @Test
    void given_no_folder_or_an_empty_name_when_new_then_that_is_wrong_usage() {
        assertThat(execute("new")).isEqualTo(2);
        assertThat(execute("new", "")).isEqualTo(2);
        assertThat(err).isEqualTo("loyalty: The name of the new folder is empty\n");
    }

    @Test
    void given_a_file_where_a_folder_must_be_when_new_then_it_fails_and_nothing_is_written() throws IOException {
        Files.writeString(target("file"), "mine");

        assertThat(execute("new", target("file/shop").toString())).isEqualTo(1);

        assertThat(err).startsWith("loyalty: The folder '" + target("file/shop") + "' cannot be written (");
        assertThat(content()).containsOnly(Map.entry("file", "mine"));
    }

    @Test
    void given_a_file_that_cannot_be_written_when_written_then_nothing_of_the_program_is_left() throws IOException {
        // "a" cannot be a file and a folder.
        Map<String, String> files = new TreeMap<>(Map.of("a", "1", "a/b", "2"));

        assertThatThrownBy(() -> new ProgramFolder(target("deep/shop")).write(files))
                .isInstanceOf(IOException.class);

        assertThat(target("deep")).doesNotExist();
    }

    @Test
    void given_an_empty_folder_that_was_there_when_writing_fails_then_it_is_still_there_and_empty() throws IOException {
        Files.createDirectory(target("shop"));
        Map<String, String> files = new TreeMap<>(Map.of("a", "1", "a/b", "2"));

        assertThatThrownBy(() -> new ProgramFolder(target("shop")).write(files)).isInstanceOf(IOException.class);

        assertThat(target("shop")).isEmptyDirectory();
    }
}
