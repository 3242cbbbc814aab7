package org.loyaltyrules.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.loyaltyrules.reference.ReferenceRule.fact;
import static org.loyaltyrules.reference.ReferenceScene.EARN;
import static org.loyaltyrules.reference.ReferenceScene.event;
import static org.loyaltyrules.reference.ReferenceScene.json;
import static org.loyaltyrules.reference.ReferenceScene.memberIn;
import static org.loyaltyrules.reference.ReferenceScene.messages;
import static org.loyaltyrules.reference.ReferenceScene.points;
import static org.loyaltyrules.reference.ReferenceScene.program;
import static org.loyaltyrules.reference.ReferenceScene.reason;
import static org.loyaltyrules.reference.ReferenceScene.texts;
import static org.loyaltyrules.reference.ReferenceScene.vouchers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Sections 3.1 and 6.9 to 6.12, calculated by hand. */
class ReferenceMemberTest {

    private static final String VOUCHER = "vouchers:{TEN:{kind:'AMOUNT_OFF',value:10,validity:'P30D'}}";

    private static ReferenceRule onAction(String path, String operator, Object operand) {
        return ReferenceRule.named("Asked")
                .when(fact("Action").where("member." + path, operator, operand))
                .award("points", 1);
    }

    private static boolean holds(
            String more, String enrolled, String enrollment, String day, String path, String operator, Object operand) {
        ReferenceScene scene = program(more, onAction(path, operator, operand));
        scene.enroll("m1", enrolled, enrollment);
        return points(scene.action("a1", day, "REVIEW"), "earned") == 1;
    }

    @ParameterizedTest
    @CsvSource({
        "FEB_28, 2027-02-28, 0",
        "FEB_28, 2027-03-01, 365",
        "MAR_1, 2027-03-01, 0",
        "MAR_1, 2027-02-28, 1",
        "MAR_1, 2028-02-29, 0",
        "FEB_28, 2028-02-28, 1"
    })
    void givenABirthdayOnTheLeapDayWhenCountedThenItMovesInOtherYears(String policy, String day, int days) {
        String more = "leapDayBirthday:'" + policy + "'";
        String born = "birthday:'2000-02-29'";

        assertThat(holds(more, "2026-01-01", born, day, "daysToBirthday", "==", days))
                .isTrue();
        assertThat(holds(more, "2026-01-01", born, day, "birthday", "==", days == 0))
                .isTrue();
        assertThat(holds(more, "2026-01-01", born, day, "birthdayMonth", "==", day.contains("-02-")))
                .isTrue();
    }

    @Test
    void givenNoBirthdayWhenCountedThenMinusOne() {
        assertThat(holds("", "2026-01-01", "", "2026-01-01", "daysToBirthday", "==", -1))
                .isTrue();
        assertThat(holds("", "2026-01-01", "", "2026-01-01", "birthday", "==", false))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({"2026-05-02, false", "2027-05-02, true", "2027-05-03, false", "2030-05-02, true"})
    void givenAnEnrollmentWhenItsDayReturnsThenItIsAnAnniversary(String day, boolean anniversary) {
        assertThat(holds("", "2026-05-02", "", day, "anniversary", "==", anniversary))
                .isTrue();
    }

    @Test
    void givenABucketWhenCalculatedThenItIsTheUnsignedHashModuloHundred() {
        // SHA-256 of "welcome:m1" begins with ebbd799e53ad10b3
        assertThat(holds("", "2026-01-01", "", "2026-01-01", "bucket(\"welcome\")", "==", 39))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "lastMonths(1), 2026-03-30, 0",
        "lastMonths(1), 2026-02-28, 100",
        "lastMonths(1), 2026-02-27, 100",
        "lastDays(30), 2026-03-01, 0",
        "lastDays(30), 2026-02-28, 100",
        "lastDays(30), 2026-02-27, 100",
        "lastMonth, 2026-02-28, 100",
        "lastMonth, 2026-03-01, 0",
        "lastYear, 2027-12-31, 100",
        "thisQuarter, 2026-03-31, 100",
        "thisQuarter, 2026-04-01, 0"
    })
    void givenAPurchaseOnTheThirtiethOfJanuaryWhenCountedThenEachWindowEndsInItsOwnWay(
            String window, String day, int spend) {
        ReferenceScene scene = memberIn("", onAction("spend." + window, "==", spend));
        scene.purchase("p1", "2026-01-30", "amount:100");

        assertThat(points(scene.action("a1", day, "REVIEW"), "earned")).isEqualTo(1);
    }

