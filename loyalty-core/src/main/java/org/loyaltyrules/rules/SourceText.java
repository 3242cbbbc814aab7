package org.loyaltyrules.rules;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A rule file's text, and where its lines begin. Offsets count UTF-16 units; a byte order mark is not part of it. */
final class SourceText {

    private final String file;
    private final String text;
    private final int[] lineStarts;

    SourceText(RuleSource source) {
        this.file = source.file();
        this.text = source.text().startsWith("\uFEFF") ? source.text().substring(1) : source.text();
        List<Integer> starts = new ArrayList<>();
        starts.add(0);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\n' || c == '\r' && (i + 1 == text.length() || text.charAt(i + 1) != '\n')) {
                starts.add(i + 1);
            }
        }
        this.lineStarts = starts.stream().mapToInt(Integer::intValue).toArray();
    }

    String file() {
        return file;
    }

    String text() {
        return text;
    }

    /** 1-based. */
    int line(int offset) {
        int low = 0;
        int high = lineStarts.length - 1;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (lineStarts[middle] <= offset) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low + 1;
    }

    /** 1-based. */
    int column(int offset) {
        return offset - lineStarts[line(offset) - 1] + 1;
    }

    /** The text of a 1-based line to show with a problem; null where it is too long to be shown. */
    @Nullable
    String excerpt(int line) {
        int end = line < lineStarts.length ? lineStarts[line] : text.length();
        return end - lineStarts[line - 1] > Limits.EXCERPT ? null : Characters.shown(lineText(line));
    }

    /** The text of a 1-based line, without its end. */
    String lineText(int line) {
        int end = line < lineStarts.length ? lineStarts[line] : text.length();
        String content = text.substring(lineStarts[line - 1], end);
        while (content.endsWith("\n") || content.endsWith("\r")) {
            content = content.substring(0, content.length() - 1);
        }
        return content;
    }

    /** How much of {@code start} to {@code end} stands on the first of its lines. */
    int lengthOnLine(int start, int end) {
        int line = line(start);
        int next = line < lineStarts.length ? lineStarts[line] : text.length();
        int lineEnd = next - lineStarts[line - 1] > Limits.EXCERPT
                ? next
                : lineStarts[line - 1] + lineText(line).length();
        return Math.max(1, Math.min(end, lineEnd) - start);
    }

    /** The offset of a place given by 1-based line and 0-based column, kept within the text. */
    int offset(int line, int column) {
        int start = lineStarts[Math.max(0, Math.min(line, lineStarts.length) - 1)];
        return Math.max(0, Math.min(start + Math.max(0, column), text.length()));
    }
}
