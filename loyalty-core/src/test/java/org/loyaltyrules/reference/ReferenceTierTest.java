package org.loyaltyrules.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.loyaltyrules.reference.ReferenceRule.fact;
import static org.loyaltyrules.reference.ReferenceScene.fired;
import static org.loyaltyrules.reference.ReferenceScene.memberIn;
import static org.loyaltyrules.reference.ReferenceScene.messages;
import static org.loyaltyrules.reference.ReferenceScene.points;
import static org.loyaltyrules.reference.ReferenceScene.reason;
import static org.loyaltyrules.reference.ReferenceScene.texts;
import static org.loyaltyrules.reference.ReferenceScene.tier;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Section 6.8, calculated by hand. */
class ReferenceTierTest {

    private static final ReferenceRule SILVER = tierForTwelveMonths("SILVER", 500);
    private static final ReferenceRule GOLD = tierForTwelveMonths("GOLD", 1000);
    private static final ReferenceRule TOLD =
            ReferenceRule.named("Told of every change").when(fact("TierChange")).award("message", "TIER_CHANGED");

    private static ReferenceRule tierForTwelveMonths(String tier, int spend) {
        return ReferenceRule.named(tier + " from " + spend + " in twelve months")
                .when(fact("Qualification").where("spend.lastMonths(12)", ">=", spend))
                .award("tier", tier);
    }

    @Test
    void givenSeveralTiersWhenAwardedThenTheHighestCountsAndOnlyItsRuleFired() {
        ReferenceScene scene = memberIn("", SILVER, GOLD);

        ObjectNode decision = scene.purchase("p1", "2026-01-05", "amount:1000");

        assertThat(tier(decision)).isEqualTo("BASIC > GOLD until null");
        assertThat(fired(decision)).containsExactly(GOLD.name());
        assertThat(fired(scene.purchase("p2", "2026-01-05", "amount:1"))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "P12M, DAY, 2027-01-31",
        "P1M, DAY, 2026-02-28",
        "P1M, MONTH_END, 2026-02-28",
        "P12M, YEAR_END, 2027-12-31"
    })
    void givenAValidityWhenATierIsReachedOnTheLastOfJanuaryThenItsLastValidDayIsRoundedUp(
            String validity, String roundTo, String until) {
        ReferenceScene scene = memberIn("tierPolicy:{validity:'" + validity + "',roundTo:'" + roundTo + "'}", SILVER);

        assertThat(tier(scene.purchase("p1", "2026-01-31", "amount:500"))).isEqualTo("BASIC > SILVER until " + until);
    }

    @ParameterizedTest
    @CsvSource({"P0D, 2027-01-05, GOLD", "P0D, 2027-01-06, BASIC", "P30D, 2027-02-04, GOLD", "P30D, 2027-02-05, BASIC"})
    void givenAGraceWhenItIsOverThenTheReviewIsHeld(String grace, String day, String after) {
        ReferenceScene scene = memberIn("tierPolicy:{validity:'P12M',grace:'" + grace + "'}", SILVER, GOLD);
        scene.purchase("p1", "2026-01-05", "amount:1000");

        ObjectNode decision = scene.action("a1", day, "REVIEW");

        assertThat(decision.get("tier").get("before").asText()).isEqualTo("GOLD");
        assertThat(decision.get("tier").get("after").asText()).isEqualTo(after);
    }

    @ParameterizedTest
    @CsvSource({
        "TO_QUALIFIED, 0, BASIC, null",
        "ONE_LEVEL, 0, SILVER, 2028-01-05",
        "NEVER, 0, GOLD, 2028-01-05",
        "TO_QUALIFIED, 500, SILVER, 2028-01-05",
        "ONE_LEVEL, 1000, GOLD, 2028-01-05"
    })
    void givenADowngradePolicyWhenReviewedThenTheTierIsWhatItAllows(
            String downgrade, int spend, String after, String until) {
        ReferenceScene scene = memberIn("tierPolicy:{validity:'P12M',downgrade:'" + downgrade + "'}", SILVER, GOLD);
        scene.purchase("p1", "2026-01-05", "amount:1000");
        if (spend > 0) {
            scene.purchase("p2", "2026-06-01", "amount:" + spend);
        }

        assertThat(tier(scene.action("a1", "2027-01-06", "REVIEW"))).isEqualTo("GOLD > " + after + " until " + until);
    }

