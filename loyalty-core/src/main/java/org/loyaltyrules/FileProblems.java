package org.loyaltyrules;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.loyaltyrules.program.Problem;

/** What can be wrong with a file before anybody looks at what it says. */
final class FileProblems {

    private FileProblems() {}

    /** An error about a whole file or folder. */
    static Problem at(String file, String code, String message) {
        return new Problem(Problem.Severity.ERROR, code, file, 0, 0, 0, message, null, null);
    }

    /** The text of a UTF-8 file without its byte order mark; null where it is not UTF-8, which is a problem. */
    static @Nullable String decode(String file, byte[] bytes, List<Problem> problems) {
        CharsetDecoder decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        CharBuffer decoded = CharBuffer.allocate(bytes.length + 1);
        CoderResult result = decoder.decode(ByteBuffer.wrap(bytes), decoded, true);
        String text = decoded.flip().toString();
        if (result.isError()) {
            problems.add(notText(file, text));
            return null;
        }
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }

    private static Problem notText(String file, String before) {
        String[] lines = before.split("\r\n|\r|\n", -1);
        String excerpt = lines[lines.length - 1];
        return new Problem(
                Problem.Severity.ERROR,
                "not-utf-8",
                file,
                lines.length,
                excerpt.length() + 1,
                1,
                "here the file is not UTF-8",
                "save the file as UTF-8",
                excerpt);
    }
}
