package org.loyaltyrules.reference;

import static org.loyaltyrules.reference.ReferenceRule.fact;
import static org.loyaltyrules.reference.ReferenceRule.property;
import static org.loyaltyrules.reference.ReferenceRule.variable;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Random rules for a random program. */
final class RandomRules {

    private final RandomChoice choice;
    private final int fractionDigits;
    private final boolean everything;
    private final List<String> tiers = new ArrayList<>();
    private boolean multiplierHasBudget;

    RandomRules(RandomChoice choice, ObjectNode program, int fractionDigits, boolean everything) {
        this.choice = choice;
        this.fractionDigits = fractionDigits;
        this.everything = everything;
        program.get("tiers").forEach(tier -> tiers.add(tier.asText()));
    }

    List<ReferenceRule> create() {
        List<ReferenceRule> rules = new ArrayList<>();
        rules.add(named(0, "Every purchase earns")
                .when(fact("Purchase"))
                .award("earn", choice.of(1, 1, new BigDecimal("0.5"), 2)));
        rules.add(tierRule(1));
        int count = choice.number(1, 13);
        for (int number = 2; number < count + 2; number++) {
            rules.add(rule(number));
        }
        return rules;
    }

    private ReferenceRule named(int number, String sentence) {
        return ReferenceRule.named(String.format(Locale.ROOT, "%s, rule %02d", sentence, number));
    }

    /** Tiers must be reached now and then, or half of the specification sleeps. */
    private ReferenceRule tierRule(int number) {
        String tier = choice.of(tiers.subList(1, tiers.size()));
        String counter = choice.of("spend.lifetime", "spend.lastDays(30)", "spend.thisYear", "spend.lastMonths(2)");
        return named(number, "Who spends enough gets " + tier)
                .when(fact("Qualification").where(counter, ">=", choice.of(50, 100, 200, 500)))
                .award("tier", tier);
    }

    private ReferenceRule rule(int number) {
        int kind = choice.number(1, everything ? 14 : 9);
        ReferenceRule rule = switch (kind) {
            case 1, 2 -> purchaseRule(number);
            case 3, 4 -> lineRule(number);
            case 5 -> enrollmentRule(number);
            case 6, 7 -> qualificationRule(number);
            case 8 -> tierChangeRule(number);
            case 9 -> referralRule(number);
            case 10 -> dayRule(number);
            case 11 -> rankingRule(number);
            case 12 -> actionRule(number);
            case 13 -> redemptionRule(number);
            default -> transferRule(number);
        };
        annotate(rule);
        return rule;
    }

    private ReferenceRule purchaseRule(int number) {
        ReferenceRule.Pattern pattern = withMember(fact("Purchase"));
        for (int count = choice.of(0, 1, 1, 2); count > 0; count--) {
            pattern = purchaseCondition(pattern);
        }
        ReferenceRule rule = named(number, "On a purchase").when(joinedWithMember(pattern));
        if (choice.chance(7)) {
            return named(number, "A purchase is refused")
                    .when(fact("Purchase").where("amount", "==", choice.amount(fractionDigits)))
                    .award("reject", "TOO_ODD");
        }
        for (int count = choice.of(1, 1, 1, 2); count > 0; count--) {
            switch (choice.number(1, 8)) {
                case 1 -> rule.award("earn", choice.decimal("0.1", "1", "0.25"));
                case 2, 3, 4 -> rule.award("multiply", factor());
                case 5, 6 -> rule.award("discount", percent());
                default -> anyAward(rule);
            }
        }
        return rule;
    }

    private ReferenceRule.Pattern purchaseCondition(ReferenceRule.Pattern pattern) {
        return switch (choice.number(1, 14)) {
            case 1, 2 -> pattern.where("amount", choice.of(">=", "<", ">", "<=", "!="), choice.amount(fractionDigits));
            case 3 -> pattern.where("quantity", ">=", choice.number(1, 4));
            case 4 -> pattern.where("channel", "==", choice.of(RandomChoice.CHANNELS));
            case 5 -> pattern.where("channel", "==", null);
            case 6 -> pattern.where("store", "!=", choice.of(RandomChoice.STORES));
            case 7 -> pattern.where("first");
            case 8 -> pattern.where("dayOfWeek", choice.of("==", "!="), choice.of("FRIDAY", "SATURDAY"));
            case 9 -> pattern.where("dayOfMonth", choice.of("==", ">="), choice.of(1, 15, 28));
            case 10 -> pattern.where("month", choice.of("==", "<="), choice.of(2, 6));
            case 11 -> pattern.where("hour", choice.of(">=", "<"), choice.of(20, 12));
            case 12 -> pattern.where("minute", "<", 30);
            case 13 -> pattern.where("time", choice.of("<", ">="), choice.of("20:30", "00:00:01"));
            default -> pattern.where("date", choice.of(">=", "<", "=="), choice.of("2026-06-01", "2028-02-29"));
        };
    }

