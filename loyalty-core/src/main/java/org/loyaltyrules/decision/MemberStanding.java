package org.loyaltyrules.decision;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a member stands on a day.
 *
 * @param member the member's id
 * @param tierUntil the tier's last valid day; null for life
 * @param points what may be spent; negative where the member owes points
 * @param pending points that may not be spent yet
 * @param spend what the member paid for purchases, less returns
 * @param purchases purchases that were not wholly returned
 * @param vouchers codes of vouchers that may still be used, in order of issue
 * @param benefits codes of benefits in force, in alphabetical order
 * @param tags in alphabetical order
 */
public record MemberStanding(
        String member,
        String tier,
        @Nullable LocalDate tierUntil,
        long points,
        long pending,
        BigDecimal spend,
        long purchases,
        List<String> vouchers,
        List<String> benefits,
        List<String> tags) {

    public MemberStanding {
        vouchers = List.copyOf(vouchers);
        benefits = List.copyOf(benefits);
        tags = List.copyOf(tags);
    }
}
