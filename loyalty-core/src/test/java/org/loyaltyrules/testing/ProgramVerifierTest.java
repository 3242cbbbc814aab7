package org.loyaltyrules.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.loyaltyrules.testing.ProgramVerifier.action;
import static org.loyaltyrules.testing.ProgramVerifier.adjustment;
import static org.loyaltyrules.testing.ProgramVerifier.conversion;
import static org.loyaltyrules.testing.ProgramVerifier.daysUntil;
import static org.loyaltyrules.testing.ProgramVerifier.enrollment;
import static org.loyaltyrules.testing.ProgramVerifier.erasure;
import static org.loyaltyrules.testing.ProgramVerifier.event;
import static org.loyaltyrules.testing.ProgramVerifier.line;
import static org.loyaltyrules.testing.ProgramVerifier.member;
import static org.loyaltyrules.testing.ProgramVerifier.passDays;
import static org.loyaltyrules.testing.ProgramVerifier.purchase;
import static org.loyaltyrules.testing.ProgramVerifier.redemption;
import static org.loyaltyrules.testing.ProgramVerifier.returnOf;
import static org.loyaltyrules.testing.ProgramVerifier.returnOfAll;
import static org.loyaltyrules.testing.ProgramVerifier.transfer;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.loyaltyrules.LoyaltyProgram;
import org.loyaltyrules.decision.Decision.Obstacle;
import org.loyaltyrules.event.Purchase;

class ProgramVerifierTest {

    private static final String GOLD = "Gold members earn half as much again";
    private static final String BIRTHDAY = "A voucher and a gift on the birthday";
    private static final String FRIEND = "Points for a friend";

    private static final LoyaltyProgram PROGRAM =
            LoyaltyProgram.of("club", Map.of("program.json", """
            {"name": "club", "zone": "Asia/Shanghai", "currency": "CNY", "tiers": ["BASIC", "GOLD"],
             "points": {"payWith": {"pointsPerUnit": 100, "step": 100, "maxShare": 1}},
             "vouchers": {"OFF10": {"kind": "AMOUNT_OFF", "value": 10, "validity": "P30D"}},
             "rewards": {"MUG": {"points": 200, "gives": {"gift": "MUG"}}},
             "partners": {"AIR": {"rate": 0.5, "min": 0, "step": 1}}}
            """, "rules.drl", """
            rule "One point a yuan"
            when
              Purchase()
            then
              award.earn(1);
            end
            rule "Gold members earn half as much again"
            when
              Purchase( tier == "GOLD" )
            then
              award.multiply(1.5);
            end
            rule "5 percent off in the app"
            when
              Purchase( channel == "APP" )
            then
              award.discount(5);
            end
            rule "Gold from 500 yuan"
            when
              Qualification( spend.lifetime >= 500 )
            then
              award.tier("GOLD");
              award.benefit("LOUNGE");
              award.message("WELCOME_TO_GOLD");
            end
            rule "A voucher and a gift on the birthday"
            when
              Day( member.birthday == true )
            then
              award.voucher("OFF10");
              award.gift("CAKE");
            end
            rule "One check-in a day"
              @limit("1 per day")
            when
              Action( kind == "CHECK_IN" )
            then
              award.points(2);
              award.tag("ACTIVE");
            end
            rule "Nothing above 1,000 yuan"
            when
              Purchase( amount > 1000 )
            then
              award.reject("TOO_MUCH");
            end
            rule "Points for a friend"
            when
              Referral( stage == "ENROLLED" )
            then
              award.points(30);
            end
            rule "VIPs check in for more"
            when
              Action( kind == "CHECK_IN", member.attributes["vip"] == "yes", member.tags contains "KEEN" )
            then
              award.points(5);
            end
            """));

    private static final ProgramVerifier VERIFY = ProgramVerifier.of(PROGRAM);

    @Test
    void given_a_member_of_a_tier_when_it_buys_then_the_sentence_on_the_program_and_on_the_rule_hold() {
        VERIFY.given(member().tier("GOLD"))
                .when(purchase("100"))
                .awardsPoints(150)
                .leavesPoints(150);
        VERIFY.rule(GOLD)
                .given(member().tier("GOLD"))
                .when(purchase("100"))
                .fires()
                .awardsFactor("1.5")
                .awardsPoints(50);
        VERIFY.rule(GOLD).given(member()).when(purchase("100")).doesNotFire().awardsNothing();
        VERIFY.rule("One point a yuan")
                .given(member())
                .when(purchase("12.50"))
                .awardsRate("1")
                .awardsPoints("12.5");
    }

