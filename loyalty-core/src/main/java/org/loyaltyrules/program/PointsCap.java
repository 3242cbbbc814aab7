package org.loyaltyrules.program;

/**
 * The most points that a member may earn in a period.
 *
 * @param per the period, by the event's day; never {@link CalendarPeriod#EVER}
 * @param max points, 0 or more
 */
public record PointsCap(CalendarPeriod per, long max) {}
