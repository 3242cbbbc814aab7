package org.loyaltyrules.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.loyaltyrules.reference.ReferenceRule.fact;
import static org.loyaltyrules.reference.ReferenceScene.EARN;
import static org.loyaltyrules.reference.ReferenceScene.event;
import static org.loyaltyrules.reference.ReferenceScene.memberIn;
import static org.loyaltyrules.reference.ReferenceScene.payable;
import static org.loyaltyrules.reference.ReferenceScene.points;
import static org.loyaltyrules.reference.ReferenceScene.reason;
import static org.loyaltyrules.reference.ReferenceScene.suppressed;
import static org.loyaltyrules.reference.ReferenceScene.texts;
import static org.loyaltyrules.reference.ReferenceScene.tier;
import static org.loyaltyrules.reference.ReferenceScene.vouchers;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Section 6.7, calculated by hand. */
class ReferenceReturnTest {

    private static final String ONE_PIECE = "lines:[{line:1,quantity:1}]";
    private static final String PAY = "payWith:{pointsPerUnit:100,step:1,maxShare:1}";

    private static final ReferenceRule SILVER = tierFrom("SILVER", 500);
    private static final ReferenceRule GOLD = tierFrom("GOLD", 1000);

    private static ReferenceRule tierFrom(String tier, int spend) {
        return ReferenceRule.named(tier + " from " + spend)
                .when(fact("Qualification").where("spend.lifetime", ">=", spend))
                .award("tier", tier);
    }

    private static ReferenceRule feeBuys(String tier) {
        return ReferenceRule.named("The fee buys " + tier)
                .when(fact("LineItem").where("sku", "==", "FEE"))
                .award("tier", tier);
    }

    @Test
    void givenThreePiecesWhenReturnedOneByOneThenTheLastTakesTheRest() {
        ReferenceScene scene = memberIn("", EARN);
        scene.purchase("p1", "2026-01-05", "lines:[{quantity:3,amount:10}]");

        // 3.333 -> 3.33, 6.667 -> 6.67, 10
        assertThat(payable(scene.returnOf("p1", "r1", "2026-01-06", ONE_PIECE))).isEqualTo("-3.33");
        assertThat(payable(scene.returnOf("p1", "r2", "2026-01-06", ONE_PIECE))).isEqualTo("-3.34");
        assertThat(payable(scene.returnOf("p1", "r3", "2026-01-06", ONE_PIECE))).isEqualTo("-3.33");
        assertThat(reason(scene.returnOf("p1", "r4", "2026-01-06", ""))).isEqualTo("NOTHING_TO_RETURN");
    }

    @Test
    void givenAReturnThatCannotBeWhenDecidedThenItIsRefused() {
        ReferenceScene scene = memberIn("", EARN);
        scene.enroll("m2", "2026-01-01", "");
        scene.purchase("p1", "2026-01-05", "lines:[{quantity:2,amount:10}]");

        assertThat(reason(scene.returnOf("p9", "r1", "2026-01-06", ""))).isEqualTo("UNKNOWN_PURCHASE");
        assertThat(reason(scene.play(event("return", "r1", "m2", "2026-01-06", "purchase:'p1'"))))
                .isEqualTo("UNKNOWN_PURCHASE");
        assertThat(reason(scene.returnOf("p1", "r1", "2026-01-06", "lines:[{line:2,quantity:1}]")))
                .isEqualTo("NOTHING_TO_RETURN");
        assertThat(reason(scene.returnOf("p1", "r1", "2026-01-06", "lines:[{line:1,quantity:3}]")))
                .isEqualTo("NOTHING_TO_RETURN");
        assertThat(reason(scene.returnOf("p1", "r1", "2026-01-06", "lines:[{line:1,quantity:1},{line:1,quantity:2}]")))
                .isEqualTo("NOTHING_TO_RETURN");
    }

