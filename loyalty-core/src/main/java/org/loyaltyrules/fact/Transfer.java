package org.loyaltyrules.fact;

import java.time.LocalDate;

/**
 * The member gives points to another.
 *
 * @param to the receiver's id
 * @param points how many, 1 or more
 */
public record Transfer(Member member, String to, long points, LocalDate date) implements Fact {}
