package org.loyaltyrules;

/**
 * An engine's program was replaced.
 *
 * @param before the program that decided until now
 * @param after the program that decides from now on
 */
public record Reload(LoyaltyProgram before, LoyaltyProgram after) {}
