package org.loyaltyrules.program;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.loyaltyrules.program.Problem.Severity;

/**
 * A file as it was found.
 *
 * @param path what to call it, for a program's own files the path within the program folder, with slashes
 * @param text what it says; of a file that is not UTF-8, what it says up to there
 * @param problems what keeps it from being used; empty where nothing does
 */
public record TextFile(String path, String text, List<Problem> problems) {

    public TextFile {
        problems = List.copyOf(problems);
    }

    /** The file with these bytes in UTF-8, without its byte order mark. */
    public static TextFile of(String path, byte[] bytes) {
        CharsetDecoder decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        CharBuffer decoded = CharBuffer.allocate(bytes.length + 1);
        CoderResult result = decoder.decode(ByteBuffer.wrap(bytes), decoded, true);
        String text = decoded.flip().toString();
        if (result.isError()) {
            return new TextFile(path, text, List.of(notText(path, text)));
        }
        return new TextFile(path, text.startsWith("\uFEFF") ? text.substring(1) : text, List.of());
    }

    private static Problem notText(String path, String before) {
        String[] lines = before.split("\r\n|\r|\n", -1);
        String excerpt = lines[lines.length - 1];
        return new Problem(
                Severity.ERROR,
                "not-utf-8",
                path,
                lines.length,
                excerpt.length() + 1,
                1,
                "here the file is not UTF-8",
                "save the file as UTF-8",
                excerpt);
    }
}
