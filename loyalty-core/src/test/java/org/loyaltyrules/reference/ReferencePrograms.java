package org.loyaltyrules.reference;

import static org.loyaltyrules.reference.ReferenceRule.expression;
import static org.loyaltyrules.reference.ReferenceRule.fact;
import static org.loyaltyrules.reference.ReferenceRule.named;
import static org.loyaltyrules.reference.ReferenceRule.property;
import static org.loyaltyrules.reference.ReferenceRule.variable;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The bundled programs {@code starter} and {@code mobile-commerce} as reference rules; see {@link
 * MoreReferencePrograms}.
 */
public final class ReferencePrograms {

    private ReferencePrograms() {}

    /** All four bundled programs. */
    public static List<ReferenceProgram> all() {
        return List.of(
                starter(), mobileCommerce(), MoreReferencePrograms.membershipCard(), MoreReferencePrograms.lifecycle());
    }

    /** Rows S1 to S9. */
    public static ReferenceProgram starter() {
        ObjectNode json = json("""
                {"name": "starter", "version": "1", "zone": "Asia/Shanghai", "currency": "CNY",
                 "tiers": ["ORDINARY", "PREMIUM", "SUPREME"],
                 "tierPolicy": {"validity": "P12M", "roundTo": "MONTH_END", "downgrade": "ONE_LEVEL"},
                 "points": {"validity": "P24M", "roundTo": "YEAR_END", "multipliers": "BEST",
                            "payWith": {"pointsPerUnit": 100, "step": 100, "maxShare": 0.5}},
                 "vouchers": {
                   "WELCOME10": {"kind": "AMOUNT_OFF", "value": 10, "validity": "P30D"},
                   "BIRTHDAY20": {"kind": "AMOUNT_OFF", "value": 20, "validity": "P30D"},
                   "CASH10": {"kind": "AMOUNT_OFF", "value": 10, "validity": "P60D"}},
                 "rewards": {
                   "MUG": {"points": 800, "gives": {"gift": "MUG"}},
                   "CASH10": {"points": 1000, "gives": {"voucher": "CASH10"}}}}
                """);
        List<ReferenceRule> rules = List.of(
                named("Every yuan earns a point").when(fact("Purchase")).award("earn", 1),
                named("Premium members earn half as much again")
                        .when(fact("Purchase").where("tier", "==", "PREMIUM"))
                        .award("multiply", "1.5"),
                named("Supreme members earn double")
                        .when(fact("Purchase").where("tier", "==", "SUPREME"))
                        .award("multiply", 2),
                named("Premium members get 2 percent off")
                        .when(fact("Purchase").where("tier", "==", "PREMIUM"))
                        .award("discount", 2),
                named("Supreme members get 5 percent off")
                        .when(fact("Purchase").where("tier", "==", "SUPREME"))
                        .award("discount", 5),
                named("Premium for 2,000 in twelve months")
                        .when(fact("Qualification").where("spend.lastMonths(12)", ">=", 2000))
                        .award("tier", "PREMIUM"),
                named("Premium for 12 purchases in twelve months")
                        .when(fact("Qualification").where("purchases.lastMonths(12)", ">=", 12))
                        .award("tier", "PREMIUM"),
                named("Supreme for 10,000 in twelve months")
                        .when(fact("Qualification").where("spend.lastMonths(12)", ">=", 10000))
                        .award("tier", "SUPREME"),
                named("A welcome of 100 points and a voucher")
                        .when(fact("Enrollment"))
                        .award("points", 100)
                        .award("voucher", "WELCOME10"),
                named("50 points more for who comes through a partner")
                        .when(fact("Enrollment").where("channel", "==", "PARTNER"))
                        .award("points", 50),
                named("A voucher on the birthday")
                        .when(fact("Day").where("member.birthday"))
                        .award("voucher", "BIRTHDAY20")
                        .limit("1 per year"),
                named("Benefits for new premium members")
                        .when(fact("TierChange").where("upgrade").where("to", "==", "PREMIUM"))
                        .award("benefit", "PRIORITY_BOOKING")
                        .award("benefit", "EVENT_INVITATION"),
                named("Benefits for new supreme members")
                        .when(fact("TierChange").where("upgrade").where("to", "==", "SUPREME"))
                        .award("benefit", "PRIORITY_BOOKING")
                        .award("benefit", "EVENT_INVITATION")
                        .award("benefit", "PERSONAL_SERVICE"),
                named("20 points for an event attended")
                        .when(fact("Action").where("kind", "==", "EVENT_ATTENDED"))
                        .award("points", 20)
                        .limit("4 per month"));
        return new ReferenceProgram(json, rules);
    }

