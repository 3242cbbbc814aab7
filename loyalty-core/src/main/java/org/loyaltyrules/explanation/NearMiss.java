package org.loyaltyrules.explanation;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A rule that a member is close to, and what is missing.
 *
 * @param rule its name
 * @param file its file's path within the program
 * @param line the 1-based line on which it begins
 * @param distance what is missing: money, points, purchases, referrals or days
 * @param spend for {@link Kind#PURCHASES}: what the last of them must come to; null where that does not matter
 * @param day for {@link Kind#DAY}: the day; null for others
 * @param grants what the rule then awards, each without what it is worth
 */
public record NearMiss(
        String rule,
        String file,
        int line,
        Kind kind,
        Distance distance,
        @Nullable BigDecimal spend,
        @Nullable LocalDate day,
        List<ExplainedAward> grants) {

    /** By kind, in the order of {@link Kind}; within one, the nearest first, then by name of the rule. */
    public static final Comparator<NearMiss> ORDER = Comparator.comparing(NearMiss::kind)
            .thenComparing(miss -> miss.distance().amount())
            .thenComparing(NearMiss::rule);

    /** What is missing. */
    public enum Kind {
        /** One purchase, of which so much is paid. */
        SPEND,
        /** So many purchases. */
        PURCHASES,
        /** So many points that may be spent. */
        POINTS,
        /** So many days in which nothing else happens. */
        DAY,
        /** So many members more who enroll by the member's referral. */
        REFERRALS,
        /** So many referred members more who buy for the first time. */
        REFERRAL_PURCHASES
    }

    public NearMiss {
        grants = List.copyOf(grants);
    }

    /**
     * For people, one line, in English.
     *
     * @param currency the ISO 4217 code of the program's money
     */
    public String text(String currency) {
        Words words = new Words(currency);
        String missing = words.amount(distance);
        String more =
                Words.number(distance.amount()) + " more " + distance.unit().word(distance.amount());
        String what = switch (kind) {
            case SPEND -> "a purchase of " + missing;
            case PURCHASES ->
                missing + (spend == null ? "" : ", the last of " + spend.toPlainString() + " " + currency);
            case POINTS, REFERRALS -> more;
            case DAY -> "in " + missing + ", on " + day;
            case REFERRAL_PURCHASES -> "first purchases of " + more;
        };
        List<String> awards = grants.stream()
                .map(award -> award.kind()
                        + (award.value() == null ? "" : " " + Words.number(award.value()))
                        + (award.code() == null ? "" : " " + award.code()))
                .toList();
        return rule + " (" + file + ":" + line + "): " + what + ": " + String.join(", ", awards);
    }
}
