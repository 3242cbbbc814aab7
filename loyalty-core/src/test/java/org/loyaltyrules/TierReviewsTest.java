package org.loyaltyrules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.loyaltyrules.Programs.rule;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.loyaltyrules.decision.Decision;
import org.loyaltyrules.decision.MemberStanding;
import org.loyaltyrules.event.Action;
import org.loyaltyrules.event.Day;
import org.loyaltyrules.event.Enrollment;
import org.loyaltyrules.event.Purchase;
import org.loyaltyrules.event.Return;

/** Reviews of tiers and what upgrades and falls bring with them, calculated by hand. */
class TierReviewsTest {

    private static final String MONTH = "\"validity\": \"P30D\"";
    private static final String SILVER =
            rule("Silver", "Qualification( spend.lastDays(30) >= 100 )", "award.tier(\"SILVER\");");
    private static final String GOLD =
            rule("Gold", "Qualification( spend.lastDays(30) >= 300 )", "award.tier(\"GOLD\");");
    private static final String NEWS = rule(
            "News",
            "TierChange( $from : from, $to : to, $up : upgrade, $date : date )",
            "award.message(\"NEWS\", $from, $to, $up, $date);");
    private static final String SINCE = rule(
            "Since", "Action( kind == \"ASK\" )\n  Member( $since : tierSince )", "award.message(\"SINCE\", $since);");

    private MembershipEngine engine;

    @AfterEach
    void end() {
        engine.close();
    }

    /** A program with these rules, and a member who enrolled on January 1. */
    private void program(String tierPolicy, String... rules) {
        String json = "{\"name\": \"test\", \"zone\": \"Asia/Shanghai\", \"currency\": \"CNY\","
                + " \"tiers\": [\"BASIC\", \"SILVER\", \"GOLD\"],"
                + " \"budgets\": {\"ONE\": {\"unit\": \"USES\", \"cap\": 1}, \"TWO\": {\"unit\": \"USES\", \"cap\": 2}},"
                + " \"tierPolicy\": {" + tierPolicy + "}}";
        engine = MembershipEngine.builder()
                .program(LoyaltyProgram.of("test", Map.of("program.json", json, "rules.drl", String.join("\n", rules))))
                .build();
        engine.process(Enrollment.of("e1", on("2026-01-01"), "m1"));
    }

    private static OffsetDateTime on(String day) {
        return OffsetDateTime.parse(day + "T12:00:00+08:00");
    }

    private Decision buy(String day, String amount) {
        return engine.process(Purchase.of("buy-" + day, on(day), "m1", amount));
    }

    private Decision ask(String day) {
        return engine.process(Action.of("ask-" + day, on(day), "m1", "ASK"));
    }

    private MemberStanding standing(String day) {
        return engine.standing("m1", LocalDate.parse(day)).orElseThrow();
    }

    private static List<String> messages(Decision decision) {
        return decision.messages().stream()
                .map(message -> message.args().stream().map(String::valueOf).collect(Collectors.joining(" ")))
                .toList();
    }

    private static void assertTier(Decision decision, String before, String after, String until) {
        LocalDate lastDay = until == null ? null : LocalDate.parse(until);
        assertThat(decision.tier()).isEqualTo(new Decision.Tier(before, after, lastDay));
    }

    @Test
    void given_no_grace_when_the_last_valid_day_comes_then_the_tier_is_still_there() {
        program(MONTH, SILVER);
        assertTier(buy("2026-01-01", "100"), "BASIC", "SILVER", "2026-01-31");
        assertTier(ask("2026-01-31"), "SILVER", "SILVER", "2026-01-31");
    }

    @Test
    void given_no_grace_when_the_day_after_comes_then_the_tier_is_reviewed() {
        program(MONTH, SILVER);
        buy("2026-01-01", "100");
        assertTier(ask("2026-02-01"), "SILVER", "BASIC", null);
    }

    @Test
    void given_grace_when_its_last_day_comes_then_no_review_is_held() {
        program(MONTH + ", \"grace\": \"P10D\"", SILVER);
        buy("2026-01-01", "100");
        assertTier(ask("2026-02-10"), "SILVER", "SILVER", "2026-01-31");
    }

    @Test
    void given_grace_when_the_day_after_it_comes_then_the_review_is_held() {
        program(MONTH + ", \"grace\": \"P10D\"", SILVER);
        buy("2026-01-01", "100");
        assertTier(ask("2026-02-11"), "SILVER", "BASIC", null);
    }