    @Test
    void givenAReturnedPartWhenClawedBackThenWhatShouldStayIsRoundedDown() {
        ReferenceScene scene = memberIn("points:{rounding:'UP'}", EARN);
        scene.purchase("p1", "2026-01-05", "lines:[{quantity:3,amount:10}]");

        // floor(10 x 6.67 / 10) = 6 stay, floor(10 x 3.33 / 10) = 3 stay, none stays
        assertThat(points(scene.returnOf("p1", "r1", "2026-01-06", ONE_PIECE), "clawedBack"))
                .isEqualTo(4);
        assertThat(points(scene.returnOf("p1", "r2", "2026-01-06", ONE_PIECE), "clawedBack"))
                .isEqualTo(3);
        assertThat(points(scene.returnOf("p1", "r3", "2026-01-06", ONE_PIECE), "clawedBack"))
                .isEqualTo(3);
    }

    @Test
    void givenPointsThatPaidWhenReturnedInPartsThenTheyComeBackInProportion() {
        ReferenceScene scene = memberIn("points:{" + PAY + "}");
        scene.adjust("a1", "2026-01-02", 100);
        scene.purchase("p1", "2026-01-05", "lines:[{quantity:3,amount:11}],pointsToSpend:100");

        // payable 10: floor(100 x 3.33 / 10) = 33, floor(100 x 6.67 / 10) = 66, all
        assertThat(points(scene.returnOf("p1", "r1", "2026-01-06", ONE_PIECE), "restored"))
                .isEqualTo(33);
        assertThat(points(scene.returnOf("p1", "r2", "2026-01-06", ONE_PIECE), "restored"))
                .isEqualTo(33);
        assertThat(points(scene.returnOf("p1", "r3", "2026-01-06", ONE_PIECE), "restored"))
                .isEqualTo(34);
    }

    @Test
    void givenAPurchasePaidWithPointsAloneWhenReturnedThenPiecesCount() {
        ReferenceRule bonus =
                ReferenceRule.named("Bonus").when(fact("Purchase")).award("points", 10);
        ReferenceScene scene = memberIn("points:{" + PAY + "}", bonus);
        scene.adjust("a1", "2026-01-02", 1000);
        scene.purchase("p1", "2026-01-05", "lines:[{quantity:3,amount:10}],pointsToSpend:1000");

        ObjectNode first = scene.returnOf("p1", "r1", "2026-01-06", ONE_PIECE);
        ObjectNode rest = scene.returnOf("p1", "r2", "2026-01-06", "");

        assertThat(payable(first)).isEqualTo("0.00");
        // floor(1000 / 3) come back; of the 10, floor(10 x 2 / 3) = 6 stay
        assertThat(points(first, "restored")).isEqualTo(333);
        assertThat(points(first, "clawedBack")).isEqualTo(4);
        assertThat(points(rest, "restored")).isEqualTo(667);
        assertThat(points(rest, "clawedBack")).isEqualTo(6);
        assertThat(points(rest, "balance")).isEqualTo(1000);
    }

    @Test
    void givenPointsOfALotThatIsPastWhenTheyComeBackThenTheyExpireAtOnce() {
        ReferenceScene scene = memberIn("points:{validity:'P10D'," + PAY + "}");
        scene.adjust("a1", "2026-01-01", 60);
        scene.adjust("a2", "2026-01-05", 60);
        scene.purchase("p1", "2026-01-06", "amount:10,pointsToSpend:100");

        // 60 of the lot until 11 January and 40 of that until 15 January, of which 20 were left
        ObjectNode decision = scene.returnOf("p1", "r1", "2026-01-12", "");

        assertThat(points(decision, "restored")).isEqualTo(100);
        assertThat(points(decision, "expired")).isEqualTo(60);
        assertThat(points(decision, "balance")).isEqualTo(60);
    }