    /** Rows M1 to M23. */
    public static ReferenceProgram mobileCommerce() {
        ObjectNode json = json("""
                {"name": "mobile-commerce", "version": "1", "zone": "Asia/Shanghai", "currency": "CNY",
                 "tiers": ["BASIC", "SILVER", "GOLD", "DIAMOND"],
                 "points": {"validity": "P12M", "roundTo": "MONTH_END", "multipliers": "ADD",
                            "payWith": {"pointsPerUnit": 100, "step": 100, "maxShare": 1}},
                 "discounts": {"stacking": "COMPOUND"},
                 "vouchers": {
                   "WELCOME10": {"kind": "AMOUNT_OFF", "value": 10, "validity": "P30D"},
                   "FIRST10": {"kind": "AMOUNT_OFF", "value": 10, "validity": "P30D", "stackable": true},
                   "MEMBER_DAY200": {"kind": "AMOUNT_OFF", "value": 200, "minSpend": 1000, "validity": "P0D"},
                   "BIRTHDAY50": {"kind": "AMOUNT_OFF", "value": 50, "validity": "P30D"},
                   "MONTHLY10": {"kind": "AMOUNT_OFF", "value": 10, "minSpend": 50, "validity": "P30D"},
                   "FRIEND20": {"kind": "AMOUNT_OFF", "value": 20, "validity": "P30D"},
                   "FRIENDS50": {"kind": "AMOUNT_OFF", "value": 50, "validity": "P60D"},
                   "CASH10": {"kind": "AMOUNT_OFF", "value": 10, "validity": "P30D"},
                   "CASH50": {"kind": "AMOUNT_OFF", "value": 50, "minSpend": 300, "validity": "P30D"},
                   "GOLD_FEE100": {"kind": "AMOUNT_OFF", "value": 100, "validity": "P90D",
                                   "onlyCategories": ["MEMBERSHIP"]}},
                 "rewards": {
                   "CASH10": {"points": 500, "gives": {"voucher": "CASH10"}},
                   "CASH50": {"points": 1000, "gives": {"voucher": "CASH50"}},
                   "TOTE_BAG": {"points": 2000, "gives": {"gift": "TOTE_BAG"}},
                   "GOLD_FEE100": {"points": 10000, "gives": {"voucher": "GOLD_FEE100"}}},
                 "budgets": {
                   "STORE_GIFTS": {"unit": "USES", "cap": 1000},
                   "MEMBER_DAY": {"unit": "USES", "cap": 10000, "alertAt": 0.8}}}
                """);
        List<ReferenceRule> rules = new ArrayList<>();
        rules.add(named("Every yuan earns a point").when(fact("Purchase")).award("earn", 1));
        rules.add(lifetimeTier("Silver", 500));
        rules.add(lifetimeTier("Gold", 2000));
        rules.add(lifetimeTier("Diamond", 5000));
        rules.add(named("200 points for a purchase of 1,000 or more")
                .when(fact("Qualification").where("purchase").where("payable", ">=", 1000))
                .award("points", 200));
        rules.add(milestone(10000, 5000));
        rules.add(milestone(20000, 10000));
        rules.add(milestone(30000, 20000));
        rules.addAll(mobileCommerceEnrollment());
        rules.addAll(mobileCommercePurchases());
        rules.addAll(mobileCommerceDays());
        return new ReferenceProgram(json, List.copyOf(rules));
    }

    private static ReferenceRule lifetimeTier(String tier, int spend) {
        return named(tier + " for a lifetime spend of " + spend)
                .when(fact("Qualification").where("spend.lifetime", ">=", spend))
                .award("tier", tier.toUpperCase(Locale.ROOT));
    }

    private static ReferenceRule milestone(int spend, int points) {
        return named("A milestone of " + spend)
                .when(fact("Qualification").where("crossed(\"spend.lifetime\", " + spend + ")"))
                .award("points", points)
                .limit("1 per ever");
    }

    private static List<ReferenceRule> mobileCommerceEnrollment() {
        return List.of(
                named("A welcome voucher").when(fact("Enrollment")).award("voucher", "WELCOME10"),
                named("A tote bag for who enrolls in a store")
                        .when(fact("Enrollment").where("channel", "==", "STORE_QR"))
                        .award("gift", "TOTE_BAG")
                        .budget("STORE_GIFTS"),
                named("A voucher for who was referred")
                        .when(fact("Enrollment").where("referred"))
                        .award("voucher", "FRIEND20"),
                named("A voucher for every friend who enrolls")
                        .when(fact("Referral").where("stage", "==", "ENROLLED"))
                        .award("voucher", "FRIEND20"),
                named("A larger voucher for every third friend")
                        .when(fact("Referral").where("stage", "==", "ENROLLED").where("count % 3", "==", 0))
                        .award("voucher", "FRIENDS50"),
                named("Free shipping from gold on")
                        .when(fact("TierChange").where("upgrade").where("to", "!=", "SILVER"))
                        .award("benefit", "FREE_SHIPPING"),
                named("More benefits for diamond members")
                        .when(fact("TierChange").where("upgrade").where("to", "==", "DIAMOND"))
                        .award("benefit", "PERSONAL_SUPPORT")
                        .award("benefit", "EARLY_ACCESS"));
    }