    @Test
    void given_grace_when_a_day_begins_then_the_review_is_told_on_the_first_day_after_it() {
        program(MONTH + ", \"grace\": \"P10D\"", SILVER);
        buy("2026-01-01", "100");
        assertThat(engine.process(Day.of("d1", on("2026-02-10"), LocalDate.parse("2026-02-10"))))
                .isEmpty();
        List<Decision> decisions = engine.process(Day.of("d2", on("2026-02-11"), LocalDate.parse("2026-02-11")));
        assertThat(decisions).singleElement().satisfies(fall -> assertTier(fall, "SILVER", "BASIC", null));
    }

    @Test
    void given_spend_in_the_grace_when_reviewed_then_the_tier_falls_and_the_event_reaches_it_anew() {
        program(MONTH + ", \"grace\": \"P10D\"", SILVER, NEWS);
        buy("2026-01-01", "100");
        buy("2026-02-05", "180");
        Decision asked = ask("2026-02-11");
        assertTier(asked, "SILVER", "SILVER", "2026-03-13");
        assertThat(messages(asked)).containsExactly("SILVER BASIC false 2026-01-31", "BASIC SILVER true 2026-02-11");
    }

    @Test
    void given_enough_spend_when_reviewed_then_the_tier_is_renewed_from_its_old_last_day() {
        program(MONTH + ", \"grace\": \"P10D\"", SILVER, SINCE);
        buy("2026-01-01", "100");
        buy("2026-01-10", "100");
        Decision asked = ask("2026-02-11");
        assertTier(asked, "SILVER", "SILVER", "2026-03-02");
        assertThat(messages(asked)).containsExactly("2026-01-01");
    }

    @ParameterizedTest
    @CsvSource({"TO_QUALIFIED, BASIC,", "ONE_LEVEL, SILVER, 2026-03-02", "NEVER, GOLD, 2026-03-02"})
    void given_nothing_that_qualifies_when_reviewed_then_the_downgrade_policy_decides(
            String downgrade, String tier, String until) {
        program(MONTH + ", \"downgrade\": \"" + downgrade + "\"", SILVER, GOLD);
        buy("2026-01-01", "300");
        assertTier(ask("2026-02-01"), "GOLD", tier, until);
    }

    @Test
    void given_a_tier_between_that_still_qualifies_when_reviewed_then_that_one_is_given() {
        program(MONTH, SILVER, GOLD);
        buy("2026-01-01", "300");
        buy("2026-01-02", "100");
        assertTier(ask("2026-02-01"), "GOLD", "SILVER", "2026-03-02");
    }

    @Test
    void given_two_reviews_due_when_an_event_comes_then_each_has_its_own_change() {
        program(MONTH + ", \"downgrade\": \"ONE_LEVEL\"", SILVER, GOLD, NEWS);
        buy("2026-01-01", "300");
        Decision asked = ask("2026-04-10");
        assertTier(asked, "GOLD", "BASIC", null);
        assertThat(messages(asked)).containsExactly("GOLD SILVER false 2026-01-31", "SILVER BASIC false 2026-03-02");
    }

    @Test
    void given_a_tier_that_never_falls_when_three_reviews_are_due_then_it_is_renewed_three_times() {
        program(MONTH + ", \"downgrade\": \"NEVER\"", SILVER, NEWS);
        buy("2026-01-01", "100");
        Decision asked = ask("2026-04-02");
        assertTier(asked, "SILVER", "SILVER", "2026-05-01");
        assertThat(asked.messages()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "P1M, DAY, 2026-02-15, 2026-03-15",
        "P1M, MONTH_END, 2026-02-28, 2026-03-31",
        "P1M, YEAR_END, 2026-12-31, 2027-12-31"
    })
    void given_rounded_last_days_when_reached_and_renewed_then_both_are_rounded_up(
            String validity, String roundTo, String first, String second) {
        program(
                "\"validity\": \"" + validity + "\", \"roundTo\": \"" + roundTo + "\", \"downgrade\": \"NEVER\"",
                SILVER);
        assertTier(buy("2026-01-15", "100"), "BASIC", "SILVER", first);
        String dayAfter = LocalDate.parse(first).plusDays(1).toString();
        assertTier(ask(dayAfter), "SILVER", "SILVER", second);
    }

    @Test
    void given_a_rule_on_reviews_when_it_awards_more_then_the_member_rises_from_the_day_after() {
        String loyal = rule("Loyal", "Qualification( review == true )", "award.tier(\"GOLD\");");
        program(MONTH, SILVER, loyal, NEWS, SINCE);
        buy("2026-01-01", "100");
        Decision asked = ask("2026-02-05");
        assertTier(asked, "SILVER", "GOLD", "2026-03-02");
        assertThat(messages(asked)).containsExactly("SILVER GOLD true 2026-01-31", "2026-02-01");
    }