    @Test
    void givenALastTakenLotWhenPartComesBackThenItIsFilledFirst() {
        ReferenceScene scene = memberIn("points:{validity:'P10D'," + PAY + "}");
        scene.adjust("a1", "2026-01-01", 60);
        scene.adjust("a2", "2026-01-05", 60);
        scene.purchase("p1", "2026-01-06", "lines:[{quantity:2,amount:10}],pointsToSpend:100");

        // 50 come back: 40 to the lot until 15 January, 10 to that until 11 January
        scene.returnOf("p1", "r1", "2026-01-07", ONE_PIECE);

        assertThat(points(scene.action("x", "2026-01-12", "REVIEW"), "expired")).isEqualTo(10);
        assertThat(points(scene.action("y", "2026-01-15", "REVIEW"), "balance")).isEqualTo(60);
    }

    @ParameterizedTest
    @CsvSource({"NEGATIVE, 100, -70, -20", "CLAMP, 30, 0, 50"})
    void givenSpentPointsWhenClawedBackThenTheyBecomeADebtOrAreLetGo(
            String clawback, long clawedBack, long balance, long afterFiftyMore) {
        ReferenceScene scene =
                memberIn("points:{clawback:'" + clawback + "'},rewards:{MUG:{points:70,gives:{gift:'MUG'}}}", EARN);
        scene.purchase("p1", "2026-01-05", "amount:100");
        scene.redeem("x1", "2026-01-05", "MUG");

        ObjectNode decision = scene.returnOf("p1", "r1", "2026-01-06", "");
        ObjectNode later = scene.adjust("a1", "2026-01-07", 50);

        assertThat(points(decision, "clawedBack")).isEqualTo(clawedBack);
        assertThat(points(decision, "balance")).isEqualTo(balance);
        assertThat(points(later, "balance")).isEqualTo(afterFiftyMore);
        assertThat(points(later, "clawedBack")).isZero();
        assertThat(scene.engine.entries().stream()
                        .mapToLong(entry -> entry.get("points").asLong())
                        .sum())
                .isEqualTo(afterFiftyMore);
    }

    @Test
    void givenADebtWhenPendingPointsBecomeAvailableThenTheyFillItFirst() {
        ReferenceScene scene = memberIn("points:{pending:'P7D'},rewards:{MUG:{points:70,gives:{gift:'MUG'}}}", EARN);
        scene.purchase("p1", "2026-01-05", "amount:100");
        scene.redeem("x1", "2026-01-12", "MUG");
        scene.purchase("p2", "2026-01-13", "amount:100");

        ObjectNode returned = scene.returnOf("p1", "r1", "2026-01-14", "");
        ObjectNode released = scene.action("a1", "2026-01-20", "REVIEW");

        // 30 of its own lot; the lot of p2 is pending
        assertThat(points(returned, "balance")).isEqualTo(-70);
        assertThat(points(returned, "pending")).isEqualTo(100);
        assertThat(points(released, "released")).isEqualTo(100);
        assertThat(points(released, "balance")).isEqualTo(30);
    }

    @Test
    void givenPendingPointsWhenThePurchaseIsReturnedThenItsOwnLotIsClawedBackFirst() {
        ReferenceScene scene = memberIn("points:{pending:'P7D'}", EARN);
        scene.purchase("p1", "2026-01-01", "amount:100");
        scene.purchase("p2", "2026-01-10", "amount:100");

        ObjectNode decision = scene.returnOf("p2", "r1", "2026-01-11", "");

        assertThat(points(decision, "balance")).isEqualTo(100);
        assertThat(points(decision, "pending")).isZero();
    }

    @Test
    void givenPointsThatExpiredUnusedWhenReturnedThenTheyAreNotClawedBack() {
        ReferenceScene scene = memberIn("points:{validity:'P10D'}", EARN);
        scene.purchase("p1", "2026-01-01", "amount:100");
        scene.purchase("p2", "2026-01-15", "amount:40");

        ObjectNode decision = scene.returnOf("p1", "r1", "2026-01-16", "");

        assertThat(points(decision, "clawedBack")).isZero();
        assertThat(points(decision, "balance")).isEqualTo(40);
    }

