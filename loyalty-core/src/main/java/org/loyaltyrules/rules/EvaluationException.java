package org.loyaltyrules.rules;

/** A rule went wrong while it was evaluated; says what and why, without the values. */
final class EvaluationException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String text;

    EvaluationException(String message) {
        super(message, null, false, false);
        this.text = message;
    }

    String message() {
        return text;
    }
}