    @Test
    void given_a_tier_points_and_spend_when_a_test_begins_then_nothing_else_came_with_them() {
        VERIFY.given(member().points(700).spent("499").voucher("OFF10"))
                .when(action("OTHER"))
                .awardsNothing()
                .leavesPoints(700)
                .leavesTier("BASIC")
                .thenWhen(purchase("1"))
                .awardsTier("GOLD")
                .awardsBenefit("LOUNGE")
                .awardsMessage("WELCOME_TO_GOLD")
                .fires("Gold from 500 yuan")
                .doesNotFire(GOLD);
    }

    @Test
    void given_a_voucher_when_it_is_used_by_its_definition_then_it_takes_its_value_off_once() {
        VERIFY.given(member().voucher("OFF10"))
                .when(purchase("100").using("OFF10"))
                .isAccepted()
                .pays("90")
                .thenWhen(purchase("100").using("OFF10"))
                .isRefused("UNKNOWN_VOUCHER");
    }

    @Test
    void given_details_of_a_purchase_when_it_is_decided_then_rules_see_them() {
        VERIFY.given(member().points(300))
                .when(purchase("100").through("APP").inStore("s1").payingWith(300))
                .awardsDiscount("5")
                .pays("92");
        VERIFY.rule("5 percent off in the app")
                .given(member())
                .when(purchase("100").through("APP"))
                .awardsPercentOff("5");
    }

    @Test
    void given_a_birthday_when_days_pass_then_what_was_awarded_on_any_of_them_counts() {
        VERIFY.rule(BIRTHDAY)
                .given(member().birthday("05-02"))
                .on("2026-04-25")
                .when(passDays(6))
                .doesNotFire()
                .thenWhen(passDays(1))
                .awardsVoucher("OFF10")
                .awardsGift("CAKE")
                .thenWhen(daysUntil("2026-06-01"))
                .awardsNothing()
                .thenWhen(purchase("100").using("OFF10"))
                .awardsNothing();
        VERIFY.given(member().birthday("05-02"))
                .on("2026-05-01")
                .when(passDays(32), purchase("100").using("OFF10"))
                .isRefused("VOUCHER_EXPIRED");
    }

    @Test
    void given_days_and_times_when_events_happen_then_they_are_those_of_the_programs_zone() {
        var decisions = VERIFY.given(member())
                .when(
                        purchase("1").on("2026-05-02").at("23:59"),
                        purchase("2"),
                        purchase("3").on("2026-05-03"))
                .decisions();
        assertThat(decisions.get(0).at()).isEqualTo(OffsetDateTime.parse("2026-05-03T12:00:00+08:00"));
        assertThat(VERIFY.given(member())
                        .when(purchase("1").on("2026-05-02").at("23:59"), purchase("2"))
                        .decisions()
                        .get(0)
                        .at())
                .isEqualTo(OffsetDateTime.parse("2026-05-02T23:59:00+08:00"));
    }

    @Test
    void given_a_limit_when_it_is_used_up_then_the_rule_is_suppressed() {
        VERIFY.rule("One check-in a day")
                .given(member())
                .when(action("CHECK_IN"))
                .awardsPoints(2)
                .awardsTag("ACTIVE")
                .thenWhen(action("CHECK_IN"))
                .fires()
                .awardsNothing()
                .isSuppressedBy(Obstacle.LIMIT);
        VERIFY.given(member())
                .when(action("CHECK_IN"), action("CHECK_IN"))
                .suppresses("One check-in a day", Obstacle.LIMIT)
                .awardsNothing();
    }

    @Test
    void given_a_rule_that_refuses_when_it_fires_then_the_reason_is_its_own() {
        VERIFY.rule("Nothing above 1,000 yuan")
                .given(member())
                .when(purchase("1000.01"))
                .refuses("TOO_MUCH")
                .thenWhen(purchase("1000"))
                .doesNotFire();
        VERIFY.given(member()).when(purchase("1000.01")).isRefused("TOO_MUCH").awardsNothing();
    }