    @Test
    void givenAReturnWhenCountedThenTheDayOfThePurchaseFalls() {
        ReferenceRule counted = ReferenceRule.named("January is back at forty")
                .when(fact("Action")
                        .where("member.spend.lastMonth", "==", 40)
                        .where("member.spend.thisMonth", "==", 0)
                        .where("member.purchases.lifetime", "==", 1))
                .award("points", 1);
        ReferenceScene scene = memberIn("", counted);
        scene.purchase("p1", "2026-01-05", "amount:100");
        scene.purchase("p2", "2026-01-06", "lines:[{quantity:2,amount:80}]");
        scene.returnOf("p1", "r1", "2026-02-01", "");
        scene.returnOf("p2", "r2", "2026-02-01", ONE_PIECE);

        assertThat(points(scene.action("a1", "2026-02-01", "REVIEW"), "earned")).isEqualTo(1);
    }

    @Test
    void givenVouchersWhenEverythingIsReturnedThenIssuedOnesGoAndUsedOnesComeBack() {
        ReferenceRule issue = ReferenceRule.named("Next time ten off")
                .when(fact("Purchase").where("amount", ">=", 50))
                .award("voucher", "TEN");
        ReferenceScene scene = memberIn("vouchers:{TEN:{kind:'AMOUNT_OFF',value:10}}", issue);
        scene.purchase("p1", "2026-01-05", "amount:60");
        scene.purchase("p2", "2026-01-06", "lines:[{quantity:2,amount:60}],vouchers:['TEN-p1-1']");

        ObjectNode part = scene.returnOf("p2", "r1", "2026-01-07", ONE_PIECE);
        ObjectNode rest = scene.returnOf("p2", "r2", "2026-01-07", "");

        assertThat(part.get("revoked")).isEmpty();
        assertThat(texts(rest.get("revoked"), "")).containsExactly("TEN-p2-1");
        assertThat(reason(scene.purchase("p3", "2026-01-08", "amount:20,vouchers:['TEN-p2-1']")))
                .isEqualTo("UNKNOWN_VOUCHER");
        assertThat(payable(scene.purchase("p3", "2026-01-08", "amount:20,vouchers:['TEN-p1-1']")))
                .isEqualTo("10.00");
    }

    @Test
    void givenAVoucherWhoseIssuerWasReturnedBeforeWhenItsPurchaseIsReturnedThenItStaysUsed() {
        ReferenceRule issue = ReferenceRule.named("Next time ten off")
                .when(fact("Purchase").where("amount", ">=", 50))
                .award("voucher", "TEN");
        ReferenceScene scene = memberIn("vouchers:{TEN:{kind:'AMOUNT_OFF',value:10}}", issue);
        scene.purchase("p1", "2026-01-05", "amount:60");
        scene.purchase("p2", "2026-01-06", "amount:20,vouchers:['TEN-p1-1']");

        assertThat(scene.returnOf("p1", "r1", "2026-01-07", "").get("revoked")).isEmpty();
        scene.returnOf("p2", "r2", "2026-01-07", "");

        assertThat(reason(scene.purchase("p3", "2026-01-08", "amount:20,vouchers:['TEN-p1-1']")))
                .isEqualTo("VOUCHER_USED");
    }

    @Test
    void givenALimitAndABudgetWhenEverythingIsReturnedThenTheirUsesAreGivenBackButNotTheCap() {
        ReferenceRule once = ReferenceRule.named("Once")
                .when(fact("Purchase"))
                .award("points", 30)
                .limit("1 per ever")
                .budget("B");
        ReferenceScene scene = memberIn("budgets:{B:{unit:'USES',cap:1}},points:{caps:[{per:'DAY',max:40}]}", once);
        scene.purchase("p1", "2026-01-05", "lines:[{quantity:2,amount:10}]");

        scene.returnOf("p1", "r1", "2026-01-05", ONE_PIECE);
        assertThat(suppressed(scene.purchase("p2", "2026-01-05", "amount:10"))).containsExactly("Once: LIMIT");
        scene.returnOf("p1", "r2", "2026-01-05", "");

        assertThat(points(scene.purchase("p3", "2026-01-05", "amount:10"), "earned"))
                .isEqualTo(10);
    }

