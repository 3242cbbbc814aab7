package org.loyaltyrules.reference;

/** Section 6.2: the event is refused and changes nothing. */
final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    final String reason;

    Refusal(String reason) {
        super(reason, null, false, false);
        this.reason = reason;
    }
}