    @Test
    void given_a_fall_when_asked_then_the_lower_tier_began_on_the_day_after_the_last_valid_one() {
        program(MONTH + ", \"downgrade\": \"ONE_LEVEL\"", SILVER, GOLD, SINCE);
        buy("2026-01-01", "300");
        assertThat(messages(ask("2026-02-10"))).containsExactly("2026-02-01");
    }

    @ParameterizedTest
    @CsvSource({
        "@limit(\"1 per ever\"), BASIC",
        "@limit(\"2 per ever\"), SILVER",
        "@budget(\"ONE\"), BASIC",
        "@budget(\"TWO\"), SILVER"
    })
    void given_a_tier_rule_with_uses_when_reviewed_then_only_one_with_uses_left_counts(String uses, String tier) {
        String once = "rule \"Once\"\n  " + uses
                + "\nwhen\n  Qualification( spend.lifetime >= 100 )\nthen\n  award.tier(\"SILVER\");\nend\n";
        program(MONTH, once);
        buy("2026-01-01", "100");
        assertThat(ask("2026-02-01").tier().after()).isEqualTo(tier);
    }

    @Test
    void given_a_rule_on_reviews_when_it_awards_points_then_they_do_not_count() {
        program(MONTH, SILVER, rule("Review", "Qualification( review == true )", "award.points(50);"));
        buy("2026-01-01", "100");
        assertThat(ask("2026-02-01").points().earned()).isZero();
    }

    @Test
    void given_benefits_of_two_tiers_when_the_higher_falls_then_its_benefit_ends_and_the_other_stays() {
        program(
                MONTH + ", \"downgrade\": \"ONE_LEVEL\"",
                SILVER,
                GOLD,
                rule("Desk", "TierChange( to == \"SILVER\", upgrade == true )", "award.benefit(\"DESK\");"),
                rule(
                        "Lounge",
                        "TierChange( to == \"GOLD\" )",
                        "award.benefit(\"LOUNGE\"); award.benefit(\"PARKING\", \"P1Y\");"));
        buy("2026-01-01", "100");
        buy("2026-01-02", "200");
        assertThat(standing("2026-01-02").benefits()).containsExactly("DESK", "LOUNGE", "PARKING");
        ask("2026-02-10");
        assertThat(standing("2026-02-10").benefits()).containsExactly("DESK", "PARKING");
    }

    @Test
    void given_a_benefit_of_a_tier_when_a_return_lowers_it_then_the_benefit_ends() {
        program("", SILVER, rule("Desk", "TierChange( to == \"SILVER\" )", "award.benefit(\"DESK\");"));
        buy("2026-01-01", "100");
        assertThat(standing("2026-01-01").benefits()).containsExactly("DESK");
        engine.process(Return.of("r1", on("2026-01-02"), "m1", "buy-2026-01-01"));
        assertThat(standing("2026-01-02").benefits()).isEmpty();
    }

    @Test
    void given_a_return_that_lowers_the_tier_when_decided_then_the_change_is_announced_with_its_date() {
        program("", SILVER, NEWS);
        buy("2026-01-01", "100");
        Decision returned = engine.process(Return.of("r1", on("2026-01-05"), "m1", "buy-2026-01-01"));
        assertThat(messages(returned)).containsExactly("SILVER BASIC false 2026-01-05");
    }

    @Test
    void given_awards_of_two_tiers_when_both_are_above_then_only_the_higher_shows_as_granted() {
        program("", SILVER, GOLD);
        Decision bought = buy("2026-01-01", "300");
        assertTier(bought, "BASIC", "GOLD", null);
        assertThat(bought.fired()).extracting(Decision.Fired::rule).containsExactly("Gold");
    }

    @Test
    void given_two_awards_of_one_tier_when_reached_then_the_first_rule_by_name_granted_it() {
        String also = rule("Also silver", "Qualification( spend.lifetime >= 100 )", "award.tier(\"SILVER\");");
        program("", SILVER, also);
        assertThat(buy("2026-01-01", "100").fired())
                .extracting(Decision.Fired::rule)
                .containsExactly("Also silver");
    }

    @Test
    void given_a_tier_when_it_is_awarded_again_then_its_last_day_stays() {
        program(MONTH, SILVER);
        buy("2026-01-01", "100");
        assertTier(buy("2026-01-20", "100"), "SILVER", "SILVER", "2026-01-31");
    }

    @Test
    void given_a_tier_when_a_higher_one_is_reached_then_its_validity_starts_anew() {
        program(MONTH, SILVER, GOLD);
        buy("2026-01-01", "100");
        assertTier(buy("2026-01-20", "200"), "SILVER", "GOLD", "2026-02-19");
    }
}
