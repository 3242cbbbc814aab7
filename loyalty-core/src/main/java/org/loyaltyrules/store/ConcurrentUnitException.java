package org.loyaltyrules.store;

/** Another unit of work kept the same event at the same time; nothing of this unit was kept. */
public final class ConcurrentUnitException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Creates the exception for an event's id. */
    public ConcurrentUnitException(String event) {
        super("the event " + event + " was decided at the same time by another unit of work");
    }
}