    @Test
    void givenAnUpdateWhenDecidedThenTheProfileChangesAndTheRestStays() {
        ReferenceRule seen = ReferenceRule.named("Seen after")
                .when(fact("Qualification")
                        .where("member.tags", "contains", "B")
                        .where("member.tags", "not contains", "A")
                        .where("member.attributes[\"size\"]", "==", "XL")
                        .where("member.attributes[\"color\"]", "==", null)
                        .where("member.channel", "==", "APP"))
                .award("points", 1);
        ReferenceScene scene = program("", seen);
        scene.enroll("m1", "2026-01-01", "channel:'APP',tags:['A'],attributes:{color:'red',size:'M'}");

        ObjectNode decision = scene.play(
                event("update", "u1", "m1", "2026-01-02", "tags:['B'],untag:['A'],attributes:{color:null,size:'XL'}"));

        assertThat(points(decision, "earned")).isEqualTo(1);
        assertThat(decision.get("tags").get("added")).isEmpty();
    }

    @Test
    void givenAReferralWhenValidThenTheReferrerIsEvaluatedInRelated() {
        ReferenceRule both = ReferenceRule.named("Friend")
                .when(fact("Enrollment").where("referred"))
                .award("voucher", "TEN");
        ReferenceRule referrer = ReferenceRule.named("Referrer")
                .when(fact("Referral")
                        .where("stage", "==", "ENROLLED")
                        .where("count", "==", 1)
                        .where("member.referrals.lifetime", "==", 0))
                .award("voucher", "TEN");
        ReferenceRule first = ReferenceRule.named("First purchase")
                .when(fact("Referral").where("stage", "==", "FIRST_PURCHASE").where("countThisMonth", "==", 1))
                .award("points", 200);
        ReferenceScene scene = memberIn(VOUCHER, both, referrer, first);

        ObjectNode enrolled = scene.enroll("m2", "2026-01-02", "referrer:'m1'");
        ObjectNode bought = scene.purchaseBy("m2", "p1", "2026-02-03", "amount:1");
        ObjectNode again = scene.purchaseBy("m2", "p2", "2026-02-03", "amount:1");

        assertThat(vouchers(enrolled)).containsExactly("TEN-enroll-m2-1");
        JsonNode related = enrolled.get("related").get(0);
        assertThat(related.get("member").asText()).isEqualTo("m1");
        assertThat(vouchers(related)).containsExactly("TEN-enroll-m2-2");
        assertThat(points(bought.get("related").get(0), "earned")).isEqualTo(200);
        assertThat(again.get("related")).isEmpty();
    }

    @Test
    void givenAReferralThatIsNoneWhenEnrollingThenAMessageSaysWhy() {
        ReferenceScene scene = memberIn("referral:{maxPerMember:1}");

        assertThat(messages(scene.enroll("m2", "2026-01-02", "referrer:'m2'"))).containsExactly("SELF_REFERRAL");
        assertThat(messages(scene.enroll("m3", "2026-01-02", "referrer:'m9'"))).containsExactly("UNKNOWN_REFERRER");
        assertThat(messages(scene.enroll("m4", "2026-01-02", "referrer:'m1'"))).isEmpty();
        assertThat(messages(scene.enroll("m5", "2026-01-02", "referrer:'m1'"))).containsExactly("REFERRAL_LIMIT");
        scene.play(event("erase", "x1", "m4", "2026-01-03", ""));
        assertThat(messages(scene.play(event("enroll", "e4", "m4", "2026-01-04", "referrer:'m2'"))))
                .containsExactly("ALREADY_REFERRED");
    }

