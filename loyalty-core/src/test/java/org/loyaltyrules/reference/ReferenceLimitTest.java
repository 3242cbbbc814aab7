package org.loyaltyrules.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.loyaltyrules.reference.ReferenceRule.fact;
import static org.loyaltyrules.reference.ReferenceRule.variable;
import static org.loyaltyrules.reference.ReferenceScene.EARN;
import static org.loyaltyrules.reference.ReferenceScene.award;
import static org.loyaltyrules.reference.ReferenceScene.fired;
import static org.loyaltyrules.reference.ReferenceScene.memberIn;
import static org.loyaltyrules.reference.ReferenceScene.messages;
import static org.loyaltyrules.reference.ReferenceScene.payable;
import static org.loyaltyrules.reference.ReferenceScene.points;
import static org.loyaltyrules.reference.ReferenceScene.reason;
import static org.loyaltyrules.reference.ReferenceScene.suppressed;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Section 6.6 and the dates of section 3.3, calculated by hand. */
class ReferenceLimitTest {

    private static ReferenceRule bonus(String name, int points) {
        return ReferenceRule.named(name).when(fact("Action")).award("points", points);
    }

    @ParameterizedTest
    @CsvSource({
        "day, 2026-01-04, 0",
        "day, 2026-01-05, 5",
        "week, 2026-01-04, 0",
        "week, 2026-01-05, 5",
        "month, 2026-01-31, 0",
        "month, 2026-02-01, 5",
        "quarter, 2026-03-31, 0",
        "quarter, 2026-04-01, 5",
        "year, 2026-12-31, 0",
        "year, 2027-01-01, 5",
        "ever, 2030-01-01, 0"
    })
    void givenALimitOfOneWhenUsedOnSundayTheFourthThenItReturnsWithThePeriod(String period, String day, long earned) {
        ReferenceScene scene = memberIn("", bonus("Five", 5).limit("1 per " + period));
        scene.action("a1", "2026-01-04", "REVIEW");

        ObjectNode decision = scene.action("a2", day, "REVIEW");

        assertThat(points(decision, "earned")).isEqualTo(earned);
        if (earned == 0) {
            assertThat(suppressed(decision)).containsExactly("Five: LIMIT");
        }
    }

    @Test
    void givenARefusedEventWhenDecidedThenItUsesNoLimit() {
        ReferenceRule once = ReferenceRule.named("Once")
                .when(fact("Purchase"))
                .award("points", 5)
                .limit("1 per ever");
        ReferenceScene scene = memberIn("", once);

        assertThat(reason(scene.purchase("p1", "2026-01-05", "amount:1,vouchers:['X']")))
                .isEqualTo("UNKNOWN_VOUCHER");
        assertThat(points(scene.purchase("p1", "2026-01-05", "amount:1"), "earned"))
                .isEqualTo(5);
    }

    @Test
    void givenALimitedRuleOnLinesWhenItFiresOftenerThenTheFirstLinesCount() {
        ReferenceRule perLine = ReferenceRule.named("Per line")
                .when(fact("LineItem").as("$l"))
                .award("discount", variable("$l"), 50)
                .limit("2 per day");
        ReferenceScene scene = memberIn("", perLine);

        ObjectNode decision = scene.purchase("p1", "2026-01-05", "lines:[{amount:10},{amount:20},{amount:40}]");

        assertThat(payable(decision)).isEqualTo("55.00");
        assertThat(suppressed(scene.purchase("p2", "2026-01-05", "lines:[{amount:10}]")))
                .containsExactly("Per line: LIMIT");
    }

    @Test
    void givenAFiringThatGrantsNothingWhenLimitedThenItIsNoUse() {
        ReferenceRule half = ReferenceRule.named("Half off one line")
                .when(fact("LineItem").as("$l"))
                .award("discount", variable("$l"), 50)
                .limit("1 per day");
        ReferenceRule better = ReferenceRule.named("Tea at a tenth")
                .when(fact("LineItem").as("$l").where("category", "==", "TEA"))
                .award("discount", variable("$l"), 90);
        ReferenceScene scene = memberIn("", half, better);

        // the tea at 1, where the half loses to the better; the half counts for the second line, at 5; the third at 20
        ObjectNode decision =
                scene.purchase("p1", "2026-01-05", "lines:[{category:'TEA',amount:10},{amount:10},{amount:20}]");

        assertThat(payable(decision)).isEqualTo("26.00");
    }

    @Test
    void givenABudgetOfUsesWhenRulesGrantThenEachFiringTakesOneUntilItIsExhausted() {
        ReferenceScene scene =
                memberIn("budgets:{B:{unit:'USES',cap:2}}", bonus("Five", 5).budget("B"));
        scene.enroll("m2", "2026-01-01", "");
        scene.action("a1", "2026-01-05", "REVIEW");
        scene.play(ReferenceScene.event("action", "a2", "m2", "2026-01-05", "kind:'REVIEW'"));

        ObjectNode third = scene.action("a3", "2026-01-06", "REVIEW");

        assertThat(points(third, "earned")).isZero();
        assertThat(suppressed(third)).containsExactly("Five: BUDGET");
    }

