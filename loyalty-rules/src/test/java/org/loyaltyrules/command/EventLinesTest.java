package org.loyaltyrules.command;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.loyaltyrules.event.EventFormatException;

class EventLinesTest {

    private static EventLines lines(byte[] bytes) {
        return new EventLines(new ByteArrayInputStream(bytes), () -> {});
    }

    @Test
    void givenBlankLines_whenRead_thenTheyAreSkippedButCounted() throws IOException {
        EventLines lines = lines("\n  \r\none\r\n\ntwo 二".getBytes(UTF_8));

        assertThat(lines.next().strip()).isEqualTo("one");
        assertThat(lines.number()).isEqualTo(3);
        assertThat(lines.next()).isEqualTo("two 二");
        assertThat(lines.number()).isEqualTo(5);
        assertThat(lines.next()).isNull();
    }

    @Test
    void givenNothing_whenRead_thenThereIsNoLine() throws IOException {
        assertThat(lines(new byte[0]).next()).isNull();
    }

    @Test
    void givenAByteOrderMark_whenRead_thenItIsNotPartOfTheLine() throws IOException {
        assertThat(lines("\uFEFFone\n".getBytes(UTF_8)).next()).isEqualTo("one");
    }

    @Test
    void givenALineThatIsNotUtf8_whenRead_thenOnlyThisLineIsRefused() throws IOException {
        EventLines lines = lines("one\nsch\u00f6n\nthree\n".getBytes(ISO_8859_1));

        assertThat(lines.next()).isEqualTo("one");
        assertThatThrownBy(lines::next).isInstanceOf(EventFormatException.class);
        assertThat(lines.number()).isEqualTo(2);
        assertThat(lines.next()).isEqualTo("three");
    }

    @Test
    void givenLinesAroundTheBuffersEnd_whenRead_thenNoneIsTorn() throws IOException {
        String first = "a".repeat((1 << 16) - 1);
        EventLines lines = lines((first + "\n" + first + "b\nc").getBytes(UTF_8));

        assertThat(lines.next()).isEqualTo(first);
        assertThat(lines.next()).isEqualTo(first + "b");
        assertThat(lines.next()).isEqualTo("c");
    }

    @Test
    void givenAnEndlessLine_whenRead_thenOnlyThisLineIsRefused() throws IOException {
        EventLines lines = lines(("a".repeat(4_000_001) + "\nnext").getBytes(UTF_8));

        assertThatThrownBy(lines::next).isInstanceOf(EventFormatException.class).hasMessageContaining("too large");
        assertThat(lines.next()).isEqualTo("next");
        assertThat(lines.number()).isEqualTo(2);
    }
}
