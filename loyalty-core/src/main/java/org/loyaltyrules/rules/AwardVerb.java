package org.loyaltyrules.rules;

import static org.loyaltyrules.rules.AwardParameter.CODE;
import static org.loyaltyrules.rules.AwardParameter.FACTOR;
import static org.loyaltyrules.rules.AwardParameter.LINE;
import static org.loyaltyrules.rules.AwardParameter.PERCENT;
import static org.loyaltyrules.rules.AwardParameter.PERIOD;
import static org.loyaltyrules.rules.AwardParameter.PIECES;
import static org.loyaltyrules.rules.AwardParameter.POINTS;
import static org.loyaltyrules.rules.AwardParameter.RATE;
import static org.loyaltyrules.rules.AwardParameter.TIER;
import static org.loyaltyrules.rules.AwardParameter.VALUES;
import static org.loyaltyrules.rules.AwardParameter.VOUCHER;

import java.math.BigDecimal;
import java.time.Period;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.loyaltyrules.award.Award;

/** What can be called on {@code award}, with the lists of arguments that each takes. */
enum AwardVerb {
    EARN(
            true,
            true,
            form("earn(rate)", List.of(RATE), a -> new Award.Earn(null, (BigDecimal) a[0])),
            form("earn(line, rate)", List.of(LINE, RATE), a -> new Award.Earn((Integer) a[0], (BigDecimal) a[1]))),
    MULTIPLY(
            true,
            true,
            form("multiply(factor)", List.of(FACTOR), a -> new Award.Multiply(null, (BigDecimal) a[0])),
            form(
                    "multiply(line, factor)",
                    List.of(LINE, FACTOR),
                    a -> new Award.Multiply((Integer) a[0], (BigDecimal) a[1]))),
    POINTS_FLAT(false, false, form("points(n)", List.of(POINTS), a -> new Award.Points((Long) a[0]))),
    DISCOUNT(
            true,
            true,
            form("discount(percent)", List.of(PERCENT), a -> new Award.Discount(null, (BigDecimal) a[0], null)),
            form(
                    "discount(line, percent)",
                    List.of(LINE, PERCENT),
                    a -> new Award.Discount((Integer) a[0], (BigDecimal) a[1], null)),
            form(
                    "discount(line, percent, maxQuantity)",
                    List.of(LINE, PERCENT, PIECES),
                    a -> new Award.Discount((Integer) a[0], (BigDecimal) a[1], (Long) a[2]))),
    EXCLUDE(true, true, form("exclude(line)", List.of(LINE), a -> new Award.Exclude((Integer) a[0]))),
    ISSUE_VOUCHER(false, false, form("voucher(code)", List.of(VOUCHER), a -> new Award.IssueVoucher((String) a[0]))),
    GIFT(false, false, form("gift(code)", List.of(CODE), a -> new Award.Gift((String) a[0]))),
    BENEFIT(
            false,
            false,
            form("benefit(code)", List.of(CODE), a -> new Award.Benefit((String) a[0], null)),
            form("benefit(code, period)", List.of(CODE, PERIOD), a -> new Award.Benefit((String) a[0], (Period) a[1]))),
    QUALIFY_TIER(false, true, form("tier(code)", List.of(TIER), a -> new Award.QualifyTier((String) a[0]))),
    TAG(false, false, form("tag(tag)", List.of(CODE), a -> new Award.Tag((String) a[0]))),
    UNTAG(false, false, form("untag(tag)", List.of(CODE), a -> new Award.Untag((String) a[0]))),
    MESSAGE(
            false,
            false,
            form(
                    "message(code, …)",
                    List.of(CODE, VALUES),
                    a -> new Award.Message((String) a[0], Arrays.asList(a).subList(1, a.length)))),
    REJECT(true, true, form("reject(reason)", List.of(CODE), a -> new Award.Reject((String) a[0])));

    /**
     * One list of arguments.
     *
     * @param written as it is shown to authors
     * @param maker makes the award of legal arguments
     */
    record Form(String written, List<AwardParameter> parameters, Function<Object[], Award> maker) {

        /** Whether the last parameter takes any number of arguments. */
        boolean open() {
            return parameters.get(parameters.size() - 1) == VALUES;
        }

        AwardParameter parameter(int index) {
            return parameters.get(Math.min(index, parameters.size() - 1));
        }

        boolean takes(int arguments) {
            return open() ? arguments >= parameters.size() - 1 : arguments == parameters.size();
        }
    }

    private static final Map<String, AwardVerb> BY_NAME =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(AwardVerb::word, Function.identity()));

    private final boolean beforeSettlement;
    private final boolean beforeTier;
    private final List<Form> forms;

    AwardVerb(boolean beforeSettlement, boolean beforeTier, Form... forms) {
        this.beforeSettlement = beforeSettlement;
        this.beforeTier = beforeTier;
        this.forms = List.of(forms);
    }

    /** As it is written after {@code award.}. */
    String word() {
        String first = forms.get(0).written();
        return first.substring(0, first.indexOf('('));
    }

    List<Form> forms() {
        return forms;
    }

    /** Whether it comes too late once the event is settled, in rules on {@code Qualification}. */
    boolean beforeSettlement() {
        return beforeSettlement;
    }

    /** Whether it comes too late once the tier is resolved, in rules on {@code TierChange}. */
    boolean beforeTier() {
        return beforeTier;
    }

    static @Nullable AwardVerb named(String word) {
        return BY_NAME.get(word);
    }

    static Set<String> words() {
        return BY_NAME.keySet();
    }

    private static Form form(String written, List<AwardParameter> parameters, Function<Object[], Award> maker) {
        return new Form(written, parameters, maker);
    }

    /** Whether it is about a purchase's money or lines. */
    boolean needsPurchase() {
        return this == EARN || this == MULTIPLY || this == DISCOUNT || this == EXCLUDE;
    }
}
