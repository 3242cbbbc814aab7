package org.loyaltyrules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.loyaltyrules.Programs.rule;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.loyaltyrules.decision.Decision;
import org.loyaltyrules.event.Day;
import org.loyaltyrules.event.Enrollment;
import org.loyaltyrules.event.Purchase;
import org.loyaltyrules.event.Return;

/** What a day brings to each member, calculated by hand. */
class DaysTest {

    private static final String EARN = rule("Earn", "Purchase()", "award.earn(1);");

    private MembershipEngine engine;

    @AfterEach
    void end() {
        engine.close();
    }

    /** A program with these rules, and members who enrolled on January 1. */
    private void program(String policies, List<String> members, String... rules) {
        String json = "{\"name\": \"test\", \"zone\": \"Asia/Shanghai\", \"currency\": \"CNY\","
                + " \"tiers\": [\"BASIC\", \"SILVER\"]" + policies + "}";
        engine = MembershipEngine.builder()
                .program(LoyaltyProgram.of("test", Map.of("program.json", json, "rules.drl", String.join("\n", rules))))
                .build();
        members.forEach(this::enroll);
    }

    private void enroll(String member) {
        engine.process(Enrollment.of("enroll-" + member, on("2026-01-01"), member));
    }

    private static OffsetDateTime on(String day) {
        return OffsetDateTime.parse(day + "T12:00:00+08:00");
    }

    private Decision buy(String id, String member, String day, String amount) {
        return engine.process(Purchase.of(id, on(day), member, amount));
    }

    private List<Decision> day(String day) {
        return engine.process(Day.of("day-" + day, on(day), LocalDate.parse(day)));
    }

    private static List<String> members(List<Decision> decisions) {
        return decisions.stream().map(Decision::member).toList();
    }

    private static List<String> told(List<Decision> decisions) {
        return decisions.stream()
                .flatMap(decision -> decision.messages().stream()
                        .map(message -> decision.member() + " " + message.code() + " " + message.args()))
                .toList();
    }

    @Test
    void given_pending_points_when_their_day_begins_then_only_their_owner_has_a_decision() {
        program(", \"points\": {\"pending\": \"P7D\"}", List.of("m1", "m2"), EARN);
        buy("p1", "m2", "2026-01-05", "100");
        assertThat(day("2026-01-11")).isEmpty();
        List<Decision> decisions = day("2026-01-12");
        assertThat(members(decisions)).containsExactly("m2");
        assertThat(decisions.get(0).points().released()).isEqualTo(100);
    }

    @Test
    void given_points_that_end_when_the_day_after_their_last_begins_then_they_expire() {
        program(", \"points\": {\"validity\": \"P7D\"}", List.of("m1", "m2"), EARN);
        buy("p1", "m1", "2026-01-05", "100");
        assertThat(day("2026-01-12")).isEmpty();
        List<Decision> decisions = day("2026-01-13");
        assertThat(members(decisions)).containsExactly("m1");
        assertThat(decisions.get(0).points().expired()).isEqualTo(100);
    }

    @Test
    void given_a_quiet_day_when_it_has_begun_then_an_event_before_it_is_late() {
        program(", \"points\": {\"validity\": \"P3D\"}", List.of("m1"), EARN);
        assertThat(day("2026-01-10")).isEmpty();
        assertThat(buy("p1", "m1", "2026-01-06", "100").points().expired()).isEqualTo(100);
        assertThat(buy("p2", "m1", "2026-01-07", "100").points().expired()).isZero();
    }

    @Test
    void given_a_day_before_one_that_was_decided_when_it_comes_then_no_lot_moves_back_in_time() {
        program(", \"points\": {\"validity\": \"P3D\"}", List.of("m1"), EARN);
        buy("p1", "m1", "2026-01-06", "100");
        assertThat(members(day("2026-01-10"))).containsExactly("m1");
        assertThat(day("2026-01-07")).isEmpty();
        assertThat(engine.standing("m1", LocalDate.parse("2026-01-07"))
                        .orElseThrow()
                        .points())
                .isZero();
        assertThat(buy("p2", "m1", "2026-01-06", "100").points().expired()).isEqualTo(100);
    }

    @Test
    void given_a_rule_on_days_when_it_grants_then_those_members_have_decisions_in_order_of_id() {
        program("", List.of("m2", "m1"), rule("Fifteenth", "Day( dayOfMonth == 15 )", "award.points(5);"));
        assertThat(day("2026-01-14")).isEmpty();
        List<Decision> decisions = day("2026-01-15");
        assertThat(members(decisions)).containsExactly("m1", "m2");
        assertThat(decisions).allMatch(decision -> decision.points().balance() == 5);
    }

    @Test
    void given_a_rule_on_days_when_it_grants_nothing_then_nobody_has_a_decision() {
        program("", List.of("m1"), rule("Known", "Day()", "award.tag(\"DAILY\");"));
        assertThat(day("2026-01-14")).hasSize(1);
        assertThat(day("2026-01-15")).isEmpty();
    }