    @Test
    void givenABudgetOfPointsWhenFlatPointsExceedItThenWhatIsLeftIsGranted() {
        ReferenceScene scene = memberIn(
                "budgets:{B:{unit:'POINTS',cap:80}}", bonus("Fifty", 50).budget("B"));

        ObjectNode first = scene.action("a1", "2026-01-05", "REVIEW");
        ObjectNode second = scene.action("a2", "2026-01-05", "REVIEW");
        ObjectNode third = scene.action("a3", "2026-01-05", "REVIEW");

        assertThat(points(first, "earned")).isEqualTo(50);
        assertThat(points(second, "earned")).isEqualTo(30);
        assertThat(award(second, "Fifty").get("value").asLong()).isEqualTo(50);
        assertThat(award(second, "Fifty").get("granted").asLong()).isEqualTo(30);
        assertThat(suppressed(third)).containsExactly("Fifty: BUDGET");
    }

    @ParameterizedTest
    @CsvSource({"1000, 81, 40", "40, 81, 40", "39, 79, 39", "25, 65, 25"})
    void givenABudgetedMultiplierWhenTheBudgetCoversItThenTheEventEarnsAsIfThereWereNone(
            long cap, long earned, long granted) {
        ReferenceRule twice = ReferenceRule.named("Double")
                .when(fact("Purchase"))
                .award("multiply", 2)
                .budget("B");
        ReferenceScene scene = memberIn("budgets:{B:{unit:'POINTS',cap:" + cap + "}}", EARN, twice);

        ObjectNode decision = scene.purchase("p1", "2026-01-05", "amount:40.50");

        assertThat(points(decision, "earned")).isEqualTo(earned);
        assertThat(award(decision, "Double").get("granted").asLong()).isEqualTo(granted);
        assertThat(award(decision, "Double").get("points").decimalValue()).isEqualByComparingTo("40.50");
    }

    @Test
    void givenAnAlertWhenCrossedThenItIsToldOnce() {
        ReferenceScene scene = memberIn(
                "budgets:{B:{unit:'POINTS',cap:100,alertAt:0.8}}",
                bonus("Forty", 40).budget("B"));

        assertThat(messages(scene.action("a1", "2026-01-05", "REVIEW"))).isEmpty();
        assertThat(messages(scene.action("a2", "2026-01-05", "REVIEW"))).containsExactly("BUDGET_ALERT");
        assertThat(messages(scene.action("a3", "2026-01-05", "REVIEW"))).isEmpty();
    }

    @Test
    void givenACapWhenPointsAreEarnedThenTheyAreCutToWhatThePeriodAllows() {
        ReferenceRule once = bonus("Hundred", 100).limit("3 per ever");
        ReferenceScene scene = memberIn("points:{caps:[{per:'DAY',max:150},{per:'MONTH',max:170}]}", once);

        ObjectNode first = scene.action("a1", "2026-01-05", "REVIEW");
        ObjectNode second = scene.action("a2", "2026-01-05", "REVIEW");
        ObjectNode third = scene.action("a3", "2026-01-05", "REVIEW");
        ObjectNode nextDay = scene.action("a4", "2026-01-06", "REVIEW");

        assertThat(points(first, "earned")).isEqualTo(100);
        assertThat(points(second, "earned")).isEqualTo(50);
        assertThat(suppressed(third)).containsExactly("Hundred: CAP");
        // what a cap left nothing of was no use of the limit
        assertThat(points(nextDay, "earned")).isEqualTo(20);
    }

    @Test
    void givenACapWhenPointsAreAdjustedThenItDoesNotCount() {
        ReferenceScene scene = memberIn("points:{caps:[{per:'DAY',max:10}]}", bonus("Ten", 10));

        assertThat(points(scene.adjust("a1", "2026-01-05", 500), "earned")).isEqualTo(500);
        assertThat(points(scene.action("a2", "2026-01-05", "REVIEW"), "earned")).isEqualTo(10);
    }

    @ParameterizedTest
    @CsvSource({"2026-05-31, 0", "2026-06-01, 5", "2026-06-18, 5", "2026-06-19, 0"})
    void givenAFirstAndALastDayWhenFiredThenBothAreInclusive(String day, long earned) {
        ReferenceRule festival =
                bonus("Festival", 5).from(LocalDate.of(2026, 6, 1)).until(LocalDate.of(2026, 6, 18));

        assertThat(points(memberIn("", festival).action("a1", day, "REVIEW"), "earned"))
                .isEqualTo(earned);
    }

    @Test
    void givenATagThatTheMemberHasWhenAwardedThenNothingIsGranted() {
        ReferenceRule tag = ReferenceRule.named("Tag").when(fact("Action")).award("tag", "VIP");
        ReferenceRule untag = ReferenceRule.named("Untag")
                .when(fact("Action").where("kind", "==", "SHARE"))
                .award("untag", "VIP");
        ReferenceScene scene = memberIn("", tag, untag);

        ObjectNode first = scene.action("a1", "2026-01-05", "REVIEW");
        ObjectNode both = scene.action("a2", "2026-01-05", "SHARE");

        assertThat(first.get("tags").toString()).isEqualTo("{\"added\":[\"VIP\"],\"removed\":[]}");
        assertThat(fired(both)).isEmpty();
        assertThat(both.get("tags").toString()).isEqualTo("{\"added\":[],\"removed\":[]}");
        assertThat(ReferenceScene.texts(scene.member("m1", "2026-01-05").get("tags"), ""))
                .containsExactly("VIP");
    }
}
