package org.loyaltyrules.event;

/**
 * An event is malformed; says which of its fields and what was expected, such as
 * {@code lines[1].amount must be a number, not a text}. Never quotes what was given.
 */
public final class EventFormatException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String path;
    private final String problem;

    /**
     * Creates the exception.
     *
     * @param path the field, such as {@code lines[1].amount}; empty for the event as a whole
     * @param problem what is wrong, as the rest of a sentence that begins with the field: {@code must be a number}
     */
    public EventFormatException(String path, String problem) {
        super((path.isEmpty() ? "the event" : path) + " " + problem);
        this.path = path;
        this.problem = problem;
    }

    /** The field, such as {@code lines[1].amount}; empty for the event as a whole. */
    public String path() {
        return path;
    }

    /** What is wrong, without the field: {@code must be a number, not a text}. */
    public String problem() {
        return problem;
    }
}