    @Test
    void givenADayWhenDecidedThenMembersInOrderOfIdAndVouchersCountedTogether() {
        ReferenceRule first = ReferenceRule.named("First of the month")
                .when(fact("Day").where("firstOfMonth"))
                .award("voucher", "TEN");
        ReferenceScene scene = program(VOUCHER, first);
        scene.enroll("m2", "2026-01-01", "");
        scene.enroll("m1", "2026-01-01", "");
        scene.enroll("m3", "2026-02-02", "");

        List<ObjectNode> decisions = scene.day("2026-02-01");

        assertThat(decisions)
                .extracting(decision -> decision.get("member").asText())
                .containsExactly("m1", "m2");
        assertThat(vouchers(decisions.get(0))).containsExactly("TEN-day-2026-02-01-1");
        assertThat(vouchers(decisions.get(1))).containsExactly("TEN-day-2026-02-01-2");
    }

    @Test
    void givenADayWhenItsDateComesAgainUnderAnotherIdThenItIsAReplay() {
        ReferenceRule daily = ReferenceRule.named("Daily").when(fact("Day")).award("points", 1);
        ReferenceScene scene = memberIn("", daily);
        scene.day("2026-02-01");
        scene.enroll("m2", "2026-01-15", "");

        List<ObjectNode> again =
                scene.playAll(json("{type:'day',id:'other',at:'2026-02-01T08:00:00+08:00',date:'2026-02-01'}"));

        assertThat(again).hasSize(1);
        assertThat(again.get(0).get("replayed").asBoolean()).isTrue();
        assertThat(scene.member("m1", "2026-02-01").get("points").asLong()).isEqualTo(1);
    }

    @Test
    void givenTheFirstOfAMonthWhenRankedThenEqualValuesRankAsTheyWereReached() {
        ReferenceRule ranked = ReferenceRule.named("Ranked by spend")
                .when(fact("Ranking").as("$r").where("board", "==", "SPEND"))
                .award("message", "RANK", ReferenceRule.expression("$r", "rank"));
        ReferenceScene scene = memberIn("", ranked);
        for (String member : List.of("m2", "m3", "m4", "m5")) {
            scene.enroll(member, "2026-01-01", "");
        }
        scene.purchaseBy("m1", "p1", "2026-01-05", "lines:[{quantity:2,amount:200}]");
        scene.purchaseBy("m2", "p2", "2026-01-05", "amount:100");
        scene.purchaseBy("m3", "p3", "2026-01-05", "amount:150");
        scene.purchaseBy("m4", "p4", "2026-02-01", "amount:999");
        // m1 falls to 100 after m2 reached it
        scene.returnOf("p1", "r1", "2026-01-31", "lines:[{line:1,quantity:1}]");

        List<ObjectNode> decisions = scene.day("2026-02-01");

        assertThat(decisions)
                .extracting(decision -> decision.get("member").asText() + " "
                        + decision.get("messages").get(0).get("args").get(0))
                .containsExactly("m1 3", "m2 2", "m3 1");
    }

    @Test
    void givenARewardWhenRedeemedThenPointsGoAndTheVoucherComes() {
        ReferenceScene scene =
                memberIn(VOUCHER + ",rewards:{TEN_FOR_50:{points:50,minTier:'SILVER',gives:{voucher:'TEN'}}}");
        scene.adjust("a1", "2026-01-02", 60);
        assertThat(reason(scene.redeem("x1", "2026-01-02", "TEN_FOR_50"))).isEqualTo("TIER_TOO_LOW");

        ReferenceScene open = memberIn(VOUCHER + ",rewards:{TEN_FOR_50:{points:50,gives:{voucher:'TEN'}}}");
        open.adjust("a1", "2026-01-02", 60);
        ObjectNode decision = open.redeem("x1", "2026-01-02", "TEN_FOR_50");

        assertThat(points(decision, "spent")).isEqualTo(50);
        assertThat(vouchers(decision)).containsExactly("TEN-x1-1");
        assertThat(reason(open.redeem("x2", "2026-01-02", "TEN_FOR_50"))).isEqualTo("INSUFFICIENT_POINTS");
    }

