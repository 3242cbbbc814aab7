package org.loyaltyrules.store;

/**
 * The connection was lost during a commit: the unit of work may have been kept or not. Whether it was, a new unit of work
 * can see by looking the event up.
 */
public final class AmbiguousCommitException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception.
     *
     * @param cause what the store met; its message must not quote a member's data
     */
    public AmbiguousCommitException(Throwable cause) {
        super("the connection was lost during the commit", cause);
    }
}
