package org.loyaltyrules.fact;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * The member has just enrolled.
 *
 * @param referred whether by a valid referral
 */
public record Enrollment(
        Member member, LocalDate date, @Nullable String channel, boolean referred) implements Fact {}