    @Test
    void given_a_referrer_when_a_friend_enrolls_then_the_sentence_can_be_about_either() {
        VERIFY.given(member("anna"))
                .when(enrollment(
                        member("ben").referredBy("anna").birthday("01-02").enrolledBy("APP")))
                .awardsNothing()
                .about("anna")
                .awardsPoints(30);
        VERIFY.rule(FRIEND)
                .given(member("anna"))
                .when(enrollment(member("ben").referredBy("anna")))
                .awardsPoints(30)
                .about("ben")
                .awardsNothing();
    }

    @Test
    void given_earlier_events_when_a_test_begins_then_the_program_has_decided_them() {
        VERIFY.given(member().after(purchase("500").on("2026-03-01")))
                .when(purchase("10"))
                .awardsPoints(15)
                .leavesPoints(515);
        VERIFY.given(
                        member().after(purchase("500").on("2026-02-01")),
                        member("m2").after(purchase("20").on("2026-02-20")))
                .when(purchase("10").by("m2"))
                .awardsPoints(10)
                .leavesPoints(30);
        VERIFY.given(member().points(100).spent("400").after(purchase("20").on("2026-02-01")))
                .when(purchase("80"))
                .awardsTier("GOLD")
                .leavesPoints(200);
        assertThatThrownBy(() -> VERIFY.given(
                                member().voucher("OFF10").after(purchase("20").on("2026-03-01")))
                        .when(purchase("1")))
                .hasMessageContaining("m1 cannot be given vouchers of OFF10, but only 0 that can be used");
    }

    @Test
    void given_a_rule_when_it_fires_or_not_then_the_sentence_can_say_why() {
        VERIFY.rule(GOLD)
                .given(member())
                .when(purchase("100"))
                .doesNotFire()
                .because("tier == \"GOLD\"; it was \"BASIC\"");
        VERIFY.rule(GOLD).given(member().tier("GOLD")).when(purchase("100")).because("multiply 1.5 (50 points)");
        VERIFY.rule("Gold from 500 yuan")
                .given(member())
                .when(purchase("499.99"))
                .doesNotFire()
                .because("0.01 CNY too little");
        VERIFY.rule(BIRTHDAY)
                .given(member().birthday("03-05"))
                .when(passDays(1))
                .doesNotFire()
                .because("member.birthday");
    }

    @Test
    void given_tags_and_attributes_when_an_event_is_decided_then_rules_see_them() {
        VERIFY.rule("VIPs check in for more")
                .given(member().attribute("vip", "yes").tag("KEEN").enrolledOn("2026-03-03"))
                .when(action("CHECK_IN"))
                .awardsPoints(5);
    }

    @Test
    void given_every_kind_of_event_when_it_happens_then_it_is_decided() {
        VERIFY.given(member().points(1000), member("m2"))
                .when(purchase(line("A", "TEA", 2, "20"), line("B", "TEA", 1, "5")))
                .awardsPoints(25)
                .thenWhen(returnOf(1, 1))
                .leavesPoints(1015)
                .thenWhen(returnOfAll())
                .leavesPoints(1000)
                .thenWhen(redemption("MUG"))
                .awardsGift("MUG")
                .leavesPoints(800)
                .thenWhen(transfer(100, "m2"))
                .leavesPoints(700)
                .thenWhen(conversion(200, "AIR"))
                .leavesPoints(500)
                .thenWhen(adjustment(-50))
                .leavesPoints(450)
                .thenWhen(purchase("10").by("m2"))
                .leavesPoints(110)
                .thenWhen(event(Purchase.of("x", OffsetDateTime.parse("2026-03-03T12:00:00+08:00"), "m2", "5")))
                .leavesPoints(115)
                .thenWhen(erasure(), purchase("1"))
                .isRefused("UNKNOWN_MEMBER");
    }

    @Test
    void given_sentences_when_coverage_is_asked_for_then_it_has_the_rules_that_fired_in_any_of_them() {
        ProgramVerifier verify = ProgramVerifier.of(PROGRAM);
        assertThat(verify.coverage().notFired()).hasSize(9);

        verify.given(member()).when(purchase("1"));
        verify.given(member().birthday("03-04")).when(passDays(1));

        assertThat(verify.coverage().describe())
                .startsWith("2 of 9 rules fired\n  not: rules.drl:7 \"" + GOLD + "\"\n");
    }

