package org.loyaltyrules.reference;

import static org.loyaltyrules.reference.ReferenceRule.fact;
import static org.loyaltyrules.reference.ReferenceRule.named;
import static org.loyaltyrules.reference.ReferenceRule.variable;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** The bundled programs {@code membership-card} and {@code lifecycle} as reference rules. */
public final class MoreReferencePrograms {

    private MoreReferencePrograms() {}

    /** Rows C1 to C20. */
    public static ReferenceProgram membershipCard() {
        ObjectNode json = ReferencePrograms.json("""
                {"name": "membership-card", "version": "1", "zone": "Asia/Shanghai", "currency": "CNY",
                 "tiers": ["SILVER", "GOLD", "DIAMOND"],
                 "tierPolicy": {"validity": "P12M", "roundTo": "DAY", "grace": "P30D", "downgrade": "ONE_LEVEL"},
                 "points": {"validity": "P12M", "roundTo": "DAY", "pending": "P7D", "multipliers": "ADD",
                            "clawback": "NEGATIVE", "caps": [{"per": "DAY", "max": 3000}],
                            "payWith": {"pointsPerUnit": 100, "step": 100, "maxShare": 0.3}},
                 "discounts": {"stacking": "BEST"},
                 "referral": {"maxPerMember": 20},
                 "vouchers": {
                   "BACK30": {"kind": "AMOUNT_OFF", "value": 30, "minSpend": 100, "validity": "P30D"},
                   "OPEN5": {"kind": "AMOUNT_OFF", "value": 5, "validity": "P30D"},
                   "CARD10": {"kind": "AMOUNT_OFF", "value": 10, "validity": "P30D"},
                   "FRIEND5": {"kind": "AMOUNT_OFF", "value": 5, "validity": "P30D"},
                   "BIRTHDAY30": {"kind": "AMOUNT_OFF", "value": 30, "minSpend": 100, "validity": "P33D"},
                   "COMEBACK20": {"kind": "AMOUNT_OFF", "value": 20, "validity": "P30D"},
                   "COMEBACK30": {"kind": "AMOUNT_OFF", "value": 30, "minSpend": 100, "validity": "P30D"}},
                 "rewards": {
                   "CAR_WASH": {"points": 800, "gives": {"benefit": "CAR_WASH", "validity": "P90D"}},
                   "MERCH": {"points": 1500, "gives": {"gift": "MERCH"}},
                   "GOLD_CARD": {"points": 5000, "gives": {"tier": "GOLD"}},
                   "CARD_3M": {"points": 1000, "gives": {"extendTier": "P3M"}},
                   "POINTS_6M": {"points": 500, "gives": {"extendPoints": "P6M"}}}}
                """);
        List<ReferenceRule> rules = new ArrayList<>();
        rules.addAll(membershipCardPurchases());
        rules.addAll(membershipCardQualification());
        rules.addAll(membershipCardLife());
        return new ReferenceProgram(json, List.copyOf(rules));
    }

    private static List<ReferenceRule> membershipCardPurchases() {
        return List.of(
                named("Every yuan earns a point").when(fact("Purchase")).award("earn", 1),
                gradeDiscount("SILVER", 5),
                gradeDiscount("GOLD", 12),
                gradeDiscount("DIAMOND", 20),
                named("Double points in the birthday month from gold on")
                        .when(fact("Purchase").where("member.birthdayMonth").where("atLeast(\"GOLD\")"))
                        .award("multiply", 2),
                named("Double points on the eighteenth")
                        .when(fact("Purchase").where("dayOfMonth", "==", 18))
                        .award("multiply", 2),
                named("Triple points for who comes back")
                        .when(fact("Purchase").where("member.tags", "contains", "DORMANT"))
                        .award("untag", "DORMANT")
                        .award("multiply", 3));
    }

    private static ReferenceRule gradeDiscount(String tier, int percent) {
        return named(percent + " percent off for " + tier)
                .when(fact("LineItem").as("$l").where("tier", "==", tier).where("tags", "not contains", "NO_DISCOUNT"))
                .award("discount", variable("$l"), percent);
    }