    private ReferenceRule lineRule(int number) {
        ReferenceRule.Pattern pattern = withMember(fact("LineItem").as("$l"));
        for (int count = choice.of(0, 1, 1, 2); count > 0; count--) {
            pattern = lineCondition(pattern);
        }
        if (choice.chance(7)) {
            return named(number, "A line not yet on sale is refused")
                    .when(fact("LineItem").where("availableFrom", ">", property("date")))
                    .award("reject", "NOT_YET_ON_SALE");
        }
        ReferenceRule rule = named(number, "On a line").when(joinedWithMember(pattern));
        switch (choice.number(1, 9)) {
            case 1 -> rule.award("earn", variable("$l"), choice.decimal("0.1", "1", "0.333"));
            case 2, 3 -> rule.award("multiply", variable("$l"), factor());
            case 4, 5 -> rule.award("discount", variable("$l"), percent());
            case 6 -> rule.award("discount", variable("$l"), percent(), choice.number(1, 4));
            case 7 -> rule.award("exclude", variable("$l"));
            case 8 -> rule.award("tier", choice.of(tiers)).award("exclude", variable("$l"));
            default -> anyAward(rule);
        }
        return rule;
    }

    private ReferenceRule.Pattern lineCondition(ReferenceRule.Pattern pattern) {
        return switch (choice.number(1, 12)) {
            case 1 -> pattern.where("sku", "==", choice.of(RandomChoice.SKUS));
            case 2, 3 -> pattern.where("category", choice.of("==", "!="), choice.of(RandomChoice.CATEGORIES));
            case 4 -> pattern.where("brand", choice.of("==", "!="), choice.of(RandomChoice.BRANDS));
            case 5 -> pattern.where("quantity", choice.of(">=", "=="), choice.number(1, 3));
            case 6 -> pattern.where("amount", choice.of(">=", "<", "=="), choice.amount(fractionDigits));
            case 7 -> pattern.where("tags", "contains", choice.of(RandomChoice.LINE_TAGS));
            case 8 -> pattern.where("tags", "not contains", choice.of(RandomChoice.LINE_TAGS));
            case 9 -> pattern.where("dayOfWeek", "==", choice.of("FRIDAY", "SUNDAY"));
            case 10 -> pattern.where("hour", ">=", 20);
            case 11 -> pattern.where("channel", "==", choice.of(RandomChoice.CHANNELS));
            default -> pattern.where("time", "<", "20:30");
        };
    }

    private ReferenceRule enrollmentRule(int number) {
        ReferenceRule.Pattern pattern = withMember(fact("Enrollment"));
        if (choice.chance(50)) {
            pattern = choice.chance(50)
                    ? pattern.where("channel", "==", choice.of(RandomChoice.CHANNELS))
                    : pattern.where("referred");
        }
        return anyAward(named(number, "On enrollment").when(pattern));
    }

    private ReferenceRule qualificationRule(int number) {
        ReferenceRule.Pattern pattern = fact("Qualification");
        for (int count = choice.of(1, 1, 2); count > 0; count--) {
            pattern = qualificationCondition(pattern);
        }
        ReferenceRule rule = named(number, "On qualification");
        rule.when(pattern);
        return choice.chance(35) ? rule.award("tier", choice.of(tiers)) : anyAward(rule);
    }

    private ReferenceRule.Pattern qualificationCondition(ReferenceRule.Pattern pattern) {
        Integer step = choice.of(50, 100, 200, 500);
        return switch (choice.number(1, 15)) {
            case 1 -> pattern.where("spend.lifetime", ">=", step);
            case 2 -> pattern.where("spend." + choice.of("thisMonth", "thisQuarter", "today", "sinceTier"), ">=", step);
            case 3 -> pattern.where("spend." + choice.of("lastMonth", "lastYear", "lastDays(7)"), ">=", step);
            case 4 -> pattern.where("purchases.lastMonths(1)", ">=", choice.number(1, 3));
            case 5 ->
                pattern.where(
                        "purchases." + choice.of("lifetime", "thisQuarter", "lastDays(30)"), "==", choice.number(1, 4));
            case 6, 7 ->
                pattern.where("crossed(\""
                        + choice.of("spend.lifetime", "spend.thisMonth", "spend.thisQuarter", "spend.thisYear") + "\", "
                        + step + ")");
            case 8 ->
                pattern.where("crossed(\"purchases." + choice.of("lifetime", "thisMonth", "thisQuarter") + "\", "
                        + choice.number(1, 3) + ")");
            case 9 -> pattern.where("payable", ">=", choice.amount(fractionDigits));
            case 10 -> pattern.where("purchase").where("first");
            case 11 -> pattern.where("points", choice.of(">=", "<"), choice.of(100, 0, 300));
            case 12 -> pattern.where("purchase", "==", choice.chance(50));
            case 13 -> pattern.where("tier", choice.of("==", "!="), choice.of(tiers));
            case 14 -> pattern.where("missing(\"spend.lifetime\", " + step + ")", "<=", 10);
            default -> memberCondition(pattern);
        };
    }

