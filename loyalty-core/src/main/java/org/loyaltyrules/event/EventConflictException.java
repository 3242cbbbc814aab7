package org.loyaltyrules.event;

/** CONFLICT: an event's id was used before for an event with other content. */
public final class EventConflictException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception.
     *
     * @param id the event's id
     */
    public EventConflictException(String id) {
        super("CONFLICT: the event id " + id + " was used before for an event with other content; give each event an id"
                + " of its own, and send an event again only as it was");
    }
}
