package org.loyaltyrules.fact;

import java.time.LocalDate;

/**
 * Somebody whom the member referred has reached a stage.
 *
 * @param stage {@code ENROLLED} or {@code FIRST_PURCHASE}
 * @param count referees that have reached the stage, this one included
 * @param countThisMonth those of them that reached it in this calendar month
 */
public record Referral(Member member, String stage, long count, long countThisMonth, LocalDate date) implements Fact {}
