package org.loyaltyrules.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.loyaltyrules.LoyaltyProgram;

class NewCommandTest {

    @TempDir
    Path parent;

    private String out = "";
    private String err = "";

    private int execute(String... arguments) {
        ByteArrayOutputStream results = new ByteArrayOutputStream();
        ByteArrayOutputStream diagnostics = new ByteArrayOutputStream();
        int exitCode =
                LoyaltyCommand.execute(InputStream.nullInputStream(), results, diagnostics, Watched.NOTHING, arguments);
        out = results.toString(UTF_8);
        err = diagnostics.toString(UTF_8);
        return exitCode;
    }

    @Test
    void given_a_new_folder_when_called_then_its_program_passes_check_and_test() {
        String folder = parent.resolve("corner shop").toString();

        assertThat(execute("new", folder)).isZero();
        assertThat(out).contains("loyalty check \"" + folder + "\"");
        assertThat(execute("check", folder)).isZero();
        assertThat(out).isEmpty();
        assertThat(execute("test", folder)).isZero();
        assertThat(execute("terms", folder)).isZero();
        assertThat(out).startsWith("# Corner shop: terms\n");
        assertThat(execute("terms", folder, "--lang", "zh")).isZero();
        assertThat(out).startsWith("# Corner shop会员条款\n");
    }

    @ParameterizedTest
    @CsvSource({"My Shop,my-shop", "loyalty_2026,loyalty-2026", "会员,会员", "---,program"})
    void given_the_name_of_a_folder_when_called_then_the_program_is_named_after_it(String folder, String name) {
        execute("new", parent.resolve(folder).toString());

        assertThat(LoyaltyProgram.load(parent.resolve(folder)).definition().name())
                .isEqualTo(name);
    }

    @Test
    void given_an_empty_folder_or_parents_that_are_missing_when_called_then_it_is_filled() throws IOException {
        Files.createDirectory(parent.resolve("empty"));

        assertThat(execute("new", parent.resolve("empty").toString())).isZero();
        assertThat(execute("new", parent.resolve("a/b/c").toString())).isZero();
        assertThat(parent.resolve("empty/program.json")).exists();
        assertThat(parent.resolve("a/b/c/program.json")).exists();
    }

    @Test
    void given_a_folder_that_is_not_empty_when_called_then_it_is_left_as_it_is() throws IOException {
        Files.createDirectory(parent.resolve("full"));
        Files.writeString(parent.resolve("full/notes.txt"), "mine");

        assertThat(execute("new", parent.resolve("full").toString())).isEqualTo(2);
        assertThat(err)
                .isEqualTo("loyalty: The folder '" + parent.resolve("full") + "' is not empty; name a new one\n");
        try (Stream<Path> files = Files.walk(parent)) {
            assertThat(files)
                    .containsExactlyInAnyOrder(parent, parent.resolve("full"), parent.resolve("full/notes.txt"));
        }
    }

    @Test
    void given_a_file_when_called_then_it_is_refused() throws IOException {
        Path file = Files.writeString(parent.resolve("file"), "mine");

        assertThat(execute("new", file.toString())).isEqualTo(2);
        assertThat(err).isEqualTo("loyalty: '" + file + "' is a file; the name of a new folder was expected\n");
    }

    @Test
    void given_a_language_without_terms_when_asked_then_the_known_ones_are_named() {
        assertThat(execute("terms", "starter", "--lang", "fr")).isEqualTo(2);
        assertThat(err).isEqualTo("loyalty: There are no terms in 'fr'; there are: en, zh\n");
    }
}
