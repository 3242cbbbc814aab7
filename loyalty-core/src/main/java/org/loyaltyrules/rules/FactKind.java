package org.loyaltyrules.rules;

import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.loyaltyrules.fact.Action;
import org.loyaltyrules.fact.Day;
import org.loyaltyrules.fact.Enrollment;
import org.loyaltyrules.fact.LineItem;
import org.loyaltyrules.fact.Member;
import org.loyaltyrules.fact.Purchase;
import org.loyaltyrules.fact.Qualification;
import org.loyaltyrules.fact.Ranking;
import org.loyaltyrules.fact.Redemption;
import org.loyaltyrules.fact.Referral;
import org.loyaltyrules.fact.TierChange;
import org.loyaltyrules.fact.Transfer;

/** The types of facts that patterns can name. */
enum FactKind {
    MEMBER(Member.class),
    PURCHASE(Purchase.class),
    LINE_ITEM(LineItem.class),
    ENROLLMENT(Enrollment.class),
    ACTION(Action.class),
    REDEMPTION(Redemption.class),
    TRANSFER(Transfer.class),
    DAY(Day.class),
    REFERRAL(Referral.class),
    RANKING(Ranking.class),
    QUALIFICATION(Qualification.class),
    TIER_CHANGE(TierChange.class);

    private static final Map<String, FactKind> BY_NAME =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(FactKind::word, Function.identity()));

    private final Class<?> type;

    FactKind(Class<?> type) {
        this.type = type;
    }

    /** Whether a fact of this type is there in events that are no purchases, and only in those. */
    boolean isOfAnotherEventThanPurchase() {
        return switch (this) {
            case ENROLLMENT, ACTION, REDEMPTION, TRANSFER, DAY, REFERRAL, RANKING -> true;
            case MEMBER, PURCHASE, LINE_ITEM, QUALIFICATION, TIER_CHANGE -> false;
        };
    }

    /** The events that bring facts of this type, for people. */
    String when() {
        return switch (this) {
            case MEMBER -> "every event but a return";
            case PURCHASE, LINE_ITEM -> "a purchase";
            case ENROLLMENT -> "an enrollment";
            case ACTION -> "an action";
            case REDEMPTION -> "a redemption of a reward";
            case TRANSFER -> "a transfer of points";
            case DAY -> "the beginning of a day";
            case REFERRAL -> "a referred member's enrollment or first purchase, for the referrer";
            case RANKING -> "the first day of a month, for members who are ranked";
            case QUALIFICATION -> "every event that is accepted, but a return";
            case TIER_CHANGE -> "an event that changes the tier";
        };
    }

    Class<?> type() {
        return type;
    }

    /** The name that authors write. */
    String word() {
        return type.getSimpleName();
    }

    /** By the name that authors write, with or without the package; null where there is none. */
    static @Nullable FactKind named(String name) {
        FactKind kind = BY_NAME.get(name.substring(name.lastIndexOf('.') + 1));
        return kind == null || name.contains(".") && !kind.type.getName().equals(name) ? null : kind;
    }

    static Set<String> words() {
        return BY_NAME.keySet();
    }
}