    @Test
    void given_a_rule_on_days_when_it_refuses_then_the_member_is_refused_and_stays_as_before() {
        program(
                "",
                List.of("m1", "m2"),
                rule("Not for one", "Day()\n  Member( id == \"m1\" )", "award.reject(\"CLOSED\");"),
                rule("Points", "Day()", "award.points(5);"));
        List<Decision> decisions = day("2026-01-15");
        assertThat(decisions).extracting(Decision::reason).containsExactly("CLOSED", null);
        assertThat(engine.standing("m1", LocalDate.parse("2026-01-15"))
                        .orElseThrow()
                        .points())
                .isZero();
    }

    @Test
    void given_a_rule_on_the_standing_when_a_day_begins_then_it_is_looked_at() {
        program(
                "",
                List.of("m1"),
                rule("Loyal", "Qualification( member.daysEnrolled >= 30 )", "award.tier(\"SILVER\");"));
        assertThat(day("2026-01-30")).isEmpty();
        assertThat(day("2026-01-31"))
                .singleElement()
                .satisfies(
                        decision -> assertThat(decision.tier()).isEqualTo(new Decision.Tier("BASIC", "SILVER", null)));
    }

    @Test
    void given_a_review_that_renews_the_tier_when_its_day_begins_then_the_new_last_day_is_told() {
        program(
                ", \"tierPolicy\": {\"validity\": \"P30D\", \"downgrade\": \"NEVER\"}",
                List.of("m1", "m2"),
                rule("Silver", "Purchase()", "award.tier(\"SILVER\");"));
        buy("p1", "m1", "2026-01-01", "10");
        assertThat(day("2026-01-31")).isEmpty();
        assertThat(day("2026-02-01"))
                .singleElement()
                .satisfies(decision -> assertThat(decision.tier())
                        .isEqualTo(new Decision.Tier("SILVER", "SILVER", LocalDate.parse("2026-03-02"))));
    }

    @Test
    void given_a_member_who_enrolled_later_when_a_day_begins_then_the_member_is_left_out() {
        program("", List.of("m1"), rule("Points", "Day()", "award.points(5);"));
        engine.process(Enrollment.of("e2", on("2026-01-10"), "m2"));
        assertThat(members(day("2026-01-09"))).containsExactly("m1");
        assertThat(members(day("2026-01-10"))).containsExactly("m1", "m2");
    }

    @Test
    void given_a_first_of_a_month_when_it_begins_then_members_rank_by_last_months_spend() {
        program(
                "",
                List.of("m1", "m2", "m3", "m4"),
                rule(
                        "Rank",
                        "Ranking( board == \"SPEND\", $rank : rank, $value : value )",
                        "award.message(\"RANK\", $rank, $value);"));
        buy("p0", "m4", "2026-01-31", "900");
        buy("p1", "m1", "2026-02-01", "100");
        buy("p2", "m2", "2026-02-10", "300");
        buy("p3", "m3", "2026-02-28", "100");
        buy("p4", "m1", "2026-02-28", "200");
        buy("p5", "m3", "2026-03-01", "900");
        assertThat(told(day("2026-02-28"))).isEmpty();
        // of the two with 300 the one who had it first; who bought in January or March alone has no rank
        assertThat(told(day("2026-03-01")))
                .containsExactly("m1 RANK [2, 300.00]", "m2 RANK [1, 300.00]", "m3 RANK [3, 100.00]");
    }

    @Test
    void given_a_return_when_ranked_then_the_spend_is_less_and_the_value_was_reached_with_it() {
        program(
                "",
                List.of("m1", "m2", "m3"),
                rule("Rank", "Ranking( board == \"SPEND\", $rank : rank )", "award.message(\"RANK\", $rank);"));
        buy("p1", "m1", "2026-02-01", "100");
        buy("p2", "m1", "2026-02-01", "50");
        buy("p3", "m2", "2026-02-02", "100");
        buy("p4", "m3", "2026-02-02", "10");
        engine.process(Return.of("r1", on("2026-02-03"), "m1", "p2"));
        engine.process(Return.of("r2", on("2026-02-03"), "m3", "p4"));
        assertThat(told(day("2026-03-01"))).containsExactly("m1 RANK [2]", "m2 RANK [1]");
    }

    @Test
    void given_referees_when_a_first_of_a_month_begins_then_referrers_rank_by_their_number() {
        program(
                "",
                List.of("m1", "m2"),
                rule(
                        "Rank",
                        "Ranking( board == \"REFERRALS\", $rank : rank, $value : value )",
                        "award.message(\"RANK\", $rank, $value);"));
        refer("a", "m1");
        refer("b", "m2");
        refer("c", "m2");
        assertThat(told(day("2026-03-01"))).containsExactly("m1 RANK [2, 1]", "m2 RANK [1, 2]");
    }

    private void refer(String member, String referrer) {
        engine.process(Enrollment.of("e-" + member, on("2026-02-05"), member).referrer(referrer));
    }
}