    @Test
    void givenAnExtensionOfPointsWhenRedeemedThenEachLotThatIsLeftIsExtendedOnce() {
        ReferenceScene scene = memberIn("points:{validity:'P1M',roundTo:'MONTH_END'},"
                + "rewards:{LONGER:{points:50,gives:{extendPoints:'P1M'}}}");
        scene.adjust("a1", "2026-01-02", 50);
        scene.adjust("a2", "2026-02-02", 60);

        // the first lot pays; the second goes from 31 March to 30 April
        scene.redeem("x1", "2026-02-03", "LONGER");
        assertThat(reason(scene.redeem("x2", "2026-02-03", "LONGER"))).isEqualTo("NOTHING_TO_GAIN");
        assertThat(points(scene.action("y1", "2026-04-30", "REVIEW"), "balance"))
                .isEqualTo(60);
        assertThat(points(scene.action("y2", "2026-05-01", "REVIEW"), "expired"))
                .isEqualTo(60);
    }

    @Test
    void givenATransferWhenDecidedThenTheReceiversLotsKeepTheirDates() {
        ReferenceScene scene = memberIn("points:{validity:'P10D'}");
        scene.enroll("m2", "2026-01-01", "");
        scene.adjust("a1", "2026-01-02", 60);
        scene.adjust("a2", "2026-01-08", 60);

        ObjectNode decision = scene.play(event("transfer", "t1", "m1", "2026-01-09", "to:'m2',points:100"));
        ObjectNode later = scene.play(event("action", "x", "m2", "2026-01-13", "kind:'REVIEW'"));

        assertThat(points(decision, "spent")).isEqualTo(100);
        assertThat(points(decision.get("related").get(0), "earned")).isEqualTo(100);
        assertThat(points(later, "expired")).isEqualTo(60);
        assertThat(points(later, "balance")).isEqualTo(40);
        assertThat(reason(scene.play(event("transfer", "t2", "m1", "2026-01-09", "to:'m1',points:1"))))
                .isEqualTo("INVALID_RECIPIENT");
        assertThat(reason(scene.play(event("transfer", "t2", "m1", "2026-01-13", "to:'m2',points:21"))))
                .isEqualTo("INSUFFICIENT_POINTS");
    }

    @Test
    void givenAConversionWhenDecidedThenUnitsAreRoundedDown() {
        ReferenceScene scene = memberIn("partners:{AIR:{rate:0.35,min:1000,step:100}}");
        scene.adjust("a1", "2026-01-02", 2000);

        ObjectNode decision = scene.play(event("convert", "c1", "m1", "2026-01-03", "partner:'AIR',points:1100"));

        assertThat(decision.get("partner").toString()).isEqualTo("{\"code\":\"AIR\",\"units\":385}");
        assertThat(points(decision, "balance")).isEqualTo(900);
        assertThat(reason(scene.play(event("convert", "c2", "m1", "2026-01-03", "partner:'AIR',points:900"))))
                .isEqualTo("INVALID_STEP");
        assertThat(reason(scene.play(event("convert", "c2", "m1", "2026-01-03", "partner:'AIR',points:1050"))))
                .isEqualTo("INVALID_STEP");
        assertThat(reason(scene.play(event("convert", "c2", "m1", "2026-01-03", "partner:'SEA',points:100"))))
                .isEqualTo("UNKNOWN_PARTNER");
        assertThat(reason(scene.play(event("convert", "c2", "m1", "2026-01-03", "partner:'AIR',points:1000"))))
                .isEqualTo("INSUFFICIENT_POINTS");
    }

