package org.loyaltyrules.fact;

import java.math.BigDecimal;
import java.time.LocalDate;

/**
 * The member's place among all members last month; inserted on the first day of a month.
 *
 * @param board {@code REFERRALS} or {@code SPEND}
 * @param rank 1 is best
 * @param value what was ranked: referees or money; more than 0
 */
public record Ranking(Member member, String board, int rank, BigDecimal value, LocalDate date) implements Fact {}
