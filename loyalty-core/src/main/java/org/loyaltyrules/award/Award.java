package org.loyaltyrules.award;

import java.math.BigDecimal;
import java.time.Period;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One call of the {@code award} global by a rule. Lines are given by their place in the purchase, 0 for the first;
 * null stands for every line.
 */
public sealed interface Award {

    /** Base points per unit of payable money; {@code rate} is 0 or more. */
    record Earn(@Nullable Integer line, BigDecimal rate) implements Award {}

    /** A multiplier on base points; {@code factor} is more than 0. */
    record Multiply(@Nullable Integer line, BigDecimal factor) implements Award {}

    /** Flat points, 0 or more. */
    record Points(long points) implements Award {}

    /** Percent off, above 0 and at most 100; {@code maxQuantity} is null where all pieces count. */
    record Discount(
            @Nullable Integer line,
            BigDecimal percent,
            @Nullable Long maxQuantity) implements Award {}

    /** The line earns nothing and gets no percentage discount. */
    record Exclude(int line) implements Award {}

    /** Issues a voucher of the definition with this code. */
    record IssueVoucher(String code) implements Award {}

    /** Gives a gift. */
    record Gift(String code) implements Award {}

    /** Entitles to a benefit for the given time; null: for as long as the tier is at least the one after the event. */
    record Benefit(String code, @Nullable Period validity) implements Award {}

    /** The member qualifies for the tier. */
    record QualifyTier(String code) implements Award {}

    /** Adds a tag, effective for the next event. */
    record Tag(String tag) implements Award {}

    /** Removes a tag, effective for the next event. */
    record Untag(String tag) implements Award {}

    /** Something that the host should tell the member; arguments are text, whole numbers, decimals, dates or booleans. */
    record Message(String code, List<Object> arguments) implements Award {}

    /** Refuses the event. */
    record Reject(String reason) implements Award {}
}