    private ReferenceRule tierChangeRule(int number) {
        ReferenceRule.Pattern pattern = fact("TierChange");
        if (choice.chance(60)) {
            pattern = pattern.where("upgrade", "==", choice.chance(75));
        }
        if (choice.chance(40)) {
            pattern = pattern.where(choice.of("to", "from"), "==", choice.of(tiers));
        }
        return anyAward(named(number, "On a tier change").when(pattern));
    }

    private ReferenceRule referralRule(int number) {
        ReferenceRule.Pattern pattern = fact("Referral").where("stage", "==", choice.of("ENROLLED", "FIRST_PURCHASE"));
        if (choice.chance(40)) {
            pattern = pattern.where(choice.of("count", "countThisMonth"), choice.of("==", ">="), choice.number(1, 2));
        }
        return anyAward(named(number, "On a referral").when(withMember(pattern)));
    }

    private ReferenceRule dayRule(int number) {
        ReferenceRule.Pattern pattern = fact("Day");
        pattern = switch (choice.number(1, 8)) {
            case 1 -> pattern.where("firstOfMonth");
            case 2 -> pattern.where("firstOfQuarter");
            case 3 -> pattern.where("dayOfMonth", "==", choice.of(15, 28, 29, 30));
            case 4 -> pattern.where("dayOfWeek", "==", choice.of("MONDAY", "FRIDAY"));
            case 5 -> pattern.where("month", "==", choice.of(2, 3)).where("firstOfMonth");
            case 6 -> pattern.where("member.birthday");
            case 7 -> pattern.where("member.inactiveDays", "==", choice.of(1, 7, 30));
            default -> memberCondition(pattern);
        };
        return anyAward(named(number, "On a day").when(pattern));
    }

    private ReferenceRule rankingRule(int number) {
        ReferenceRule.Pattern pattern = fact("Ranking")
                .where("board", "==", choice.of("REFERRALS", "SPEND"))
                .where("rank", choice.of("==", "<="), choice.number(1, 3));
        return anyAward(named(number, "On a ranking").when(pattern));
    }

    private ReferenceRule actionRule(int number) {
        ReferenceRule.Pattern pattern = withMember(fact("Action")).where("kind", "==", choice.of(RandomChoice.ACTIONS));
        if (choice.chance(30)) {
            pattern = pattern.where("subject", choice.of("==", "!="), null);
        }
        ReferenceRule rule = named(number, "On an action").when(pattern);
        return choice.chance(15) ? rule.award("tier", choice.of(tiers)) : anyAward(rule);
    }

    private ReferenceRule redemptionRule(int number) {
        ReferenceRule.Pattern pattern = fact("Redemption");
        if (choice.chance(50)) {
            pattern = pattern.where("reward", "==", choice.of("GIFT_REWARD", "VOUCHER_REWARD"));
        } else {
            pattern = pattern.where("points", ">=", choice.of(50, 100));
        }
        ReferenceRule rule = named(number, "On a redemption").when(withMember(pattern));
        return choice.chance(15) ? rule.award("reject", "NOT_TODAY") : anyAward(rule);
    }

    private ReferenceRule transferRule(int number) {
        ReferenceRule.Pattern pattern = fact("Transfer").where("points", choice.of(">", "=="), choice.of(50, 100));
        ReferenceRule rule = named(number, "On a transfer").when(withMember(pattern));
        return choice.chance(40) ? rule.award("reject", "TRANSFER_LIMIT") : anyAward(rule);
    }

    /** Now and then the member's tier or standing is a condition as well. */
    private ReferenceRule.Pattern withMember(ReferenceRule.Pattern pattern) {
        if (choice.chance(20)) {
            return pattern.where("tier", choice.of("==", "!="), choice.of(tiers));
        }
        if (choice.chance(20)) {
            return pattern.where("atLeast(\"" + choice.of(tiers) + "\")");
        }
        return choice.chance(25) ? memberCondition(pattern) : pattern;
    }

    /** Now and then a second pattern, on the Member. */
    private ReferenceRule.Pattern[] joinedWithMember(ReferenceRule.Pattern pattern) {
        if (!choice.chance(15)) {
            return new ReferenceRule.Pattern[] {pattern};
        }
        ReferenceRule.Pattern member = fact("Member").where("bucket(\"trial\")", "<", choice.of(30, 50, 80));
        return new ReferenceRule.Pattern[] {member, pattern};
    }

