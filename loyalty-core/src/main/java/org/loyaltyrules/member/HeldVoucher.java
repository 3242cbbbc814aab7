package org.loyaltyrules.member;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A voucher that was issued to a member.
 *
 * @param code what the member hands in
 * @param definition the definition's code
 * @param issuedBy the event that issued it
 * @param validUntil its last valid day; null where it never ends
 * @param state whether it may be used
 */
public record HeldVoucher(
        String code,
        String definition,
        String issuedBy,
        @Nullable LocalDate validUntil,
        State state) {

    /** Whether a voucher may be used. */
    public enum State {
        /** It may be used until its last valid day. */
        OPEN,
        /** A purchase used it. */
        USED,
        /** A return took it back. */
        REVOKED
    }

    /** Whether it may be used on {@code day}. */
    public boolean usableOn(LocalDate day) {
        return state == State.OPEN && (validUntil == null || !validUntil.isBefore(day));
    }

    /** The same voucher in another state. */
    public HeldVoucher in(State newState) {
        return new HeldVoucher(code, definition, issuedBy, validUntil, newState);
    }
}