    static Stream<Arguments> failures() {
        return Stream.<Map.Entry<String, Runnable>>of(
                        Map.entry(
                                "points",
                                () -> VERIFY.given(member().tier("GOLD").points(5))
                                        .when(purchase("100"))
                                        .awardsPoints(100)),
                        Map.entry(
                                "points-of-rule",
                                () -> VERIFY.rule(GOLD)
                                        .given(member().tier("GOLD")
                                                .spent("20")
                                                .tag("A")
                                                .enrolledOn("2026-01-15"))
                                        .when(purchase("100"))
                                        .awardsPoints(60)),
                        Map.entry(
                                "factor",
                                () -> VERIFY.rule(GOLD)
                                        .given(member().tier("GOLD"))
                                        .when(purchase("100"))
                                        .awardsFactor("2")),
                        Map.entry(
                                "did-not-fire",
                                () -> VERIFY.rule(GOLD)
                                        .given(member())
                                        .when(purchase("100"))
                                        .fires()),
                        Map.entry(
                                "fired",
                                () -> VERIFY.rule(GOLD)
                                        .given(member().tier("GOLD"))
                                        .when(purchase("100"))
                                        .doesNotFire()),
                        Map.entry(
                                "nothing",
                                () -> VERIFY.given(member().spent("450"))
                                        .when(purchase("100").through("APP"))
                                        .awardsNothing()),
                        Map.entry(
                                "voucher",
                                () -> VERIFY.given(member().birthday("03-04").attribute("phone", "123"))
                                        .when(passDays(3))
                                        .awardsVoucher("OFF20")),
                        Map.entry(
                                "gift",
                                () -> VERIFY.given(member().voucher("OFF10"))
                                        .when(purchase("1"), purchase("2").on("2026-04-01"))
                                        .awardsGift("CAKE")),
                        Map.entry(
                                "refused",
                                () -> VERIFY.given(member())
                                        .when(purchase("1001"))
                                        .isAccepted()),
                        Map.entry(
                                "accepted",
                                () -> VERIFY.rule("Nothing above 1,000 yuan")
                                        .given(member())
                                        .when(purchase("1000"))
                                        .refuses("TOO_MUCH")),
                        Map.entry(
                                "pays",
                                () -> VERIFY.given(member())
                                        .when(purchase("100").through("APP"))
                                        .pays("100")),
                        Map.entry(
                                "suppressed",
                                () -> VERIFY.rule("One check-in a day")
                                        .given(member())
                                        .when(action("CHECK_IN"))
                                        .isSuppressedBy(Obstacle.LIMIT)),
                        Map.entry(
                                "because",
                                () -> VERIFY.rule("Gold from 500 yuan")
                                        .given(member())
                                        .when(purchase("480"))
                                        .doesNotFire()
                                        .because("10.00 CNY too little")),
                        Map.entry(
                                "because-of-nothing",
                                () -> VERIFY.rule(BIRTHDAY)
                                        .given(member())
                                        .when(purchase("480"))
                                        .because("member.birthday")),
                        Map.entry(
                                "other-rule-fired",
                                () -> VERIFY.given(member())
                                        .when(purchase("100"))
                                        .fires(GOLD)),
                        Map.entry(
                                "tier",
                                () -> VERIFY.given(member().spent("400"))
                                        .when(purchase("99"))
                                        .leavesTier("GOLD")),
                        Map.entry(
                                "no-decision",
                                () -> VERIFY.given(member().birthday("01-01"))
                                        .when(passDays(1))
                                        .isRefused("X")))
                .map(entry -> Arguments.of(entry.getKey(), entry.getValue()));
    }

