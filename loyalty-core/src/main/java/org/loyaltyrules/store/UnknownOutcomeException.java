package org.loyaltyrules.store;

/**
 * Whether an event was kept is not known: the connection was lost during the commit, and the store could not be asked
 * afterwards. Send the same event again; it is decided once.
 */
public final class UnknownOutcomeException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Creates the exception for an event's id. */
    public UnknownOutcomeException(String event, Throwable cause) {
        super("whether the event " + event + " was kept is not known; send it again", cause);
    }
}
