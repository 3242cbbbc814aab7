package org.loyaltyrules.program;

import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * Something wrong with a program, and where.
 *
 * @param severity whether the program can be used all the same
 * @param code a stable code in kebab case, such as {@code unknown-property}
 * @param file the file's path within the program folder
 * @param line 1-based; 0 where no place is known
 * @param column 1-based, in UTF-16 units; 0 where no place is known
 * @param length how many characters of the line are meant; 0 where unknown
 * @param message what was found and what was expected, in the author's terms
 * @param hint what to write instead; null where none is known
 * @param excerpt the text of the line; null where no place is known
 */
public record Problem(
        Severity severity,
        String code,
        String file,
        int line,
        int column,
        int length,
        String message,
        @Nullable String hint,
        @Nullable String excerpt) {

    /** By file, line, column and code. */
    public static final Comparator<Problem> BY_PLACE = Comparator.comparing(Problem::file)
            .thenComparingInt(Problem::line)
            .thenComparingInt(Problem::column)
            .thenComparing(Problem::code)
            .thenComparing(Problem::message);

    /** Whether the program can be used all the same. */
    public enum Severity {
        /** The program cannot be used. */
        ERROR,
        /** The program works, but perhaps not as meant. */
        WARNING
    }

    /** {@code file:line:column: error[code]: message}, then the line with a caret, then the hint. */
    public String describe() {
        StringBuilder text = new StringBuilder(file);
        if (line > 0) {
            text.append(':').append(line).append(':').append(column);
        }
        text.append(": ").append(severity == Severity.ERROR ? "error" : "warning");
        text.append('[').append(code).append("]: ").append(message);
        if (excerpt != null && column > 0) {
            text.append("\n  ").append(excerpt).append("\n  ");
            for (int i = 0; i < column - 1 && i < excerpt.length(); i++) {
                text.append(excerpt.charAt(i) == '\t' ? '\t' : ' ');
            }
            text.append("^".repeat(Math.max(1, Math.min(length, excerpt.length() - column + 1))));
        }
        if (hint != null) {
            text.append("\n  ").append(hint);
        }
        return text.toString();
    }
}
