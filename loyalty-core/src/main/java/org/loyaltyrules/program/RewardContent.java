package org.loyaltyrules.program;

import java.time.Period;
import org.jspecify.annotations.Nullable;

/** What a reward gives for its points. */
public sealed interface RewardContent {

    /** A voucher of the given definition. */
    record Voucher(String code) implements RewardContent {}

    /** A gift. */
    record Gift(String code) implements RewardContent {}

    /** A benefit for the given time; null: for as long as the tier. */
    record Benefit(String code, @Nullable Period validity) implements RewardContent {}

    /** A tier. */
    record Tier(String code) implements RewardContent {}

    /** More time in the present tier. */
    record TierExtension(Period period) implements RewardContent {}

    /** More time for every lot that is still valid. */
    record PointsExtension(Period period) implements RewardContent {}
}