    @Test
    void givenAnAdjustmentWhenNegativeThenItSpendsInOrderAndNotBeyondTheBalance() {
        ReferenceScene scene = memberIn("");
        scene.adjust("a1", "2026-01-02", 100);

        assertThat(reason(scene.adjust("a2", "2026-01-02", -101))).isEqualTo("INSUFFICIENT_POINTS");
        assertThat(points(scene.adjust("a2", "2026-01-02", -100), "spent")).isEqualTo(100);
    }

    @Test
    void givenAnErasureWhenDecidedThenTheMemberIsGoneAndTheLedgerStillAddsUp() {
        ReferenceScene scene = memberIn(VOUCHER, EARN);
        scene.purchase("p1", "2026-01-05", "amount:100");
        ObjectNode erase = event("erase", "x1", "m1", "2026-01-06", "");

        ObjectNode decision = scene.play(erase);

        assertThat(decision.get("status").asText()).isEqualTo("ACCEPTED");
        assertThat(points(decision, "balance")).isZero();
        assertThat(reason(scene.play(erase))).isEqualTo("UNKNOWN_MEMBER");
        assertThat(reason(scene.purchase("p1", "2026-01-05", "amount:100"))).isEqualTo("UNKNOWN_MEMBER");
        assertThat(scene.engine.entries())
                .extracting(entry -> entry.get("kind").asText() + " " + entry.get("points"))
                .containsExactly("EARN 100", "FORFEIT -100");
        assertThat(scene.engine.entries())
                .noneMatch(entry -> entry.get("member").asText().equals("m1"));
        assertThat(scene.enroll("m1", "2026-01-07", "").get("status").asText()).isEqualTo("ACCEPTED");
        assertThat(scene.purchase("p1", "2026-01-08", "amount:1").get("status").asText())
                .isEqualTo("ACCEPTED");
    }

    @Test
    void givenADebtWhenFilledThenTwoEntriesSayIt() {
        ReferenceScene scene = memberIn("rewards:{MUG:{points:100,gives:{gift:'MUG'}}}", EARN);
        scene.purchase("p1", "2026-01-05", "amount:100");
        scene.redeem("x1", "2026-01-05", "MUG");
        scene.returnOf("p1", "r1", "2026-01-06", "");
        scene.adjust("a1", "2026-01-07", 30);

        assertThat(scene.engine.entries())
                .extracting(entry -> entry.get("kind").asText() + " " + entry.get("points") + " " + entry.get("lot"))
                .containsExactly(
                        "EARN 100 1",
                        "SPEND -100 1",
                        "CLAWBACK -100 null",
                        "ADJUST 30 2",
                        "CLAWBACK -30 2",
                        "CLAWBACK 30 null");
    }

    @Test
    void givenMembersWhenListedThenTheirStandingIsAsOfTheDayAndNothingFires() {
        ReferenceRule daily = ReferenceRule.named("Daily").when(fact("Day")).award("points", 1);
        ReferenceRule welcome = ReferenceRule.named("Welcome")
                .when(fact("Enrollment"))
                .award("voucher", "TEN")
                .award("tag", "NEW");
        ReferenceScene scene = memberIn(VOUCHER + ",points:{validity:'P10D'}", daily, welcome, EARN);
        scene.purchase("p1", "2026-01-05", "amount:20,vouchers:['TEN-enroll-m1-1']");
        scene.enroll("m2", "2026-01-02", "");
        String digest = scene.engine.digest();

        assertThat(scene.member("m1", "2026-01-15").toString())
                .isEqualTo("{\"member\":\"m1\",\"tier\":\"BASIC\",\"tierUntil\":null,\"points\":10,\"pending\":0,"
                        + "\"spend\":10.00,\"purchases\":1,\"vouchers\":[],\"benefits\":[],\"tags\":[\"NEW\"]}");
        assertThat(scene.member("m1", "2026-01-16").get("points").asLong()).isZero();
        assertThat(texts(scene.member("m2", "2026-02-01").get("vouchers"), "")).containsExactly("TEN-enroll-m2-1");
        assertThat(scene.member("m2", "2026-02-02").get("vouchers")).isEmpty();
        assertThat(scene.engine.digest()).isEqualTo(digest);
    }
}
