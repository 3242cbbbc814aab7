package org.loyaltyrules.program;

import org.jspecify.annotations.Nullable;

/**
 * Something that points buy.
 *
 * @param code the reward's code
 * @param points its price, 0 or more
 * @param minTier the lowest tier that may redeem it; null for all
 * @param gives what the member gets
 */
public record Reward(String code, long points, @Nullable String minTier, RewardContent gives) {}
