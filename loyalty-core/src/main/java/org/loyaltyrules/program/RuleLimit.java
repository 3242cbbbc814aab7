package org.loyaltyrules.program;

/**
 * How often a rule may grant to one member.
 *
 * @param times firings that granted, 1 or more
 * @param per the period in which they count
 */
public record RuleLimit(int times, CalendarPeriod per) {}
