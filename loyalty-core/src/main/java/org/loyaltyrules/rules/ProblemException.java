package org.loyaltyrules.rules;

import org.jspecify.annotations.Nullable;

/** Ends the reading of one part of a rule; whoever reads the whole reports it and goes on with the next part. */
final class ProblemException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int start;
    private final int end;
    private final String code;
    private final String text;
    private final @Nullable String hint;

    ProblemException(int start, int end, String code, String message, @Nullable String hint) {
        super(message, null, false, false);
        this.start = start;
        this.end = end;
        this.code = code;
        this.text = message;
        this.hint = hint;
    }

    static ProblemException at(Expression place, String code, String message, @Nullable String hint) {
        return new ProblemException(place.start(), place.end(), code, message, hint);
    }

    static ProblemException at(Token place, String code, String message, @Nullable String hint) {
        return new ProblemException(place.start(), place.end(), code, message, hint);
    }

    /** For what is wrong only because something else is, which was reported. */
    static ProblemException following(Expression place) {
        return at(place, "", "", null);
    }

    boolean follows() {
        return code.isEmpty();
    }

    int start() {
        return start;
    }

    /** The offset after the last character that is meant. */
    int end() {
        return end;
    }

    String code() {
        return code;
    }

    String message() {
        return text;
    }

    @Nullable
    String hint() {
        return hint;
    }
}
