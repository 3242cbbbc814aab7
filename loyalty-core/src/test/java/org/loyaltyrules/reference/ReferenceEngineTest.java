package org.loyaltyrules.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.loyaltyrules.reference.ReferenceRule.fact;
import static org.loyaltyrules.reference.ReferenceScene.EARN;
import static org.loyaltyrules.reference.ReferenceScene.event;
import static org.loyaltyrules.reference.ReferenceScene.fired;
import static org.loyaltyrules.reference.ReferenceScene.json;
import static org.loyaltyrules.reference.ReferenceScene.memberIn;
import static org.loyaltyrules.reference.ReferenceScene.payable;
import static org.loyaltyrules.reference.ReferenceScene.points;
import static org.loyaltyrules.reference.ReferenceScene.program;
import static org.loyaltyrules.reference.ReferenceScene.reason;
import static org.loyaltyrules.reference.ReferenceScene.vouchers;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Sections 5 and 6.1 to 6.3, calculated by hand. */
class ReferenceEngineTest {

    private static final String VOUCHER = "vouchers:{TEN:{kind:'AMOUNT_OFF',value:10,validity:'P30D'}}";

    @Test
    void givenAPurchaseWhenDecidedThenTheDecisionHasEveryFieldInOrder() {
        ReferenceScene scene = memberIn("", EARN);

        ObjectNode decision = scene.purchase("p1", "2026-01-05", "amount:120.5");

        assertThat(decision.toString())
                .isEqualTo(
                        "{\"event\":\"p1\",\"type\":\"purchase\",\"member\":\"m1\",\"at\":\"2026-01-05T12:00:00+08:00\","
                                + "\"program\":\"test@1\",\"status\":\"ACCEPTED\",\"reason\":null,\"replayed\":false,"
                                + "\"amount\":120.50,\"discount\":0.00,\"voucherDiscount\":0.00,\"pointsDiscount\":0.00,"
                                + "\"payable\":120.50,\"points\":{\"earned\":120,\"spent\":0,\"restored\":0,\"clawedBack\":0,"
                                + "\"expired\":0,\"released\":0,\"balance\":120,\"pending\":0},"
                                + "\"tier\":{\"before\":\"BASIC\",\"after\":\"BASIC\",\"until\":null},\"vouchers\":[],"
                                + "\"revoked\":[],\"gifts\":[],\"benefits\":[],\"tags\":{\"added\":[],\"removed\":[]},"
                                + "\"messages\":[],\"fired\":[{\"rule\":\"Every purchase earns a point a yuan\","
                                + "\"file\":\"rules.drl\",\"awards\":[{\"kind\":\"earn\",\"value\":1,\"points\":120.50}]}],"
                                + "\"suppressed\":[],\"related\":[]}");
    }

    @Test
    void givenTwoVouchersOfOneDefinitionWhenIssuedThenTheirCodesCountFromOne() {
        ReferenceRule twice = ReferenceRule.named("Two at once")
                .when(fact("Enrollment"))
                .award("voucher", "TEN")
                .award("voucher", "TEN");

        ObjectNode decision = program(VOUCHER, twice).enroll("m1", "2026-01-01", "");

        assertThat(vouchers(decision)).containsExactly("TEN-enroll-m1-1", "TEN-enroll-m1-2");
        assertThat(decision.get("vouchers").get(0).get("validUntil").asText()).isEqualTo("2026-01-31");
    }

    @ParameterizedTest
    @CsvSource({"2026-01-11, 0, 100, 0", "2026-01-12, 100, 0, 100", "2026-03-01, 100, 0, 100"})
    void givenALotPendingSevenDaysWhenTimeGoesOnThenItIsAvailableOnTheSeventh(
            String day, long balance, long pending, long released) {
        ReferenceScene scene = memberIn("points:{pending:'P7D'}", EARN);
        scene.purchase("p1", "2026-01-05", "amount:100");

        ObjectNode decision = scene.action("a1", day, "REVIEW");

        assertThat(points(decision, "balance")).isEqualTo(balance);
        assertThat(points(decision, "pending")).isEqualTo(pending);
        assertThat(points(decision, "released")).isEqualTo(released);
    }

