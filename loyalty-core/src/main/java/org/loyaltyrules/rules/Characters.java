package org.loyaltyrules.rules;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.loyaltyrules.program.Punctuation;

/**
 * Refuses characters that make a file say something else than it seems to: control characters, those that turn the
 * direction of writing, and outside of texts and comments all that cannot be seen or told from a plain space.
 */
final class Characters {

    private static final int MOST_REPORTS = 10;

    private final SourceText source;
    private final String text;
    private final Diagnostics diagnostics;
    private int reports;

    private Characters(SourceText source, Diagnostics diagnostics) {
        this.source = source;
        this.text = source.text();
        this.diagnostics = diagnostics;
    }

    /** Reports what is illegal, the first few of it; whether nothing was. */
    static boolean areLegal(SourceText source, List<Token> tokens, Diagnostics diagnostics) {
        Characters characters = new Characters(source, diagnostics);
        int at = 0;
        for (Token token : tokens) {
            if (token.kind() == Token.Kind.TEXT) {
                characters.code(at, token.start());
                characters.plain(token.start(), token.end());
                at = token.end();
            }
        }
        characters.code(at, characters.text.length());
        return characters.reports == 0;
    }

    /** What is neither text in quotes nor, as far as it is found here, comment. */
    private void code(int start, int end) {
        int at = start;
        while (at < end && reports < MOST_REPORTS) {
            if (text.startsWith("//", at)) {
                int close = at;
                while (close < end && text.charAt(close) != '\n' && text.charAt(close) != '\r') {
                    close++;
                }
                plain(at, close);
                at = close;
            } else if (text.startsWith("/*", at)) {
                int close = text.indexOf("*/", at + 2);
                close = close < 0 ? end : Math.min(end, close + 2);
                plain(at, close);
                at = close;
            } else {
                int point = text.codePointAt(at);
                if (isNeverLegal(point) || isMark(point) || isHidden(point)) {
                    report(at, point);
                } else if (Punctuation.insteadOf(point) != null) {
                    reportPunctuation(at, point);
                }
                at += Character.charCount(point);
            }
        }
    }

    private void plain(int start, int end) {
        int point;
        for (int at = start; at < end && reports < MOST_REPORTS; at += Character.charCount(point)) {
            point = text.codePointAt(at);
            if (isNeverLegal(point)) {
                report(at, point);
            }
        }
    }

    /** The text without what a terminal would obey instead of showing it; every character keeps its place. */
    static String shown(String text) {
        StringBuilder shown = new StringBuilder(text);
        for (int i = 0; i < text.length(); i++) {
            if (isNeverLegal(text.codePointAt(i)) && !Character.isLowSurrogate(text.charAt(i))) {
                shown.setCharAt(i, '\uFFFD');
            }
        }
        return shown.toString();
    }

    private static boolean isNeverLegal(int point) {
        boolean lineEnd = point == '\n' || point == '\r' || point == '\t';
        return switch (Character.getType(point)) {
            case Character.CONTROL -> !lineEnd;
            case Character.SURROGATE, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> true;
            // Embeddings, overrides and isolates: what is shown is not what is written.
            default -> point >= 0x202A && point <= 0x202E || point >= 0x2066 && point <= 0x2069;
        };
    }

    /** Marks of direction, which texts in some languages need. */
    private static boolean isMark(int point) {
        return point == 0x200E || point == 0x200F || point == 0x061C;
    }

    private static boolean isHidden(int point) {
        if (point == ' ' || point == '\n' || point == '\r' || point == '\t') {
            return false;
        }
        return switch (Character.getType(point)) {
            case Character.FORMAT, Character.SPACE_SEPARATOR -> true;
            // Fillers and selectors of variants, and the start of an escape.
            default ->
                point == '\\'
                        || point == 0x115F
                        || point == 0x1160
                        || point == 0x3164
                        || point == 0xFFA0
                        || point == 0x034F
                        || point >= 0xFE00 && point <= 0xFE0F
                        || point >= 0xE0100 && point <= 0xE01EF;
        };
    }

    private void report(int at, int point) {
        reports++;
        if (point == '\\') {
            diagnostics.report(
                    source,
                    at,
                    at + 1,
                    "illegal-character",
                    "'\\' is allowed only within text in quotes",
                    "write words as they are, without escapes");
            return;
        }
        String name = Character.getName(point);
        String shown = String.format(Locale.ROOT, "U+%04X", point) + (name == null ? "" : " (" + name + ")");
        diagnostics.report(
                source,
                at,
                at + Character.charCount(point),
                "illegal-character",
                shown + " is not allowed here",
                hint(point));
    }

    private void reportPunctuation(int at, int point) {
        reports++;
        String sign = Character.toString(point);
        diagnostics.report(
                source,
                at,
                at + sign.length(),
                "foreign-punctuation",
                "'" + sign + "' means nothing in a rule",
                "write " + Punctuation.insteadOf(point) + " (the sign of an English keyboard)");
    }

    private static @Nullable String hint(int point) {
        return Character.getType(point) == Character.SPACE_SEPARATOR
                ? "write an ordinary space"
                : "delete it; it cannot be seen, so type the words around it anew";
    }
}
