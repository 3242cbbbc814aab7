package org.loyaltyrules.fact;

import java.time.LocalDate;

/**
 * The member's tier has changed.
 *
 * @param from the tier before
 * @param to the tier after
 * @param upgrade whether it is a higher one
 */
public record TierChange(Member member, String from, String to, boolean upgrade, LocalDate date) implements Fact {}