    @ParameterizedTest
    @CsvSource({
        "P10D, DAY, 2026-01-15, 0",
        "P10D, DAY, 2026-01-16, 100",
        "P10D, MONTH_END, 2026-01-31, 0",
        "P10D, MONTH_END, 2026-02-01, 100",
        "P12M, YEAR_END, 2027-12-31, 0",
        "P12M, YEAR_END, 2028-01-01, 100"
    })
    void givenALotWithAValidityWhenItsLastValidDayIsPastThenItExpires(
            String validity, String roundTo, String day, long expired) {
        ReferenceScene scene = memberIn("points:{validity:'" + validity + "',roundTo:'" + roundTo + "'}", EARN);
        scene.purchase("p1", "2026-01-05", "amount:100");

        ObjectNode decision = scene.action("a1", day, "REVIEW");

        assertThat(points(decision, "expired")).isEqualTo(expired);
        assertThat(points(decision, "balance")).isEqualTo(100 - expired);
    }

    @Test
    void givenALotThatIsPendingAndThenExpiresWhenBooksComeForwardAtOnceThenBothShow() {
        ReferenceScene scene = memberIn("points:{pending:'P7D',validity:'P10D'}", EARN);
        scene.purchase("p1", "2026-01-05", "amount:100");

        ObjectNode decision = scene.action("a1", "2026-02-01", "REVIEW");

        assertThat(points(decision, "released")).isEqualTo(100);
        assertThat(points(decision, "expired")).isEqualTo(100);
        assertThat(scene.engine.entries().stream()
                        .map(entry -> entry.get("kind").asText()))
                .containsExactly("EARN", "RELEASE", "EXPIRE");
    }

    @Test
    void givenAMomentInAnotherZoneWhenDecidedThenTheDayIsThatOfTheProgramsZone() {
        ReferenceRule onTheFirst = ReferenceRule.named("On the first")
                .when(fact("Purchase").where("dayOfMonth", "==", 1).where("time", "==", "00:30"))
                .award("points", 7);
        ReferenceScene scene = memberIn("", onTheFirst);

        ObjectNode decision = scene.purchase("p1", "2026-01-31T16:30:00Z", "amount:1");

        assertThat(points(decision, "earned")).isEqualTo(7);
    }

    @Test
    void givenALateEventWhenDecidedThenCalendarWindowsHoldEverythingAndRollingWindowsEndOnItsDay() {
        ReferenceRule month = ReferenceRule.named("This month")
                .when(fact("Qualification").where("spend.thisMonth", "==", 150))
                .award("points", 1);
        ReferenceRule rolling = ReferenceRule.named("Two days")
                .when(fact("Qualification").where("spend.lastDays(2)", "==", 50))
                .award("points", 10);
        ReferenceScene scene = memberIn("", month, rolling);
        scene.purchase("p1", "2026-01-20", "amount:100");

        ObjectNode decision = scene.purchase("p2", "2026-01-19", "amount:50");

        assertThat(points(decision, "earned")).isEqualTo(11);
    }

    @Test
    void givenALateEventWhenItEarnsThenItsLotIsAsOldAsTheEventAndNoOtherMoves() {
        ReferenceScene scene = memberIn("points:{pending:'P7D',validity:'P30D'}", EARN);
        scene.purchase("p1", "2026-01-05", "amount:100");
        scene.action("a1", "2026-01-20", "REVIEW");

        ObjectNode late = scene.purchase("p2", "2026-01-10", "amount:10");
        ObjectNode later = scene.action("a2", "2026-02-09", "REVIEW");
        ObjectNode last = scene.action("a3", "2026-02-10", "REVIEW");

        assertThat(points(late, "balance")).isEqualTo(110);
        assertThat(points(late, "pending")).isZero();
        assertThat(points(later, "expired")).isEqualTo(100);
        assertThat(points(last, "expired")).isEqualTo(10);
    }

