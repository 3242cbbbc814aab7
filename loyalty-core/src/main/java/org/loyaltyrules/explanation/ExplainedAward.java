package org.loyaltyrules.explanation;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import org.loyaltyrules.decision.Decision;

/**
 * One award of a firing and what became of it.
 *
 * @param kind the verb: {@code earn}, {@code multiply}, {@code points}, …
 * @param value the rate, factor, percent or points; null where it has none
 * @param line the 1-based line it is for; null for every line
 * @param code the voucher, gift, benefit, tier, tag, message or reason; null where it has none
 * @param granted what it granted; null for nothing
 * @param whyNothing why it granted nothing although nothing suppressed the firing; null where it granted, or was
 *     suppressed
 */
public record ExplainedAward(
        String kind,
        @Nullable BigDecimal value,
        @Nullable Integer line,
        @Nullable String code,
        Decision.@Nullable Granted granted,
        @Nullable WhyNothing whyNothing) {

    /**
     * Why an award granted nothing.
     *
     * @param rule the rule whose award counted instead; null where there is none
     */
    public record WhyNothing(Reason reason, @Nullable String rule) {}

    /** Why an award can grant nothing. */
    public enum Reason {
        /** A larger one counts: the program's discounts or multipliers are {@code BEST}, or of the award's group. */
        BETTER_ONE("a better one counts"),
        /** The line earns nothing and gets no discount. */
        LINE_EXCLUDED("the line is excluded"),
        /** It is for so many pieces, and these had it on other lines. */
        PIECES_USED("its pieces are used on other lines"),
        /** There is no money that it could take something off, or no base points. */
        NOTHING_TO_CHANGE("there is nothing for it to change"),
        /** It needs a purchase, and the event is none. */
        NO_PURCHASE("the event is no purchase"),
        /** It asks for 0 points. */
        NO_POINTS("it is 0"),
        /** The member has this tier or a higher one. */
        TIER_NOT_HIGHER("the tier is not above the member's"),
        /** Another award of the event gave this tier or a higher one. */
        TIER_GIVEN("another award gives this tier or a higher one"),
        /** The member has the tag. */
        TAG_PRESENT("the member has the tag"),
        /** The member has no such tag. */
        TAG_ABSENT("the member has no such tag"),
        /** Tagged and untagged in one event: tagged. */
        TAGGED_TOO("the same event gives the tag"),
        /** Another award of the event does the same. */
        SAME_AGAIN("another award does the same"),
        /** In a review only tiers count, and this one counted there. */
        WEIGHED("it counted for the tier"),
        /** In a review and after a return only tiers count. */
        TIERS_ONLY("only tiers count here"),
        /** The event was refused. */
        REFUSED("the event was refused");

        private final String words;

        Reason(String words) {
            this.words = words;
        }

        /** As people say it. */
        public String words() {
            return words;
        }
    }
}
