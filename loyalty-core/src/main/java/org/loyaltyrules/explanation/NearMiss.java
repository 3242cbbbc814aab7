package org.loyaltyrules.explanation;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
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
     * For people, one sentence without its full stop, in English.
     *
     * @param currency the ISO 4217 code of the program's money
     */
    public String text(String currency) {
        Words words = new Words(currency);
        String missing = words.amount(distance);
        String more =
                Words.number(distance.amount()) + " more " + distance.unit().word(distance.amount());
        boolean one = distance.amount().compareTo(BigDecimal.ONE) == 0;
        String what = switch (kind) {
            case SPEND -> "a purchase of " + missing + " brings ";
            case PURCHASES ->
                missing
                        + (spend == null ? "" : ", the last of " + spend.toPlainString() + " " + currency + ",")
                        + (one ? " brings " : " bring ");
            case POINTS, REFERRALS -> more + (one ? " brings " : " bring ");
            case DAY -> day + ", in " + missing + ", brings ";
            case REFERRAL_PURCHASES ->
                "the first " + (one ? "purchase" : "purchases") + " of " + more + (one ? " brings " : " bring ");
        };
        return rule + " (" + file + ":" + line + "): " + what
                + grants.stream().map(NearMiss::words).collect(Collectors.joining(", "));
    }

    private static String words(ExplainedAward award) {
        BigDecimal value = award.value();
        if (award.kind().equals("points") && value != null) {
            return Words.number(value) + " " + Distance.Unit.POINTS.word(value);
        }
        return award.kind()
                + (value == null ? "" : " " + Words.number(value))
                + (award.code() == null ? "" : " " + award.code());
    }
}