    @Test
    void givenALateEventSoOldThatItsPointsArePastWhenDecidedThenTheyExpireAtOnce() {
        ReferenceScene scene = memberIn("points:{validity:'P10D'}", EARN);
        scene.action("a1", "2026-03-01", "REVIEW");

        ObjectNode late = scene.purchase("p1", "2026-01-10", "amount:10");

        assertThat(points(late, "earned")).isEqualTo(10);
        assertThat(points(late, "expired")).isEqualTo(10);
        assertThat(points(late, "balance")).isZero();
    }

    @Test
    void givenARefusedEventWhenDecidedThenBooksStayAndTheNextAcceptedOneShowsWhatCameForward() {
        ReferenceScene scene = memberIn("points:{validity:'P10D'}", EARN);
        scene.purchase("p1", "2026-01-05", "amount:100");

        ObjectNode refused = scene.redeem("r1", "2026-02-01", "NO_SUCH");
        ObjectNode accepted = scene.action("a1", "2026-02-01", "REVIEW");

        assertThat(reason(refused)).isEqualTo("UNKNOWN_REWARD");
        assertThat(points(refused, "balance")).isEqualTo(100);
        assertThat(points(refused, "expired")).isZero();
        assertThat(points(accepted, "expired")).isEqualTo(100);
    }

    @Test
    void givenNobodyWhenBuyingThenUnknownMember() {
        assertThat(reason(program("").purchase("p1", "2026-01-05", "amount:1"))).isEqualTo("UNKNOWN_MEMBER");
    }

    @Test
    void givenAMemberWhenEnrollingAgainThenAlreadyEnrolled() {
        ReferenceScene scene = memberIn("");

        ObjectNode decision = scene.play(event("enroll", "again", "m1", "2026-01-02", ""));

        assertThat(reason(decision)).isEqualTo("ALREADY_ENROLLED");
    }