    @Test
    void givenATierReachedWithThePurchaseWhenItNoLongerQualifiesThenItLeaves() {
        ReferenceRule told = ReferenceRule.named("Told of the fall")
                .when(fact("TierChange").where("upgrade", "==", false).where("from", "==", "GOLD"))
                .award("message", "FALLEN");
        ReferenceScene scene = memberIn("tierPolicy:{validity:'P12M'}", SILVER, GOLD, told);
        scene.purchase("p1", "2026-01-05", "amount:600");
        scene.purchase("p2", "2026-02-05", "lines:[{quantity:2,amount:600}]");

        ObjectNode decision = scene.returnOf("p2", "r1", "2026-03-01", ONE_PIECE);

        // 900 are left: silver, as it was reached in January
        assertThat(tier(decision)).isEqualTo("GOLD > SILVER until 2027-01-05");
        assertThat(ReferenceScene.messages(decision)).containsExactly("FALLEN");
    }

    @ParameterizedTest
    @CsvSource({"p1, p2", "p2, p1"})
    void givenTwoPurchasesWhenBothAreReturnedThenTheOrderDoesNotMatter(String first, String second) {
        ReferenceScene scene = memberIn("", SILVER, GOLD);
        scene.purchase("p1", "2026-01-05", "amount:600");
        scene.purchase("p2", "2026-01-06", "amount:600");

        assertThat(tier(scene.returnOf(first, "r1", "2026-01-07", ""))).isEqualTo("GOLD > SILVER until null");
        assertThat(tier(scene.returnOf(second, "r2", "2026-01-07", ""))).isEqualTo("SILVER > BASIC until null");
    }

    @Test
    void givenAnEarlierPurchaseThatReachedNoTierWhenReturnedThenLaterTiersAreReconsidered() {
        ReferenceScene scene = memberIn("", SILVER);
        scene.purchase("p1", "2026-01-05", "amount:300");
        scene.purchase("p2", "2026-01-06", "amount:300");

        assertThat(tier(scene.returnOf("p1", "r1", "2026-01-07", ""))).isEqualTo("SILVER > BASIC until null");
    }

    @Test
    void givenALaterPurchaseThatReachedNoTierWhenReturnedThenTheTierStays() {
        ReferenceScene scene = memberIn("", SILVER);
        scene.purchase("p1", "2026-01-05", "amount:500");
        scene.purchase("p2", "2026-01-06", "amount:300");

        assertThat(tier(scene.returnOf("p2", "r1", "2026-01-07", ""))).isEqualTo("SILVER > SILVER until null");
    }

    @Test
    void givenATierBoughtWithAnotherEventWhenAPurchaseIsReturnedThenItStays() {
        ReferenceScene scene = memberIn("", feeBuys("GOLD"), SILVER);
        scene.purchase("p1", "2026-01-05", "amount:500");
        scene.purchase("p2", "2026-01-06", "lines:[{sku:'FEE',amount:99}]");

        assertThat(tier(scene.returnOf("p1", "r1", "2026-01-07", ""))).isEqualTo("GOLD > GOLD until null");
        assertThat(tier(scene.returnOf("p2", "r2", "2026-01-07", ""))).isEqualTo("GOLD > BASIC until null");
    }

