package org.loyaltyrules.rules;

import org.jspecify.annotations.Nullable;

/**
 * A word, number, text or sign of a rule file.
 *
 * @param text as written; for {@link Kind#TEXT} without quotes and escapes
 * @param value what a number stands for; null for all else
 * @param start offset in the file
 * @param end offset after it
 */
record Token(Kind kind, String text, @Nullable Number value, int start, int end) {

    enum Kind {
        WORD,
        NUMBER,
        TEXT,
        SIGN,
        END
    }

    /** Whether this is the given word or sign. */
    boolean is(String wanted) {
        return (kind == Kind.WORD || kind == Kind.SIGN) && text.equals(wanted);
    }

    /** As it is named in messages. */
    String described() {
        return switch (kind) {
            case END -> "the end";
            case TEXT -> "\"" + text + "\"";
            default -> "'" + text + "'";
        };
    }
}