    private static List<ReferenceRule> mobileCommercePurchases() {
        return List.of(
                named("30 percent off the first purchase")
                        .when(fact("Purchase").where("first"))
                        .award("discount", 30)
                        .exclusive("season"),
                named("A voucher after the first purchase of 30 or more")
                        .when(fact("Qualification")
                                .where("purchase")
                                .where("first")
                                .where("payable", ">=", 30))
                        .award("voucher", "FIRST10"),
                named("5 percent off in the birthday month")
                        .when(birthdayLine())
                        .award("discount", variable("$l"), 5)
                        .exclusive("season"),
                named("A further 5 percent off in the birthday month from silver on")
                        .when(birthdayLine().where("atLeast(\"SILVER\")"))
                        .award("discount", variable("$l"), 5),
                named("5 percent off on the fifteenth")
                        .when(fact("Purchase").where("dayOfMonth", "==", 15))
                        .award("discount", 5)
                        .exclusive("season"),
                named("10 percent off three flash pieces on Friday evening")
                        .when(fact("LineItem")
                                .as("$l")
                                .where("dayOfWeek", "==", "FRIDAY")
                                .where("hour", "==", 20)
                                .where("tags", "contains", "FLASH"))
                        .award("discount", variable("$l"), 10, 3),
                named("Nobody below gold buys before the sale begins")
                        .when(fact("LineItem")
                                .where("atLeast(\"GOLD\")", "==", false)
                                .where("availableFrom", ">", property("date")))
                        .award("reject", "NOT_YET_ON_SALE"),
                named("From gold on three days before the sale begins")
                        .when(fact("LineItem")
                                .where("atLeast(\"GOLD\")")
                                .where("availableFrom", ">", property("date.plusDays(3)")))
                        .award("reject", "NOT_YET_ON_SALE"),
                named("The gold upgrade buys gold")
                        .when(fact("LineItem").as("$l").where("sku", "==", "GOLD_UPGRADE"))
                        .award("tier", "GOLD")
                        .award("exclude", variable("$l")),
                named("Told what is missing to silver")
                        .when(fact("Qualification")
                                .as("$q")
                                .where("tier", "==", "BASIC")
                                .where("spend.lifetime", ">=", 400)
                                .where("spend.lifetime", "<", 500))
                        .award("message", "NEARLY_SILVER", expression("$q", "missing(\"spend.lifetime\", 500)")));
    }

    private static ReferenceRule.Pattern birthdayLine() {
        return fact("LineItem")
                .as("$l")
                .where("member.birthdayMonth")
                .where("category", "!=", "FRESH")
                .where("tags", "not contains", "SPECIAL");
    }

    private static List<ReferenceRule> mobileCommerceDays() {
        return List.of(
                named("A large voucher on member day from gold on")
                        .when(fact("Day").where("dayOfMonth", "==", 15).where("atLeast(\"GOLD\")"))
                        .award("voucher", "MEMBER_DAY200")
                        .budget("MEMBER_DAY"),
                named("A voucher and a gift on the birthday")
                        .when(fact("Day").where("member.birthday"))
                        .award("voucher", "BIRTHDAY50")
                        .award("gift", "BIRTHDAY_GIFT")
                        .limit("1 per year"),
                named("A gift of their own for gold members in the birthday month")
                        .when(fact("Day")
                                .where("firstOfMonth")
                                .where("member.birthdayMonth")
                                .where("atLeast(\"GOLD\")"))
                        .award("gift", "CUSTOM_GIFT")
                        .limit("1 per year"),
                named("A voucher every month from silver on")
                        .when(fact("Day").where("firstOfMonth").where("atLeast(\"SILVER\")"))
                        .award("voucher", "MONTHLY10"),
                named("A travel pack for diamond members")
                        .when(fact("Day").where("tier", "==", "DIAMOND"))
                        .award("gift", "TRAVEL_PACK")
                        .limit("1 per year"));
    }

    static ObjectNode json(String text) {
        try {
            return (ObjectNode) JsonMapper.builder()
                    .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                    .build()
                    .readTree(text);
        } catch (JsonProcessingException notJson) {
            throw new UncheckedIOException(notJson);
        }
    }
}
