package org.loyaltyrules.member;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A benefit to which a member is entitled.
 *
 * @param code its code
 * @param until its last valid day; null where it lasts as long as the tier
 * @param tier the tier that must be held or exceeded; null where it lasts until a day
 */
public record HeldBenefit(
        String code, @Nullable LocalDate until, @Nullable String tier) {}
