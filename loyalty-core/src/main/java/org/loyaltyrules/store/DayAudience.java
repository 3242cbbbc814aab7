package org.loyaltyrules.store;

import java.time.LocalDate;
import org.loyaltyrules.member.MemberAccount;

/**
 * Whom a day concerns. A store may let members sleep whom it does not concern: they wake when their account changes, on the
 * day that is told here, and when other rules decide.
 */
public interface DayAudience {

    /** A short text that stands for the rules that decide the day, and for no others; the same after a restart. */
    String rules();

    /** Whether rules could fire for anybody; where not, only those are concerned to whom something is due by itself. */
    boolean couldBeAnybody();

    /** The deepest sleep of those whom the day may concern. */
    Sleep deepest();

    /**
     * Whether the day concerns a member.
     *
     * @param account may leave out days that the member has seen without being concerned
     * @param asleep whether the member sleeps
     */
    boolean includes(MemberAccount account, boolean asleep);

    /** How deep a member sleeps from now on for whom nothing comes of the day; never {@link Sleep#NONE}. */
    Sleep sleepOf(MemberAccount account);

    /** The day on which such a member wakes; {@link LocalDate#MAX} for none. */
    LocalDate wakesOn(MemberAccount account);
}
