package org.loyaltyrules.store;

/**
 * A unit of work could not be finished: another one got in its way, or the connection was lost before the commit. Nothing
 * of it was kept, and the whole unit may be tried again.
 */
public final class ConcurrentUnitException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception.
     *
     * @param message what happened, without any member's data
     */
    public ConcurrentUnitException(String message) {
        super(message);
    }

    /**
     * Creates the exception.
     *
     * @param message what happened, without any member's data
     * @param cause what the store met; its message must not quote a member's data either
     */
    public ConcurrentUnitException(String message, Throwable cause) {
        super(message, cause);
    }
}
