package org.loyaltyrules.reference;

/** Section 6.2: the event is no event at all. */
final class Malformed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    final String path;

    Malformed(String path, String message) {
        super(message, null, false, false);
        this.path = path;
    }
}
