package org.loyaltyrules.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.loyaltyrules.reference.ReferenceRule.fact;
import static org.loyaltyrules.reference.ReferenceRule.variable;
import static org.loyaltyrules.reference.ReferenceScene.EARN;
import static org.loyaltyrules.reference.ReferenceScene.award;
import static org.loyaltyrules.reference.ReferenceScene.fired;
import static org.loyaltyrules.reference.ReferenceScene.memberIn;
import static org.loyaltyrules.reference.ReferenceScene.payable;
import static org.loyaltyrules.reference.ReferenceScene.points;
import static org.loyaltyrules.reference.ReferenceScene.reason;
import static org.loyaltyrules.reference.ReferenceScene.suppressed;
import static org.loyaltyrules.reference.ReferenceScene.tier;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Sections 6.4 and 6.5, calculated by hand. */
class ReferencePurchaseTest {

    private static ReferenceRule off(String name, int percent) {
        return ReferenceRule.named(name).when(fact("Purchase")).award("discount", percent);
    }

    private static ReferenceRule times(String name, String factor) {
        return ReferenceRule.named(name).when(fact("Purchase")).award("multiply", factor);
    }

    /** A member who has the vouchers of the catalog, each once, with codes such as TEN-enroll-m1-1. */
    private static ReferenceScene holding(String vouchers, String... codes) {
        ReferenceRule issue = ReferenceRule.named("Issue").when(fact("Enrollment"));
        for (String code : codes) {
            issue.award("voucher", code);
        }
        return memberIn("vouchers:{" + vouchers + "}", issue, EARN);
    }

    @ParameterizedTest
    @CsvSource({"DOWN, 99.99, 99", "HALF_UP, 99.49, 99", "HALF_UP, 99.50, 100", "UP, 99.01, 100", "UP, 99.00, 99"})
    void givenARoundingWhenEarningThenTheTotalIsRoundedByIt(String rounding, String amount, long earned) {
        ReferenceScene scene = memberIn("points:{rounding:'" + rounding + "'}", EARN);

        assertThat(points(scene.purchase("p1", "2026-01-05", "amount:" + amount), "earned"))
                .isEqualTo(earned);
    }

