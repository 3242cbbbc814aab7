package org.loyaltyrules.fact;

import java.time.LocalDate;

/**
 * The member asks for a reward.
 *
 * @param reward the reward's code
 * @param points its price
 */
public record Redemption(Member member, String reward, long points, LocalDate date) implements Fact {}