    @Test
    void givenSpendAfterTheLastValidDayWhenReviewedThenTheWindowsDoNotHoldIt() {
        ReferenceScene scene = memberIn("tierPolicy:{validity:'P12M',grace:'P30D'}", SILVER, GOLD);
        scene.purchase("p1", "2026-01-05", "amount:1000");
        scene.purchase("p2", "2027-01-10", "amount:600");

        // the review falls to BASIC; the event's own qualification still counts the 600
        ObjectNode decision = scene.action("a1", "2027-02-05", "REVIEW");

        assertThat(tier(decision)).isEqualTo("GOLD > SILVER until 2028-02-05");
    }

    @Test
    void givenTwoReviewsThatHaveComeDueWhenHeldThenEachHasItsTierChange() {
        ReferenceRule falls = ReferenceRule.named("Told of the days")
                .when(fact("TierChange").where("upgrade", "==", false).where("date", "==", "2028-01-05"))
                .award("message", "SECOND");
        ReferenceScene scene =
                memberIn("tierPolicy:{validity:'P12M',downgrade:'ONE_LEVEL'}", SILVER, GOLD, TOLD, falls);
        scene.purchase("p1", "2026-01-05", "amount:1000");

        ObjectNode decision = scene.action("a1", "2028-02-01", "REVIEW");

        assertThat(tier(decision)).isEqualTo("GOLD > BASIC until null");
        assertThat(messages(decision)).containsExactly("TIER_CHANGED", "TIER_CHANGED", "SECOND");
    }

    @Test
    void givenAFallWhenAskedThenTheTierIsHeldSinceTheDayAfterTheReview() {
        ReferenceRule since = ReferenceRule.named("Since")
                .when(fact("Action").where("member.tierSince", "==", "2027-01-06"))
                .award("points", 1);
        ReferenceScene scene = memberIn("tierPolicy:{validity:'P12M',downgrade:'ONE_LEVEL'}", SILVER, GOLD, since);
        scene.purchase("p1", "2026-01-05", "amount:1000");

        assertThat(points(scene.action("a1", "2027-03-01", "REVIEW"), "earned")).isEqualTo(1);
    }

    @Test
    void givenAReviewWhenRulesAwardOtherThingsThenOnlyTheTierCounts() {
        ReferenceRule bonus = ReferenceRule.named("Bonus at reviews")
                .when(fact("Qualification").where("review"))
                .award("points", 50)
                .award("tier", "SILVER");
        ReferenceScene scene = memberIn("tierPolicy:{validity:'P12M'}", SILVER, bonus);
        scene.purchase("p1", "2026-01-05", "amount:500");

        ObjectNode decision = scene.action("a1", "2027-02-01", "REVIEW");

        assertThat(tier(decision)).isEqualTo("SILVER > SILVER until 2028-01-05");
        assertThat(points(decision, "earned")).isZero();
    }

    @Test
    void givenATierLeftByAReviewWhenThePurchaseBehindItIsReturnedThenItCountsAsReachedWithIt() {
        ReferenceScene scene = memberIn("tierPolicy:{validity:'P12M',downgrade:'ONE_LEVEL'}", SILVER, GOLD);
        scene.purchase("p1", "2026-01-05", "amount:1000");
        scene.action("a1", "2027-02-01", "REVIEW");

        assertThat(tier(scene.returnOf("p1", "r1", "2027-03-01", ""))).isEqualTo("SILVER > BASIC until null");
    }

