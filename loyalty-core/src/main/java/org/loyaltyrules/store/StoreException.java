package org.loyaltyrules.store;

import org.jspecify.annotations.Nullable;

/** The store failed in a way that trying again does not mend. Nothing of the unit of work was kept. */
public final class StoreException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception.
     *
     * @param message what happened and what to do, without any member's data
     * @param cause what the store met; its message must not quote a member's data either
     */
    public StoreException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
