package org.loyaltyrules.decision;

/**
 * A budget has reached the share at which the host wants to hear of it; told once.
 *
 * @param budget its code
 * @param drawn points or uses drawn so far
 * @param cap the most that may be drawn
 */
public record BudgetAlert(String budget, long drawn, long cap) {}
