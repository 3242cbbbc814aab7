package org.loyaltyrules.event;

/** An event is malformed; says which of its fields and what was expected. */
public final class EventFormatException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String path;

    /**
     * Creates the exception.
     *
     * @param path the field, such as {@code lines[1].amount}; empty for the event as a whole
     * @param message what was expected
     */
    public EventFormatException(String path, String message) {
        super(message);
        this.path = path;
    }

    /** The field, such as {@code lines[1].amount}; empty for the event as a whole. */
    public String path() {
        return path;
    }
}