    @Test
    void givenTwoHalvesWhenEarningThenTheyAreRoundedOnceTogether() {
        ReferenceScene scene = memberIn("", EARN);

        assertThat(points(scene.purchase("p1", "2026-01-05", "lines:[{amount:0.50},{amount:0.50}]"), "earned"))
                .isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"BEST, 80.00", "COMPOUND, 72.00"})
    void givenTwoDiscountsWhenStackedThenTheLargestOrWhatIsLeftOfBoth(String stacking, String payable) {
        ReferenceScene scene =
                memberIn("discounts:{stacking:'" + stacking + "'}", off("A tenth", 10), off("A fifth", 20));

        assertThat(payable(scene.purchase("p1", "2026-01-05", "amount:100"))).isEqualTo(payable);
    }

    @Test
    void givenADiscountThatTheBestBeatsWhenFiredThenItIsNeitherFiredNorSuppressed() {
        ReferenceScene scene = memberIn("", off("A tenth", 10), off("A fifth", 20));

        ObjectNode decision = scene.purchase("p1", "2026-01-05", "amount:100");

        assertThat(fired(decision)).containsExactly("A fifth");
        assertThat(suppressed(decision)).isEmpty();
    }

    @Test
    void givenLinesWhenDiscountedThenEachNetIsRoundedHalfUp() {
        ReferenceScene scene = memberIn("", off("Five percent", 5));

        // 0.95 x 0.10 = 0.095 -> 0.10, twice; 0.95 x 0.30 = 0.285 -> 0.29
        ObjectNode decision = scene.purchase("p1", "2026-01-05", "lines:[{amount:0.10},{amount:0.10},{amount:0.30}]");

        assertThat(payable(decision)).isEqualTo("0.49");
        assertThat(decision.get("discount").decimalValue()).isEqualByComparingTo("0.01");
    }

    @Test
    void givenAMaximumQuantityWhenDiscountedThenItHoldsOverThePurchaseInLineOrder() {
        ReferenceRule half = ReferenceRule.named("Half off three pieces")
                .when(fact("LineItem").as("$l").where("category", "==", "TEA"))
                .award("discount", variable("$l"), 50, 3);
        ReferenceScene scene = memberIn("", half);

        // 2 pieces at 10 -> 10; the third at 5, the fourth at 10; the coffee as it is
        ObjectNode decision = scene.purchase(
                "p1",
                "2026-01-05",
                "lines:[{category:'TEA',quantity:2,amount:20},{category:'COFFEE',amount:7},"
                        + "{category:'TEA',quantity:2,amount:20}]");

        assertThat(payable(decision)).isEqualTo("32.00");
    }

    @ParameterizedTest
    @CsvSource({"BEST, 14.00", "COMPOUND, 13.50"})
    void givenAMaximumQuantityAndAnotherDiscountWhenStackedThenTheBestPriceForEachPieceCounts(
            String stacking, String payable) {
        ReferenceRule one = ReferenceRule.named("Half off one piece")
                .when(fact("LineItem").as("$l"))
                .award("discount", variable("$l"), 50, 1);
        ReferenceScene scene = memberIn("discounts:{stacking:'" + stacking + "'}", one, off("A tenth", 10));

        // pieces of 10: BEST 5 + 9, COMPOUND 4.50 + 9
        assertThat(payable(scene.purchase("p1", "2026-01-05", "lines:[{quantity:2,amount:20}]")))
                .isEqualTo(payable);
    }

    @Test
    void givenAnExcludedLineWhenBoughtThenItEarnsNothingAndGetsNoPercentageDiscount() {
        ReferenceRule exclude = ReferenceRule.named("Gift cards are excluded")
                .when(fact("LineItem").as("$l").where("category", "==", "CARD"))
                .award("exclude", variable("$l"));
        ReferenceScene scene = memberIn("", EARN, off("A tenth", 10), exclude);

        ObjectNode decision = scene.purchase("p1", "2026-01-05", "lines:[{category:'CARD',amount:50},{amount:100}]");

        assertThat(payable(decision)).isEqualTo("140.00");
        assertThat(points(decision, "earned")).isEqualTo(90);
    }

    @Test
    void givenAnExclusiveGroupWhenDiscountedThenOnlyItsBestCompounds() {
        ReferenceScene scene = memberIn(
                "discounts:{stacking:'COMPOUND'}",
                off("Season, a tenth", 10).exclusive("season"),
                off("Season, a fifth", 20).exclusive("season"),
                off("Always, a half", 50));

        ObjectNode decision = scene.purchase("p1", "2026-01-05", "amount:100");

        assertThat(payable(decision)).isEqualTo("40.00");
        assertThat(suppressed(decision)).containsExactly("Season, a tenth: EXCLUSIVE");
    }

    @Test
    void givenAVoucherOverThreeEqualLinesWhenSharedThenTheEarlierLineBearsTheOddCent() {
        ReferenceScene scene = holding("TEN:{kind:'AMOUNT_OFF',value:10}", "TEN");
        scene.purchase("p1", "2026-01-05", "lines:[{amount:10},{amount:10},{amount:10}],vouchers:['TEN-enroll-m1-1']");

        assertThat(payable(scene.returnOf("p1", "r1", "2026-01-06", "lines:[{line:1,quantity:1}]")))
                .isEqualTo("-6.66");
        assertThat(payable(scene.returnOf("p1", "r2", "2026-01-06", "lines:[{line:2,quantity:1}]")))
                .isEqualTo("-6.67");
    }

    @Test
    void givenUnequalLinesWhenSharedThenTheLargestRemainderGetsTheCent() {
        ReferenceScene scene = holding("ONE:{kind:'AMOUNT_OFF',value:1}", "ONE");
        // 1 x 1/7 = 0.142857, 1 x 6/7 = 0.857142: 0.14 + 0.85, and the cent to the remainder 0.007142
        scene.purchase("p1", "2026-01-05", "lines:[{amount:1},{amount:6}],vouchers:['ONE-enroll-m1-1']");

        assertThat(payable(scene.returnOf("p1", "r1", "2026-01-06", "lines:[{line:1,quantity:1}]")))
                .isEqualTo("-0.86");
    }

    @ParameterizedTest
    @CsvSource({"AMOUNT, PERCENT, 81.00", "PERCENT, AMOUNT, 80.00"})
    void givenTwoVouchersWhenUsedThenTheyApplyInTheOrderGiven(String first, String second, String payable) {
        ReferenceScene scene = holding(
                "AMOUNT:{kind:'AMOUNT_OFF',value:10,stackable:true},PERCENT:{kind:'PERCENT_OFF',value:10}",
                "AMOUNT",
                "PERCENT");

        ObjectNode decision = scene.purchase(
                "p1", "2026-01-05", "amount:100,vouchers:['" + first + "-enroll-m1-1','" + second + "-enroll-m1-1']");

        assertThat(payable(decision)).isEqualTo(payable);
    }

    @Test
    void givenAVoucherOfMoreThanTheLinesWhenUsedThenItTakesWhatTheyHave() {
        ReferenceScene scene = holding("TEN:{kind:'AMOUNT_OFF',value:10}", "TEN");

        ObjectNode decision = scene.purchase("p1", "2026-01-05", "amount:7,vouchers:['TEN-enroll-m1-1']");

        assertThat(payable(decision)).isEqualTo("0.00");
        assertThat(decision.get("voucherDiscount").decimalValue()).isEqualByComparingTo("7");
    }

    @Test
    void givenCategoriesWhenUsedThenOnlyEligibleLinesCountForMinimumAndDiscount() {
        ReferenceScene scene = holding(
                "FOOD:{kind:'PERCENT_OFF',value:50,onlyCategories:['FOOD']},"
                        + "REST:{kind:'AMOUNT_OFF',value:10,minSpend:30,excludedCategories:['FOOD']}",
                "FOOD",
                "REST");
        String lines = "lines:[{category:'FOOD',amount:20},{category:'TEA',amount:29.99}]";

        assertThat(payable(scene.purchase("p1", "2026-01-05", lines + ",vouchers:['FOOD-enroll-m1-1']")))
                .isEqualTo("39.99");
        assertThat(reason(scene.purchase("p2", "2026-01-05", lines + ",vouchers:['REST-enroll-m1-1']")))
                .isEqualTo("VOUCHER_MIN_SPEND");
        assertThat(payable(scene.purchase("p3", "2026-01-05", "amount:30,vouchers:['REST-enroll-m1-1']")))
                .isEqualTo("20.00");
        assertThat(reason(scene.purchase(
                        "p4", "2026-01-05", "lines:[{category:'TEA',amount:9}],vouchers:['FOOD-enroll-m1-1']")))
                .isEqualTo("VOUCHER_USED");
    }

    @Test
    void givenNoEligibleLineWhenUsedThenNotApplicable() {
        ReferenceScene scene = holding("FOOD:{kind:'PERCENT_OFF',value:50,onlyCategories:['FOOD']}", "FOOD");

        assertThat(reason(scene.purchase("p1", "2026-01-05", "amount:9,vouchers:['FOOD-enroll-m1-1']")))
                .isEqualTo("VOUCHER_NOT_APPLICABLE");
    }

    @Test
    void givenVouchersWhenUsedWronglyThenEachReasonIsTold() {
        ReferenceScene scene = holding(
                "TEN:{kind:'AMOUNT_OFF',value:10,validity:'P30D'},MORE:{kind:'AMOUNT_OFF',value:1,stackable:true}",
                "TEN",
                "TEN",
                "MORE");
        scene.enroll("m2", "2026-01-01", "");
        String ten = "TEN-enroll-m1-1";

        assertThat(reason(scene.purchaseBy("m2", "p1", "2026-01-05", "amount:50,vouchers:['" + ten + "']")))
                .isEqualTo("UNKNOWN_VOUCHER");
        assertThat(reason(scene.purchase("p1", "2026-01-05", "amount:50,vouchers:['" + ten + "','" + ten + "']")))
                .isEqualTo("VOUCHER_USED");
        assertThat(reason(scene.purchase("p1", "2026-01-05", "amount:50,vouchers:['" + ten + "','TEN-enroll-m1-2']")))
                .isEqualTo("VOUCHER_NOT_STACKABLE");
        assertThat(reason(scene.purchase("p1", "2026-02-01", "amount:50,vouchers:['" + ten + "']")))
                .isEqualTo("VOUCHER_EXPIRED");
        assertThat(payable(scene.purchase("p1", "2026-01-31", "amount:50,vouchers:['" + ten + "','MORE-enroll-m1-1']")))
                .isEqualTo("39.00");
        assertThat(reason(scene.purchase("p2", "2026-02-01", "amount:50,vouchers:['" + ten + "']")))
                .isEqualTo("VOUCHER_USED");
    }

    @Test
    void givenAGiftVoucherWhenUsedThenItTakesNothingOffAndIsUsed() {
        ReferenceScene scene = holding("CAKE:{kind:'GIFT'}", "CAKE");

        assertThat(payable(scene.purchase("p1", "2026-01-05", "amount:9,vouchers:['CAKE-enroll-m1-1']")))
                .isEqualTo("9.00");
        assertThat(reason(scene.purchase("p2", "2026-01-05", "amount:9,vouchers:['CAKE-enroll-m1-1']")))
                .isEqualTo("VOUCHER_USED");
    }

    @ParameterizedTest
    @CsvSource({"999, 23.34", "500, 28.33"})
    void givenPointsWithinTheShareWhenPayingThenTheirWorthIsTakenOff(long points, String payable) {
        // 0.3 x 33.33 = 9.999 -> at most 9.99
        ReferenceScene scene = memberIn("points:{payWith:{pointsPerUnit:100,step:1,maxShare:0.3}}", EARN);
        scene.adjust("a1", "2026-01-02", 2000);

        ObjectNode decision = scene.purchase("p1", "2026-01-05", "amount:33.33,pointsToSpend:" + points);

        assertThat(payable(decision)).isEqualTo(payable);
        assertThat(points(decision, "spent")).isEqualTo(points);
        assertThat(reason(scene.purchase("p2", "2026-01-05", "amount:33.33,pointsToSpend:1000")))
                .isEqualTo("OVER_MAX_SHARE");
    }

    @Test
    void givenNoPayWithWhenPayingWithPointsThenOverMaxShare() {
        assertThat(reason(memberIn("").purchase("p1", "2026-01-05", "amount:1,pointsToSpend:1")))
                .isEqualTo("OVER_MAX_SHARE");
    }

    @Test
    void givenPointsThatAreNoWholeCentsWhenPayingThenTheirWorthIsRoundedDown() {
        ReferenceScene scene = memberIn("points:{payWith:{pointsPerUnit:3,step:1,maxShare:1}}");
        scene.adjust("a1", "2026-01-02", 200);

        // 100 / 3 = 33.333
        assertThat(payable(scene.purchase("p1", "2026-01-05", "amount:50,pointsToSpend:100")))
                .isEqualTo("16.67");
    }

    @ParameterizedTest
    @CsvSource({"ADD, 250", "BEST, 200", "MULTIPLY, 300"})
    void givenTwoMultipliersWhenEarningThenTheFactorFollowsThePolicy(String multipliers, long earned) {
        ReferenceScene scene = memberIn(
                "points:{multipliers:'" + multipliers + "'}", EARN, times("Half as much", "1.5"), times("Double", "2"));

        assertThat(points(scene.purchase("p1", "2026-01-05", "amount:100"), "earned"))
                .isEqualTo(earned);
    }

    @Test
    void givenMultipliersBelowOneWhenAddedThenTheFactorIsNeverBelowZero() {
        ReferenceScene scene = memberIn("", EARN, times("A third", "0.3"), times("Less", "0.4"));

        // 1 - 0.7 - 0.6 = -0.3
        assertThat(points(scene.purchase("p1", "2026-01-05", "amount:100"), "earned"))
                .isZero();
    }

    @Test
    void givenAnExclusiveGroupOfMultipliersWhenEarningThenTheBestCountsLineByLine() {
        ReferenceRule tea = ReferenceRule.named("Tea counts three times")
                .when(fact("LineItem").as("$l").where("category", "==", "TEA"))
                .award("multiply", variable("$l"), 3)
                .exclusive("season");
        ReferenceScene scene = memberIn("", EARN, tea, times("Double", "2").exclusive("season"));

        ObjectNode decision = scene.purchase("p1", "2026-01-05", "lines:[{category:'TEA',amount:10},{amount:10}]");

        assertThat(points(decision, "earned")).isEqualTo(50);
        assertThat(suppressed(decision)).isEmpty();
    }

    @Test
    void givenEqualMultipliersWhenOnlyTheBestCountsThenTheOneWithoutBudgetAndLimitDoes() {
        ReferenceRule budgeted = times("A, from a budget", "2").budget("B");
        ReferenceRule limited = times("B, once", "2").limit("1 per ever");
        ReferenceRule plain = times("C, always", "2");
        ReferenceScene scene = memberIn(
                "points:{multipliers:'BEST'},budgets:{B:{unit:'POINTS',cap:1000}}", EARN, budgeted, limited, plain);

        ObjectNode decision = scene.purchase("p1", "2026-01-05", "amount:10");

        assertThat(fired(decision)).containsExactly("C, always", EARN.name());
        assertThat(award(decision, "C, always").get("points").decimalValue()).isEqualByComparingTo("10");
    }

    @Test
    void givenFlatPointsWhenEarningThenTheyJoinTheLotAfterRounding() {
        ReferenceRule bonus =
                ReferenceRule.named("Bonus").when(fact("Purchase")).award("points", 5);
        ReferenceRule second = ReferenceRule.named("Over nine")
                .when(fact("Qualification").where("payable", ">=", 9))
                .award("points", 3);
        ReferenceScene scene = memberIn("", EARN, bonus, second);

        assertThat(points(scene.purchase("p1", "2026-01-05", "amount:9.99"), "earned"))
                .isEqualTo(17);
        assertThat(scene.engine.entries()).hasSize(1);
    }

    @Test
    void givenAnUpgradeWhenEarningThenTheMultiplierFollowsTheTierBefore() {
        ReferenceRule silver = ReferenceRule.named("Silver from a hundred")
                .when(fact("Qualification").where("spend.lifetime", ">=", 100))
                .award("tier", "SILVER");
        ReferenceRule twice = ReferenceRule.named("Silver earns twice")
                .when(fact("Purchase").where("tier", "==", "SILVER"))
                .award("multiply", 2);
        ReferenceScene scene = memberIn("", EARN, silver, twice);

        ObjectNode first = scene.purchase("p1", "2026-01-05", "amount:100");
        ObjectNode second = scene.purchase("p2", "2026-01-05", "amount:100");

        assertThat(tier(first)).isEqualTo("BASIC > SILVER until null");
        assertThat(points(first, "earned")).isEqualTo(100);
        assertThat(points(second, "earned")).isEqualTo(200);
    }

    @Test
    void givenAQualificationWhenFiredThenItSeesTheStandingAfter() {
        ReferenceRule sees = ReferenceRule.named("Sees the purchase")
                .when(fact("Qualification")
                        .where("points", "==", 100)
                        .where("member.points", "==", 100)
                        .where("spend.today", "==", 100)
                        .where("purchases.lifetime", "==", 1)
                        .where("member.inactiveDays", "==", 0)
                        .where("first")
                        .where("purchase")
                        .where("crossed(\"spend.lifetime\", 100)")
                        .where("crossed(\"purchases.thisQuarter\", 1)")
                        .where("missing(\"spend.thisYear\", 130)", "==", 30))
                .award("points", 1);
        ReferenceRule before = ReferenceRule.named("Sees the time before")
                .when(fact("Purchase")
                        .where("member.points", "==", 0)
                        .where("member.purchases.lifetime", "==", 0)
                        .where("first"))
                .award("points", 10);
        ReferenceScene scene = memberIn("", EARN, sees);
        ReferenceScene other = memberIn("", before);

        assertThat(points(scene.purchase("p1", "2026-01-05", "amount:100"), "earned"))
                .isEqualTo(101);
        assertThat(points(other.purchase("p1", "2026-01-05", "amount:100"), "earned"))
                .isEqualTo(10);
    }

    @Test
    void givenSeveralLotsWhenSpendingThenEarliestLastDayFirstAndUnlimitedLast() {
        ReferenceScene scene = memberIn(
                "points:{validity:'P1M',roundTo:'MONTH_END',payWith:{pointsPerUnit:1,step:1,maxShare:1}}", EARN);
        scene.purchase("p1", "2026-01-20", "amount:10");
        scene.purchase("p2", "2026-01-10", "amount:20");
        scene.purchase("p3", "2026-02-10", "amount:30");

        ObjectNode decision = scene.purchase("p4", "2026-02-11", "amount:25,pointsToSpend:25");

        assertThat(points(decision, "spent")).isEqualTo(25);
        // p1 and p2 end on 28 February; p2 was earned earlier
        assertThat(scene.engine.entries().stream()
                        .filter(entry -> entry.get("kind").asText().equals("SPEND"))
                        .map(entry -> entry.get("lot").asLong() + ": "
                                + entry.get("points").asLong()))
                .containsExactly("2: -20", "1: -5");
        assertThat(points(scene.action("a1", "2026-03-01", "REVIEW"), "expired"))
                .isEqualTo(5);
    }

    @Test
    void givenADecimalTextWhenMultiplyingThenItMeansExactlyThat() {
        ReferenceScene scene = memberIn("", EARN, times("A tenth more", "1.1"));

        ObjectNode decision = scene.purchase("p1", "2026-01-05", "amount:70");

        assertThat(points(decision, "earned")).isEqualTo(77);
        assertThat(award(decision, "A tenth more").get("points").decimalValue())
                .isEqualByComparingTo(new BigDecimal("7"));
    }
}
