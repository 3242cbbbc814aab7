package org.loyaltyrules.rules;

import java.util.EnumSet;
import java.util.HashSet;
import java.util.Set;
import org.loyaltyrules.award.Award;
import org.loyaltyrules.program.CalendarPeriod;
import org.loyaltyrules.program.PointsPolicy;
import org.loyaltyrules.program.Rule;

/**
 * How a rule goes on from one day to the next as long as a member's account stays the same.
 *
 * @param isDaily whether it may fire on one day and not on another for other reasons than the following two. It does not
 *     if it looks at one fact that every day has, and asks nothing but what the account says
 * @param isMonthly whether it may fire in one month and not in another
 * @param isYearly whether it may fire on the birthday or the anniversary and not on other days, or the other way round
 * @param isOpen whether it may grant something on one day though it granted nothing on another on which it fired. It does
 *     not if what it awards is always granted, unless the tier, the tags or a limit for all time are against it: these
 *     stand in the account
 */
record Steadiness(boolean isDaily, boolean isMonthly, boolean isYearly, boolean isOpen) {

    /** Of a rule of which nothing is known. */
    static final Steadiness NONE = new Steadiness(true, true, true, true);

    private static final Set<FactKind> ON_EVERY_DAY = EnumSet.of(FactKind.MEMBER, FactKind.DAY, FactKind.QUALIFICATION);

    /**
     * Words for what the account says, and for what is the same on all days: no day is a purchase, or takes a counter across
     * a step.
     */
    private static final Set<String> STEADY = Set.of(
            "this",
            "member",
            "id",
            "tier",
            "atLeast",
            "tierSince",
            "tierUntil",
            "enrolledOn",
            "points",
            "pendingPoints",
            "spend",
            "purchases",
            "referrals",
            "lifetime",
            "sinceTier",
            "referred",
            "channel",
            "tags",
            "attributes",
            "get",
            "bucket",
            "payable",
            "first",
            "purchase",
            "review",
            "crossed",
            "not",
            "contains",
            "memberOf",
            "matches",
            "str",
            "startsWith",
            "endsWith",
            "length",
            "true",
            "false",
            "null");

    private static final Set<String> MONTHLY =
            Set.of("thisMonth", "thisQuarter", "thisYear", "lastMonth", "lastYear", "birthdayMonth", "month");

    private static final Set<String> YEARLY = Set.of("birthday", "anniversary");

    static Steadiness of(CompiledRule compiled, PointsPolicy points) {
        Rule rule = compiled.rule();
        Set<String> words = new HashSet<>();
        boolean isSimple = SingleFactRule.fits(compiled) && ON_EVERY_DAY.containsAll(compiled.matched());
        if (isSimple) {
            for (CompiledRule.Alternative alternative : compiled.alternatives()) {
                Condition.FactPattern pattern =
                        (Condition.FactPattern) alternative.conditions().get(0);
                pattern.constraints().forEach(constraint -> words.addAll(constraint.words()));
            }
        }
        words.removeAll(STEADY);
        boolean monthly = words.removeAll(MONTHLY);
        boolean yearly = words.removeAll(YEARLY);
        boolean daily = !isSimple || rule.from() != null || rule.until() != null || !words.isEmpty();
        return new Steadiness(daily, monthly, yearly, daily || !grantsAlike(compiled, points));
    }

    /** Whether a constraint on a fact that every day has holds on all days or on none. */
    static boolean isSteady(Condition.Constraint constraint) {
        return constraint.elements().isEmpty() && STEADY.containsAll(constraint.words());
    }

    private static boolean grantsAlike(CompiledRule compiled, PointsPolicy points) {
        Rule rule = compiled.rule();
        boolean always = rule.limit() == null || rule.limit().per() == CalendarPeriod.EVER;
        return always
                && rule.budget() == null
                && compiled.alternatives().stream()
                        .flatMap(alternative -> alternative.steps().stream())
                        .allMatch(step -> step instanceof ConstantStep constant && isAlike(constant.award(), points));
    }

    private static boolean isAlike(Award award, PointsPolicy points) {
        return award instanceof Award.QualifyTier
                || award instanceof Award.Tag
                || award instanceof Award.Untag
                || award instanceof Award.IssueVoucher
                || award instanceof Award.Gift
                || award instanceof Award.Benefit
                || award instanceof Award.Message
                || award instanceof Award.Points && points.caps().isEmpty();
    }
}