    @Test
    void givenSeveralReasonsWhenRefusedThenTheFirstInOrderIsTold() {
        ReferenceRule second =
                ReferenceRule.named("B refuses").when(fact("Purchase")).award("reject", "B");
        ReferenceRule first =
                ReferenceRule.named("A refuses").when(fact("Purchase")).award("reject", "A");
        ReferenceScene refusing = memberIn("", second, first);
        ReferenceScene scene = memberIn("points:{payWith:{pointsPerUnit:100,step:100,maxShare:0.5}}");
        String everything = "amount:10,currency:'USD',vouchers:['X'],pointsToSpend:1";

        assertThat(reason(refusing.purchaseBy("m9", "p1", "2026-01-05", everything)))
                .isEqualTo("UNKNOWN_MEMBER");
        assertThat(reason(refusing.purchase("p1", "2026-01-05", everything))).isEqualTo("CURRENCY_MISMATCH");
        assertThat(reason(refusing.purchase("p1", "2026-01-05", "amount:10,vouchers:['X']")))
                .isEqualTo("A");
        assertThat(reason(scene.purchase("p1", "2026-01-05", "amount:10,vouchers:['X'],pointsToSpend:1")))
                .isEqualTo("UNKNOWN_VOUCHER");
        assertThat(reason(scene.purchase("p1", "2026-01-05", "amount:10,pointsToSpend:1001")))
                .isEqualTo("INVALID_STEP");
        assertThat(reason(scene.purchase("p1", "2026-01-05", "amount:10,pointsToSpend:1000")))
                .isEqualTo("OVER_MAX_SHARE");
        assertThat(reason(scene.purchase("p1", "2026-01-05", "amount:10,pointsToSpend:500")))
                .isEqualTo("INSUFFICIENT_POINTS");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "amount:1.234",
                "amount:-1",
                "amount:'1'",
                "",
                "lines:[]",
                "amount:5,lines:[{amount:2},{amount:2}]",
                "lines:[{amount:5,quantity:0}]",
                "lines:[{amount:5,quantity:1.5}]",
                "amount:5,pointsToSpend:-1",
                "lines:[{quantity:1}]"
            })
    void givenAMalformedPurchaseWhenDecidedThenAnErrorAndNothingChanges(String content) {
        ReferenceScene scene = memberIn("", EARN);
        String digest = scene.engine.digest();

        ObjectNode decision = scene.purchase("p1", "2026-01-05", content);

        assertThat(decision.has("error")).isTrue();
        assertThat(scene.engine.digest()).isEqualTo(digest);
    }

    @Test
    void givenTrailingZerosWhenDecidedThenTheyAreNoFractionDigits() {
        assertThat(payable(memberIn("").purchase("p1", "2026-01-05", "amount:1.2300")))
                .isEqualTo("1.23");
    }

    @Test
    void givenAnEventOfNoTypeOrMomentWhenDecidedThenAnErrorNamesThePath() {
        ReferenceScene scene = memberIn("");

        ObjectNode noType = scene.play(event("sell", "x", "m1", "2026-01-05", ""));
        ObjectNode noMoment = scene.play(event("purchase", "x", "m1", "2026-01-05T12:00:00", "amount:1"));

        assertThat(noType.get("error").get("path").asText()).isEqualTo("type");
        assertThat(noMoment.get("error").get("path").asText()).isEqualTo("at");
    }

    @Test
    void givenTheSameContentAgainWhenDecidedThenTheFirstDecisionIsReplayed() {
        ReferenceScene scene = memberIn("", EARN);
        ObjectNode first = scene.purchase("p1", "2026-01-05", "amount:100");
        scene.purchase("p2", "2026-01-06", "amount:1");
        String digest = scene.engine.digest();

        ObjectNode again = scene.play(
                json("{amount:100.00,member:'m1',id:'p1',type:'purchase'," + "at:'2026-01-05T12:00:00+08:00'}"));

        assertThat(again).isEqualTo(first.put("replayed", true));
        assertThat(scene.engine.digest()).isEqualTo(digest);
    }

    @Test
    void givenTheSameIdWithOtherContentWhenDecidedThenConflict() {
        ReferenceScene scene = memberIn("", EARN);
        scene.purchase("p1", "2026-01-05", "amount:100");

        ObjectNode other = scene.purchase("p1", "2026-01-05", "amount:101");
        ObjectNode otherType = scene.action("p1", "2026-01-05", "REVIEW");

        assertThat(other.get("error").get("message").asText()).contains("CONFLICT");
        assertThat(otherType.get("error").get("message").asText()).contains("CONFLICT");
    }

    @Test
    void givenARefusedEventWhenSentAgainThenItIsDecidedAnew() {
        ReferenceScene scene = program("", EARN);
        ObjectNode before = scene.purchase("p1", "2026-01-05", "amount:100");
        scene.enroll("m1", "2026-01-01", "");

        ObjectNode after = scene.purchase("p1", "2026-01-05", "amount:50");

        assertThat(reason(before)).isEqualTo("UNKNOWN_MEMBER");
        assertThat(payable(after)).isEqualTo("50.00");
    }

    @Test
    void givenAPreviewWhenMadeThenItEqualsTheDecisionAndLeavesNoTrace() {
        ReferenceScene scene = memberIn("", EARN);
        ObjectNode purchase = event("purchase", "p1", "m1", "2026-01-05", "amount:100");
        String digest = scene.engine.digest();

        ObjectNode preview = scene.engine.preview(purchase);

        assertThat(scene.engine.digest()).isEqualTo(digest);
        assertThat(preview).isEqualTo(scene.play(purchase));
    }

    @Test
    void givenRulesInAnyOrderWhenFiredThenTheDecisionIsTheSame() {
        ReferenceRule gift =
                ReferenceRule.named("A gift").when(fact("Purchase")).award("gift", "MUG");
        ReferenceRule message =
                ReferenceRule.named("B message").when(fact("Purchase")).award("message", "THANKS", "you", 5);

        ObjectNode one = memberIn("", EARN, gift, message).purchase("p1", "2026-01-05", "amount:1");
        ObjectNode other = memberIn("", message, gift, EARN).purchase("p1", "2026-01-05", "amount:1");

        assertThat(one).isEqualTo(other);
        assertThat(fired(one)).isEqualTo(List.of("A gift", "B message", "Every purchase earns a point a yuan"));
        assertThat(one.get("messages").toString()).isEqualTo("[{\"code\":\"THANKS\",\"args\":[\"you\",5]}]");
    }
}