    private static List<ReferenceRule> membershipCardQualification() {
        return List.of(
                named("Gold for 3,000 in twelve months")
                        .when(fact("Qualification").where("spend.lastMonths(12)", ">=", 3000))
                        .award("tier", "GOLD"),
                named("Diamond for 10,000 in twelve months")
                        .when(fact("Qualification").where("spend.lastMonths(12)", ">=", 10000))
                        .award("tier", "DIAMOND"),
                named("Gold and 100 points for three purchases in a quarter")
                        .when(fact("Qualification")
                                .where("purchase")
                                .where("tier", "==", "SILVER")
                                .where("purchases.thisQuarter", ">=", 3))
                        .award("tier", "GOLD")
                        .award("points", 100)
                        .limit("1 per ever"),
                named("A voucher when the month's spend reaches 500")
                        .when(fact("Qualification").where("crossed(\"spend.thisMonth\", 500)"))
                        .award("voucher", "BACK30")
                        .limit("1 per month"),
                named("A gift and a voucher after the first purchase")
                        .when(fact("Qualification").where("purchase").where("first"))
                        .award("gift", "TOTE_BAG")
                        .award("voucher", "CARD10"),
                named("Told that a reward is in reach")
                        .when(fact("Qualification").where("purchase").where("points", ">=", 800))
                        .award("message", "REWARD_IN_REACH"),
                named("Free delivery from gold on")
                        .when(fact("TierChange").where("upgrade").where("to", "!=", "SILVER"))
                        .award("benefit", "FREE_DELIVERY"),
                named("More benefits for diamond")
                        .when(fact("TierChange").where("upgrade").where("to", "==", "DIAMOND"))
                        .award("benefit", "PERSONAL_ADVISER")
                        .award("benefit", "LIMITED_EDITIONS"));
    }

    private static List<ReferenceRule> membershipCardLife() {
        return List.of(
                named("A voucher for a new card").when(fact("Enrollment")).award("voucher", "OPEN5"),
                action("REVIEW", 20, "5 per month"),
                action("SHARE", 50, "1 per day"),
                action("CHECK_IN", 2, "1 per day"),
                named("50 points and a voucher for who was referred")
                        .when(fact("Enrollment").where("referred"))
                        .award("points", 50)
                        .award("voucher", "FRIEND5"),
                named("50 points and a voucher for who refers")
                        .when(fact("Referral").where("stage", "==", "ENROLLED"))
                        .award("points", 50)
                        .award("voucher", "FRIEND5"),
                named("The ten best referrers try new products")
                        .when(fact("Ranking").where("board", "==", "REFERRALS").where("rank", "<=", 10))
                        .award("gift", "NEW_PRODUCT_TRIAL"),
                named("A voucher three days before the birthday")
                        .when(fact("Day").where("member.daysToBirthday", "==", 3))
                        .award("message", "BIRTHDAY_SOON")
                        .award("voucher", "BIRTHDAY30")
                        .limit("1 per year"),
                named("A pack on the anniversary")
                        .when(fact("Day").where("member.anniversary"))
                        .award("gift", "ANNIVERSARY_PACK"),
                named("Missed after 60 days")
                        .when(fact("Day").where("member.inactiveDays", "==", 60))
                        .award("voucher", "COMEBACK20")
                        .award("message", "WE_MISS_YOU"),
                named("Missed after 90 days")
                        .when(fact("Day").where("member.inactiveDays", "==", 90))
                        .award("voucher", "COMEBACK30")
                        .award("message", "WE_MISS_YOU"),
                named("Dormant after a year")
                        .when(fact("Day").where("member.inactiveDays", "==", 365))
                        .award("tag", "DORMANT")
                        .award("message", "CLEANUP_DUE"),
                named("No transfer of more than 1,000 points")
                        .when(fact("Transfer").where("points", ">", 1000))
                        .award("reject", "TRANSFER_LIMIT"));
    }

    private static ReferenceRule action(String kind, int points, String limit) {
        return named(points + " points for " + kind)
                .when(fact("Action").where("kind", "==", kind))
                .award("points", points)
                .limit(limit);
    }