    @Test
    void givenABenefitWhenTheTierFallsBelowThatOfItsGrantThenItEnds() {
        ReferenceRule shipping = ReferenceRule.named("Free shipping from silver")
                .when(fact("TierChange").where("upgrade"))
                .award("benefit", "FREE_SHIPPING")
                .award("benefit", "LOUNGE", "P2Y");
        ReferenceScene scene = memberIn("tierPolicy:{validity:'P12M'}", SILVER, shipping);
        scene.purchase("p1", "2026-01-05", "amount:500");

        assertThat(texts(scene.member("m1", "2026-01-05").get("benefits"), ""))
                .containsExactly("FREE_SHIPPING", "LOUNGE");
        scene.action("a1", "2027-02-01", "REVIEW");
        assertThat(texts(scene.member("m1", "2028-01-05").get("benefits"), "")).containsExactly("LOUNGE");
        assertThat(scene.member("m1", "2028-01-06").get("benefits")).isEmpty();
    }

    @Test
    void givenATierAwardedAtEnrollmentWhenAPurchaseIsReturnedThenItStays() {
        ReferenceRule partner = ReferenceRule.named("Partners start as gold")
                .when(fact("Enrollment").where("member.tags", "contains", "CONTRACT"))
                .award("tier", "GOLD");
        ReferenceScene scene = ReferenceScene.program("", partner, SILVER);
        assertThat(tier(scene.enroll("m1", "2026-01-01", "tags:['CONTRACT']"))).isEqualTo("BASIC > GOLD until null");
        scene.purchase("p1", "2026-01-05", "amount:500");

        assertThat(tier(scene.returnOf("p1", "r1", "2026-01-06", ""))).isEqualTo("GOLD > GOLD until null");
    }

    @Test
    void givenATierRewardWhenRedeemedThenItIsReachedAndNotTwice() {
        ReferenceScene scene =
                memberIn("tierPolicy:{validity:'P12M'},rewards:{CARD:{points:100,gives:{tier:'GOLD'}}}", TOLD);
        scene.adjust("a1", "2026-01-02", 300);

        ObjectNode decision = scene.redeem("x1", "2026-01-05", "CARD");

        assertThat(tier(decision)).isEqualTo("BASIC > GOLD until 2027-01-05");
        assertThat(messages(decision)).containsExactly("TIER_CHANGED");
        assertThat(reason(scene.redeem("x2", "2026-01-05", "CARD"))).isEqualTo("NOTHING_TO_GAIN");
    }

    @Test
    void givenAnExtensionOfTheTierWhenRedeemedThenItsLastValidDayMoves() {
        String catalog = "tierPolicy:{validity:'P12M'},rewards:{LONGER:{points:100,gives:{extendTier:'P3M'}}}";
        ReferenceScene scene = memberIn(catalog, SILVER);
        scene.adjust("a1", "2026-01-02", 300);

        assertThat(reason(scene.redeem("x1", "2026-01-05", "LONGER"))).isEqualTo("NOTHING_TO_GAIN");
        scene.purchase("p1", "2026-01-05", "amount:500");
        assertThat(tier(scene.redeem("x2", "2026-01-06", "LONGER"))).isEqualTo("SILVER > SILVER until 2027-04-05");
    }

    @Test
    void givenADayWhenAReviewIsDueThenItIsHeldAndToldOnlyWhereSomethingChanged() {
        ReferenceScene scene = memberIn("tierPolicy:{validity:'P12M'}", SILVER);
        scene.purchase("p1", "2026-01-05", "amount:500");

        assertThat(scene.day("2027-01-05")).isEmpty();
        List<ObjectNode> decisions = scene.day("2027-01-06");

        assertThat(decisions).hasSize(1);
        assertThat(tier(decisions.get(0))).isEqualTo("SILVER > BASIC until null");
    }
}
