package org.loyaltyrules.store;

/**
 * A member's place on a board.
 *
 * @param board {@code REFERRALS} or {@code SPEND}
 * @param rank 1 is best
 * @param value referees, or money in the currency's smallest unit; more than 0
 */
public record RankedPlace(String board, int rank, long value) {}