    @Test
    void givenATierBoughtWithThePurchaseWhenReturnedInPartThenItLeavesWithTheLastPiece() {
        ReferenceScene scene = memberIn("", feeBuys("GOLD"), SILVER);
        scene.purchase("p1", "2026-01-05", "lines:[{sku:'FEE',amount:99},{quantity:2,amount:1000}]");

        ObjectNode fee = scene.returnOf("p1", "r1", "2026-01-07", ONE_PIECE);
        ObjectNode rest = scene.returnOf("p1", "r2", "2026-01-07", "");

        assertThat(tier(fee)).isEqualTo("GOLD > GOLD until null");
        assertThat(tier(rest)).isEqualTo("GOLD > BASIC until null");
    }

    @Test
    void givenATierThatStillQualifiesBelowThePresentWhenReturnedThenTheMemberHasIt() {
        ReferenceScene scene = memberIn("tierPolicy:{validity:'P12M'}", SILVER, GOLD);
        scene.purchase("p1", "2026-01-05", "lines:[{quantity:2,amount:1200}]");

        assertThat(tier(scene.returnOf("p1", "r1", "2026-03-01", ONE_PIECE)))
                .isEqualTo("GOLD > SILVER until 2027-01-05");
    }

    @Test
    void givenALimitOnTheTierRuleWhenReturnedThenItIsDisregardedAndNothingElseIsGranted() {
        ReferenceRule once = ReferenceRule.named("Silver once, with a gift")
                .when(fact("Qualification").where("spend.lifetime", ">=", 500))
                .award("tier", "SILVER")
                .award("gift", "MUG")
                .limit("1 per ever");
        ReferenceScene scene = memberIn("", once);
        scene.purchase("p1", "2026-01-05", "lines:[{quantity:6,amount:600}]");

        ObjectNode decision = scene.returnOf("p1", "r1", "2026-03-01", ONE_PIECE);

        assertThat(tier(decision)).isEqualTo("SILVER > SILVER until null");
        assertThat(decision.get("gifts")).isEmpty();
    }

    @Test
    void givenARollingWindowWhenReturnedMuchLaterThenThePurchaseIsJudgedByItsOwnDay() {
        ReferenceRule rolling = ReferenceRule.named("Silver for a month's spend")
                .when(fact("Qualification").where("spend.lastMonths(1)", ">=", 500))
                .award("tier", "SILVER");
        ReferenceScene scene = memberIn("", rolling);
        scene.purchase("p1", "2026-01-05", "lines:[{quantity:10,amount:600}]");

        // 540 are left, then 480
        assertThat(tier(scene.returnOf("p1", "r1", "2026-05-01", ONE_PIECE))).isEqualTo("SILVER > SILVER until null");
        assertThat(tier(scene.returnOf("p1", "r2", "2026-05-02", ONE_PIECE))).isEqualTo("SILVER > BASIC until null");
    }

    @Test
    void givenAFullReturnInAnySplitWhenDoneThenTheBalanceIsTheSame() {
        String bought = "lines:[{quantity:3,amount:10},{quantity:2,amount:33.33}],pointsToSpend:77";
        ReferenceScene atOnce = memberIn("points:{" + PAY + "}", EARN);
        ReferenceScene inParts = memberIn("points:{" + PAY + "}", EARN);
        for (ReferenceScene scene : new ReferenceScene[] {atOnce, inParts}) {
            scene.adjust("a1", "2026-01-02", 100);
            scene.purchase("p1", "2026-01-05", bought);
        }
        atOnce.returnOf("p1", "r1", "2026-01-06", "");
        inParts.returnOf("p1", "r1", "2026-01-06", "lines:[{line:2,quantity:1}]");
        inParts.returnOf("p1", "r2", "2026-01-06", "lines:[{line:1,quantity:2}]");
        inParts.returnOf("p1", "r3", "2026-01-06", "");

        assertThat(atOnce.member("m1", "2026-01-06")).isEqualTo(inParts.member("m1", "2026-01-06"));
        assertThat(atOnce.member("m1", "2026-01-06").get("points").asLong()).isEqualTo(100);
        assertThat(vouchers(atOnce.purchase("p2", "2026-01-07", "amount:1"))).isEmpty();
    }
}