    /** Rows L1 to L23. */
    public static ReferenceProgram lifecycle() {
        ObjectNode json = ReferencePrograms.json("""
                {"name": "lifecycle", "version": "1", "zone": "Asia/Shanghai", "currency": "CNY",
                 "tiers": ["REGULAR", "VIP", "PARTNER"],
                 "tierPolicy": {"validity": "P12M", "roundTo": "YEAR_END", "downgrade": "TO_QUALIFIED"},
                 "points": {"validity": "P24M", "roundTo": "MONTH_END", "multipliers": "BEST", "clawback": "CLAMP"},
                 "discounts": {"stacking": "BEST"},
                 "referral": {"maxPerMember": 12},
                 "partners": {"AIR": {"rate": 0.5, "min": 1000, "step": 100},
                              "HOTEL": {"rate": 2, "min": 100, "step": 100}},
                 "budgets": {"FESTIVAL": {"unit": "POINTS", "cap": 500000, "alertAt": 0.85}},
                 "vouchers": {
                   "WELCOME_A": {"kind": "AMOUNT_OFF", "value": 10, "validity": "P30D"},
                   "WELCOME_B": {"kind": "AMOUNT_OFF", "value": 30, "minSpend": 150, "validity": "P30D"},
                   "WAKE5": {"kind": "AMOUNT_OFF", "value": 5, "validity": "P7D"},
                   "ACTIVATE15": {"kind": "AMOUNT_OFF", "value": 15, "minSpend": 60, "validity": "P14D"},
                   "GROW15": {"kind": "AMOUNT_OFF", "value": 15, "minSpend": 100, "validity": "P30D"},
                   "CROSS20": {"kind": "AMOUNT_OFF", "value": 20, "minSpend": 200, "validity": "P30D"},
                   "STAY20": {"kind": "AMOUNT_OFF", "value": 20, "validity": "P30D"},
                   "NEXT10": {"kind": "AMOUNT_OFF", "value": 10, "minSpend": 80, "validity": "P14D"}}}
                """);
        List<ReferenceRule> rules = new ArrayList<>();
        rules.addAll(lifecyclePurchases());
        rules.addAll(lifecycleQualification());
        rules.addAll(lifecycleDays());
        return new ReferenceProgram(json, List.copyOf(rules));
    }

    private static List<ReferenceRule> lifecyclePurchases() {
        return List.of(
                named("Every yuan earns a point").when(fact("Purchase")).award("earn", 1),
                named("VIP members earn half as much again")
                        .when(fact("Purchase").where("tier", "==", "VIP"))
                        .award("multiply", "1.5"),
                named("Partners earn double")
                        .when(fact("Purchase").where("tier", "==", "PARTNER"))
                        .award("multiply", 2),
                named("Double points for who was at risk")
                        .when(fact("Purchase").where("member.tags", "contains", "AT_RISK"))
                        .award("untag", "AT_RISK")
                        .award("multiply", 2),
                named("The annual fee buys VIP")
                        .when(fact("LineItem").as("$l").where("sku", "==", "ANNUAL_FEE"))
                        .award("tier", "VIP")
                        .award("exclude", variable("$l")),
                festival("Double points in the June festival", LocalDate.of(2026, 6, 1), LocalDate.of(2026, 6, 18)),
                festival(
                        "Double points in the November festival",
                        LocalDate.of(2026, 11, 1),
                        LocalDate.of(2026, 11, 11)),
                named("12 percent off on the eighth for high value")
                        .when(fact("Purchase")
                                .where("dayOfMonth", "==", 8)
                                .where("member.tags", "contains", "HIGH_VALUE"))
                        .award("discount", 12),
                named("10 percent off on the eighth for all others")
                        .when(fact("Purchase")
                                .where("dayOfMonth", "==", 8)
                                .where("member.tags", "not contains", "HIGH_VALUE"))
                        .award("discount", 10),
                named("A set meal is free on the birthday")
                        .when(fact("LineItem").as("$l").where("member.birthday").where("category", "==", "SET_MEAL"))
                        .award("discount", variable("$l"), 100, 1)
                        .limit("1 per year"),
                named("50 points for the first purchase in the app")
                        .when(fact("Purchase").where("channel", "==", "APP"))
                        .award("points", 50)
                        .limit("1 per ever"),
                named("200 points for a friend's first purchase")
                        .when(fact("Referral").where("stage", "==", "FIRST_PURCHASE"))
                        .award("points", 200),
                named("50 points for the first purchase of who was referred")
                        .when(fact("Purchase").where("first").where("member.referred"))
                        .award("points", 50)
                        .limit("1 per ever"));
    }

