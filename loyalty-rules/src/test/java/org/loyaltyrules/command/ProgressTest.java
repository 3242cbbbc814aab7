package org.loyaltyrules.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ProgressTest {

    @Test
    void given_results_in_a_file_when_many_lines_are_read_then_who_watches_is_told() {
        assertThat(told(Watched.DIAGNOSTICS, true)).contains("10,000 lines").contains("20,000 lines");
    }

    @Test
    void given_results_on_the_terminal_when_they_come_as_lines_are_read_then_nothing_is_told() {
        assertThat(told(Watched.EVERYTHING, true)).isEmpty();
    }

    @Test
    void given_results_on_the_terminal_when_they_come_at_the_end_then_who_watches_is_told() {
        assertThat(told(Watched.EVERYTHING, false)).contains("20,000 lines");
    }

    @Test
    void given_nobody_who_watches_when_many_lines_are_read_then_nothing_is_told() {
        assertThat(told(Watched.NOTHING, false)).isEmpty();
    }

    private static String told(Watched watched, boolean resultsCome) {
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Console console = new Console(InputStream.nullInputStream(), new ByteArrayOutputStream(), err, watched);
        Progress progress = new Progress(console, resultsCome);
        for (int line = 1; line <= 20_000; line++) {
            progress.reached(line);
        }
        progress.end();
        return err.toString(StandardCharsets.UTF_8);
    }
}