    /** With -Dgolden.update=true the files are written anew. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("failures")
    void given_a_sentence_that_is_not_so_when_it_is_said_then_the_failure_reads_as_in_the_golden_file(
            String name, Runnable sentence) throws IOException {
        Path golden = Path.of("src/test/resources/org/loyaltyrules/testing/verifier", name + ".txt");
        AssertionError failure = null;
        try {
            sentence.run();
        } catch (AssertionError e) {
            failure = e;
        }
        assertThat(failure).isNotNull();
        if (Boolean.getBoolean("golden.update")) {
            Files.writeString(golden, failure.getMessage() + "\n", StandardCharsets.UTF_8);
        }
        assertThat(failure.getMessage() + "\n").isEqualTo(Files.readString(golden, StandardCharsets.UTF_8));
    }

    static Stream<Arguments> mistakes() {
        return Stream.<Map.Entry<String, Function<ProgramVerifier, Object>>>of(
                        Map.entry(
                                "program club@1 has no rule \"Gold members earn half as much agian\"; did you mean"
                                        + " \"Gold members earn half as much again\"?",
                                verify -> verify.rule("Gold members earn half as much agian")),
                        Map.entry(
                                "program club@1 has no rule \"X\"",
                                verify -> verify.given(member())
                                        .when(purchase("1"))
                                        .fires("X")),
                        Map.entry(
                                "m1 cannot be given tier GOLDEN, but only tier BASIC; the catalog, and policies on validity and"
                                        + " pending points, decide what is possible",
                                verify -> verify.given(member().tier("GOLDEN")).when(purchase("1"))),
                        Map.entry(
                                "m1 cannot be given vouchers of OFF20, but only 0 that can be used; the catalog, and policies on"
                                        + " validity and pending points, decide what is possible",
                                verify ->
                                        verify.given(member().voucher("OFF20")).when(purchase("1"))),
                        Map.entry(
                                "m1 cannot have enrolled on 2026-03-04 when the test begins on 2026-03-03",
                                verify -> verify.given(member().enrolledOn("2026-03-04"))
                                        .when(purchase("1"))),
                        Map.entry(
                                "what is given to m1 is not possible: enroll UNKNOWN_REFERRER",
                                verify -> verify.given(member().referredBy("nobody"))
                                        .when(purchase("1"))),
                        Map.entry(
                                "each earlier event of m1 needs a day of its own, such as purchase(\"100\").on(\"2026-03-02\"),"
                                        + " not after 2026-03-03, on which the test begins",
                                verify -> verify.given(member().after(purchase("1")))
                                        .when(purchase("1"))),
                        Map.entry(
                                "it is 2026-03-03; days cannot begin up to 2026-03-03",
                                verify -> verify.given(member()).when(daysUntil("2026-03-03"))),
                        Map.entry(
                                "there is no accepted purchase of m1 that could be returned",
                                verify -> verify.given(member()).when(returnOfAll())),
                        Map.entry(
                                "nobody of the id m2 is enrolled",
                                verify -> verify.given(member())
                                        .when(purchase("1"))
                                        .about("m2")
                                        .leavesTier("GOLD")))
                .map(entry -> Arguments.of(entry.getKey(), entry.getValue()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("mistakes")
    void given_a_sentence_that_makes_no_sense_when_it_is_said_then_it_is_told_why(
            String message, Function<ProgramVerifier, Object> sentence) {
        assertThatThrownBy(() -> sentence.apply(VERIFY))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }

    @Test
    void given_pending_points_that_cannot_be_available_when_they_are_given_then_it_is_told() {
        LoyaltyProgram slow = LoyaltyProgram.of("slow", Map.of("program.json", """
                {"name": "slow", "zone": "UTC", "currency": "EUR", "tiers": ["A"], "points": {"pending": "P7D"}}
                """));
        ProgramVerifier verify = ProgramVerifier.of(slow);

        verify.given(member().points(10)).when(purchase("1")).leavesPoints(10);
        assertThatThrownBy(() -> verify.given(member().points(10).enrolledOn("2026-03-01"))
                        .when(purchase("1")))
                .hasMessageContaining("m1 cannot be given 10 to spend, but only 0 to spend");
    }

    @Test
    void given_numbers_out_of_range_when_a_sentence_is_made_then_that_is_refused() {
        assertThatThrownBy(() -> passDays(0)).hasMessage("0 days cannot pass; 1 or more are expected");
        assertThatThrownBy(() -> member().points(-1))
                .hasMessage("a member cannot be given -1 points; 0 or more are expected");
    }

    /** What cannot be said in another order has no such method. */
    @Test
    void given_the_types_of_a_sentence_when_their_methods_are_listed_then_each_has_only_what_comes_next() {
        assertThat(names(RuleVerifier.class)).containsExactly("given");
        assertThat(names(Given.class)).containsExactly("on", "when");
        assertThat(names(ProgramVerifier.class)).doesNotContain("when", "awardsPoints");
        assertThat(names(RuleThen.class)).contains("awardsPoints", "thenWhen").doesNotContain("given", "when");
        assertThat(names(ProgramThen.class))
                .contains("awardsPoints", "thenWhen")
                .doesNotContain("given", "when");
    }

    private static List<String> names(Class<?> type) {
        return Stream.of(type.getMethods())
                .filter(method -> method.getDeclaringClass() != Object.class)
                .map(java.lang.reflect.Method::getName)
                .distinct()
                .sorted()
                .toList();
    }
}