    private static ReferenceRule festival(String name, LocalDate first, LocalDate last) {
        return named(name)
                .when(fact("Purchase"))
                .award("multiply", 2)
                .budget("FESTIVAL")
                .from(first)
                .until(last);
    }

    private static List<ReferenceRule> lifecycleQualification() {
        return List.of(
                named("High value comes")
                        .when(fact("Qualification").where("spend.lastDays(90)", ">=", 3000))
                        .award("tag", "HIGH_VALUE"),
                named("High value goes")
                        .when(fact("Qualification").where("spend.lastDays(90)", "<", 3000))
                        .award("untag", "HIGH_VALUE"),
                named("VIP for 8,000 this year")
                        .when(fact("Qualification").where("spend.thisYear", ">=", 8000))
                        .award("tier", "VIP"),
                named("A voucher for next time")
                        .when(fact("Qualification").where("purchase").where("payable", ">=", 100))
                        .award("voucher", "NEXT10")
                        .limit("2 per month"),
                named("100 points for four purchases in 30 days")
                        .when(fact("Qualification").where("purchase").where("purchases.lastDays(30)", ">=", 4))
                        .award("points", 100)
                        .limit("1 per month"),
                named("An upgrade of service for new VIP members")
                        .when(fact("TierChange").where("upgrade").where("to", "==", "VIP"))
                        .award("benefit", "SERVICE_UPGRADE"),
                named("2 points for checking in")
                        .when(fact("Action").where("kind", "==", "CHECK_IN"))
                        .award("points", 2)
                        .limit("1 per day"),
                named("80 points for what a member publishes")
                        .when(fact("Action").where("kind", "==", "CONTENT_PUBLISHED"))
                        .award("points", 80)
                        .limit("2 per month"));
    }

    private static List<ReferenceRule> lifecycleDays() {
        return List.of(
                named("Everybody is new").when(fact("Enrollment")).award("tag", "NEW"),
                named("Half of them get welcome A")
                        .when(fact("Enrollment").where("member.bucket(\"welcome\")", "<", 50))
                        .award("voucher", "WELCOME_A"),
                named("The other half get welcome B")
                        .when(fact("Enrollment").where("member.bucket(\"welcome\")", ">=", 50))
                        .award("voucher", "WELCOME_B"),
                named("Members by contract are partners")
                        .when(fact("Enrollment").where("member.tags", "contains", "CONTRACT"))
                        .award("tier", "PARTNER"),
                named("New for 30 days")
                        .when(fact("Day").where("member.daysEnrolled", "==", 30))
                        .award("untag", "NEW"),
                named("Awake after 3 days")
                        .when(fact("Day")
                                .where("member.daysEnrolled", "==", 3)
                                .where("member.purchases.lifetime", "==", 0))
                        .award("voucher", "WAKE5")
                        .award("message", "WAKE"),
                named("Active after 7 days")
                        .when(fact("Day")
                                .where("member.daysEnrolled", "==", 7)
                                .where("member.purchases.lifetime", "==", 0))
                        .award("voucher", "ACTIVATE15"),
                named("A second purchase within 30 days")
                        .when(fact("Day")
                                .where("member.purchases.lifetime", "==", 1)
                                .where("member.inactiveDays", "==", 30))
                        .award("voucher", "GROW15"),
                named("More after 90 days")
                        .when(fact("Day")
                                .where("member.daysEnrolled", "==", 90)
                                .where("member.purchases.lastDays(90)", ">=", 3))
                        .award("voucher", "CROSS20"),
                named("At risk after 60 days")
                        .when(fact("Day").where("member.inactiveDays", "==", 60))
                        .award("tag", "AT_RISK")
                        .award("voucher", "STAY20"));
    }
}
