package org.loyaltyrules.fact;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A member's standing before the event; as a property of {@link Qualification}, after it. */
public interface Member {

    /** The id that the host chose. */
    String id();

    /** The tier's code. */
    String tier();

    /** Whether the member's tier is {@code tier} or a higher one. */
    boolean atLeast(String tier);

    /** The day on which the tier was reached. */
    LocalDate tierSince();

    /** The tier's last valid day; null: for life. */
    @Nullable
    LocalDate tierUntil();

    /** The day of enrollment. */
    LocalDate enrolledOn();

    /** Days since enrollment: 0 on its day. */
    int daysEnrolled();

    /** Whether the event's day is a yearly return of the day of enrollment, not that day itself. */
    boolean anniversary();

    /** Whether the event's day is the birthday; false where none is known. */
    boolean birthday();

    /** Whether the event's day is in the birthday's month; false where none is known. */
    boolean birthdayMonth();

    /** 0 today, 1 tomorrow, and so on; -1 where no birthday is known. */
    int daysToBirthday();

    /** Points that may be spent now; negative where the member owes points. */
    long points();

    /** Points that may not be spent yet. */
    long pendingPoints();

    /** What the member paid for purchases, less returns. */
    Counter<BigDecimal> spend();

    /** Purchases that were not wholly returned. */
    Counter<Long> purchases();

    /** Members whom this member referred, by the day on which they enrolled. */
    Counter<Long> referrals();

    /** Days since the last purchase; since enrollment where there is none. */
    int inactiveDays();

    /** Whether the member was enrolled by a valid referral. */
    boolean referred();

    /** The channel of enrollment. */
    @Nullable
    String channel();

    /** The member's tags. */
    Set<String> tags();

    /** What the host told of the member, by name. */
    Map<String, String> attributes();

    /**
     * The member's place in an experiment, from 0 to 99: the first eight bytes of SHA-256 of
     * {@code experiment:memberId} in UTF-8, as an unsigned big-endian number, modulo 100.
     */
    int bucket(String experiment);
}
