package org.loyaltyrules.settlement;

/**
 * A member's tier has become another.
 *
 * @param upgrade whether it is a higher one
 */
public record TierMove(String from, String to, boolean upgrade) {}