    private ReferenceRule.Pattern memberCondition(ReferenceRule.Pattern pattern) {
        return switch (choice.number(1, 17)) {
            case 1 ->
                pattern.where(
                        "member.tags", choice.of("contains", "not contains"), choice.of(RandomChoice.MEMBER_TAGS));
            case 2 -> pattern.where("member.birthdayMonth");
            case 3 -> pattern.where("member.daysToBirthday", choice.of("==", "<="), choice.of(0, 1, 3));
            case 4 ->
                pattern.where(
                        "member.spend." + choice.of("lifetime", "thisMonth", "lastDays(30)", "lastMonths(1)"),
                        ">=",
                        choice.of(50, 100, 200));
            case 5 ->
                pattern.where(
                        "member.purchases." + choice.of("lifetime", "thisYear", "sinceTier"),
                        ">=",
                        choice.number(1, 3));
            case 6 -> pattern.where("member.channel", "==", choice.of(RandomChoice.CHANNELS));
            case 7 -> pattern.where("member.channel", "==", null);
            case 8 -> pattern.where("member.bucket(\"welcome\")", "<", choice.of(30, 50, 80));
            case 9 -> pattern.where("member.points", ">=", choice.of(0, 50, 100));
            case 10 -> pattern.where("member.pendingPoints", ">", 0);
            case 11 -> pattern.where("member.referred");
            case 12 -> pattern.where("member.anniversary", "==", choice.chance(70));
            case 13 -> pattern.where("member.daysEnrolled", choice.of(">=", "=="), choice.of(1, 7, 30));
            case 14 -> pattern.where("member.inactiveDays", ">=", choice.of(1, 7, 30));
            case 15 -> pattern.where("member.referrals." + choice.of("lifetime", "thisMonth", "lastMonth"), ">=", 1);
            case 16 -> pattern.where("member.tierUntil", choice.of("<", ">="), choice.of("2026-12-31", "2028-01-01"));
            default -> pattern.where("member.attributes[\"segment\"]", "==", choice.of(RandomChoice.SEGMENTS));
        };
    }

    private ReferenceRule anyAward(ReferenceRule rule) {
        switch (choice.number(1, 10)) {
            case 1, 2, 3 -> rule.award("points", choice.of(1, 10, 50, 100));
            case 4, 5 -> rule.award("voucher", "V" + choice.number(1, 4));
            case 6 -> rule.award("gift", choice.of("TOTE_BAG", "MUG"));
            case 7 -> benefit(rule);
            case 8 -> rule.award("tag", choice.of(RandomChoice.MEMBER_TAGS));
            case 9 -> rule.award("untag", choice.of(RandomChoice.MEMBER_TAGS));
            default -> rule.award("message", "NEWS", choice.of(7, "text"));
        }
        return rule;
    }

    private void benefit(ReferenceRule rule) {
        if (choice.chance(50)) {
            rule.award("benefit", "FREE_SHIPPING");
        } else {
            rule.award("benefit", "LOUNGE", choice.of("P1Y", "P10D"));
        }
    }

    private void annotate(ReferenceRule rule) {
        boolean refuses = uses(rule, "reject");
        boolean givesTier = uses(rule, "tier");
        boolean rates = uses(rule, "multiply") || uses(rule, "discount");
        if (!refuses && choice.chance(givesTier ? 5 : 25)) {
            rule.limit(choice.number(1, 2) + " per " + choice.of("day", "week", "month", "quarter", "year", "ever"));
        }
        if (!refuses && !givesTier && !uses(rule, "earn") && choice.chance(20)) {
            boolean points = choice.chance(50);
            boolean multiplies = uses(rule, "multiply");
            if (!points || !(multiplies && multiplierHasBudget || uses(rule, "discount"))) {
                rule.budget(points ? "SOME_POINTS" : "FEW_USES");
                multiplierHasBudget |= multiplies;
            }
        }
        if (rates && choice.chance(50)) {
            rule.exclusive(choice.of("season", "season", "season", "launch"));
        }
        if (choice.chance(8)) {
            rule.from(LocalDate.of(choice.number(2026, 2027), choice.number(1, 12), 1));
        }
        if (choice.chance(8)) {
            rule.until(LocalDate.of(choice.number(2028, 2029), choice.number(1, 12), 28));
        }
    }

    private static boolean uses(ReferenceRule rule, String verb) {
        return rule.awards().stream().anyMatch(award -> award.verb().equals(verb));
    }

    private Object factor() {
        return choice.of(2, 3, new BigDecimal("1.5"), new BigDecimal("1.25"), new BigDecimal("0.5"), "1.1");
    }

    private Object percent() {
        return choice.of(5, 10, 30, new BigDecimal("12.5"), "33.3", 100);
    }
}
