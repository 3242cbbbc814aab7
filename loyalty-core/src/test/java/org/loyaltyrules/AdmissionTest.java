package org.loyaltyrules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.loyaltyrules.Programs.rule;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.loyaltyrules.decision.Decision;
import org.loyaltyrules.decision.Decision.Obstacle;
import org.loyaltyrules.decision.Decision.Suppressed;
import org.loyaltyrules.event.Enrollment;
import org.loyaltyrules.event.Purchase;
import org.loyaltyrules.ledger.Entry;

/** What limits, budgets, caps and groups let through, calculated by hand. */
class AdmissionTest {

    private static final String EARN = rule("A point a yuan", "Purchase()", "award.earn(1);");

    private MembershipEngine engine;

    @AfterEach
    void end() {
        engine.close();
    }

    /** A program with these rules, and two members who enrolled on January 1 with the tag OLD. */
    private void program(String points, String... rules) {
        String json = "{\"name\": \"test\", \"zone\": \"Asia/Shanghai\", \"currency\": \"CNY\","
                + " \"tiers\": [\"BASIC\", \"SILVER\", \"GOLD\"], \"points\": {" + points + "},"
                + " \"budgets\": {\"ONE\": {\"unit\": \"USES\", \"cap\": 1}, \"TWO\": {\"unit\": \"USES\", \"cap\": 2},"
                + " \"SEVEN\": {\"unit\": \"POINTS\", \"cap\": 7}}}";
        engine = MembershipEngine.builder()
                .program(LoyaltyProgram.of("test", Map.of("program.json", json, "rules.drl", String.join("\n", rules))))
                .build();
        for (String member : List.of("m1", "m2")) {
            engine.process(Enrollment.of("e" + member, on("2026-01-01"), member).tags(Set.of("OLD")));
        }
    }

    private static OffsetDateTime on(String day) {
        return OffsetDateTime.parse(day + "T12:00:00+08:00");
    }

    private static String annotated(String name, String annotation, String when, String then) {
        return "rule \"" + name + "\"\n  " + annotation + "\nwhen\n  " + when + "\nthen\n  " + then + "\nend\n";
    }

    private Decision buy(String id, String day, String... amounts) {
        return engine.process(Purchase.of(id, on(day), "m1", lines(amounts)));
    }

    private static List<Purchase.Line> lines(String... amounts) {
        return List.of(amounts).stream()
                .map(amount -> Purchase.Line.of("SKU-" + amount, "BOOKS", 1, amount))
                .toList();
    }

    private List<String> tags() {
        return engine.standing("m1", LocalDate.parse("2026-01-05"))
                .orElseThrow()
                .tags();
    }

    @Test
    void given_a_limit_of_two_a_day_when_three_lines_fire_then_the_third_grants_nothing() {
        program("", annotated("Twice", "@limit(\"2 per day\")", "LineItem()", "award.points(5);"));
        Decision bought = buy("p1", "2026-01-05", "10", "20", "30");
        assertThat(bought.points().earned()).isEqualTo(10);
        assertThat(bought.suppressed()).isEmpty();
    }

    @Test
    void given_a_limit_used_up_today_when_the_next_day_comes_then_it_grants_again() {
        program("", annotated("Once", "@limit(\"1 per day\")", "Purchase()", "award.points(5);"));
        assertThat(buy("p1", "2026-01-05", "10").points().earned()).isEqualTo(5);
        assertThat(buy("p2", "2026-01-05", "10").points().earned()).isZero();
        assertThat(buy("p3", "2026-01-06", "10").points().earned()).isEqualTo(5);
    }

    @Test
    void given_a_firing_that_grants_nothing_when_another_waits_for_the_limit_then_that_one_grants() {
        program("", annotated("Once", "@limit(\"1 per ever\")", "$line : LineItem()", "award.earn($line, 1);"));
        Decision bought = buy("p1", "2026-01-05", "0", "20", "30");
        assertThat(bought.points().earned()).isEqualTo(20);
        assertThat(bought.suppressed()).isEmpty();
    }

    @Test
    void given_a_firing_that_grants_nothing_when_nobody_waits_then_the_use_is_not_counted() {
        program("", annotated("Once", "@limit(\"1 per ever\")", "Purchase()", "award.earn(1);"));
        Decision nothing = buy("p1", "2026-01-05", "0");
        assertThat(nothing.fired()).isEmpty();
        assertThat(nothing.suppressed()).isEmpty();
        assertThat(buy("p2", "2026-01-05", "20").points().earned()).isEqualTo(20);
    }

    @Test
    void given_a_budget_of_one_use_when_its_first_firing_grants_nothing_then_the_next_does() {
        program(
                "",
                annotated("A known tag", "@budget(\"ONE\")", "Purchase()", "award.tag(\"OLD\");"),
                annotated("Points", "@budget(\"ONE\")", "Purchase()", "award.points(5);"),
                annotated("Too late", "@budget(\"ONE\")", "Purchase()", "award.points(3);"));
        Decision bought = buy("p1", "2026-01-05", "10");
        assertThat(bought.points().earned()).isEqualTo(5);
        assertThat(bought.suppressed()).containsExactly(new Suppressed("Too late", Obstacle.BUDGET));
    }

    @Test
    void given_a_firing_without_budget_that_grants_nothing_when_a_budget_is_used_up_then_nobody_takes_its_place() {
        program(
                "",
                annotated("Budget", "@budget(\"ONE\")", "LineItem()", "award.points(5);"),
                rule("A known tag", "Purchase()", "award.tag(\"OLD\");"));
        Decision bought = buy("p1", "2026-01-05", "10", "20");
        assertThat(bought.points().earned()).isEqualTo(5);
        assertThat(bought.suppressed()).isEmpty();
    }

    @Test
    void given_a_budget_of_two_uses_when_two_members_took_them_then_the_next_is_suppressed() {
        program("", annotated("Gift", "@budget(\"TWO\")", "Purchase()", "award.gift(\"MUG\");"));
        assertThat(buy("p1", "2026-01-05", "10").gifts()).containsExactly("MUG");
        assertThat(engine.process(Purchase.of("p2", on("2026-01-05"), "m2", "10"))
                        .gifts())
                .containsExactly("MUG");
        assertThat(buy("p3", "2026-01-05", "10").suppressed()).containsExactly(new Suppressed("Gift", Obstacle.BUDGET));
    }

    @Test
    void given_a_budget_of_seven_points_when_three_firings_want_four_then_the_second_is_cut_and_the_third_out() {
        program("", annotated("Four", "@budget(\"SEVEN\")", "LineItem()", "award.points(4);"));
        Decision bought = buy("p1", "2026-01-05", "10", "20", "30");
        assertThat(bought.points().earned()).isEqualTo(7);
        assertThat(bought.suppressed()).isEmpty();
    }

    @Test
    void given_a_use_by_the_event_when_the_standing_after_it_wants_the_last_then_that_is_gone() {
        program(
                "",
                annotated("First", "@budget(\"ONE\")", "Purchase()", "award.points(5);"),
                annotated("Second", "@budget(\"ONE\")", "Qualification( purchase )", "award.points(3);"));
        Decision bought = buy("p1", "2026-01-05", "10");
        assertThat(bought.points().earned()).isEqualTo(5);
        assertThat(bought.suppressed()).containsExactly(new Suppressed("Second", Obstacle.BUDGET));
    }

    @Test
    void given_a_tag_awarded_twice_when_decided_then_the_first_rule_by_name_granted_it() {
        program("", rule("B", "Purchase()", "award.tag(\"NEW\");"), rule("A", "Purchase()", "award.tag(\"NEW\");"));
        Decision bought = buy("p1", "2026-01-05", "10");
        assertThat(bought.tags()).isEqualTo(new Decision.Tags(List.of("NEW"), List.of()));
        assertThat(bought.fired()).extracting(Decision.Fired::rule).containsExactly("A");
        assertThat(tags()).containsExactly("NEW", "OLD");
    }

    @Test
    void given_a_tag_awarded_in_both_phases_when_decided_then_only_the_first_granted_it() {
        program(
                "",
                rule("B", "Purchase()", "award.tag(\"NEW\");"),
                rule("A", "Qualification( purchase )", "award.tag(\"NEW\");"));
        assertThat(buy("p1", "2026-01-05", "10").fired())
                .extracting(Decision.Fired::rule)
                .containsExactly("B");
    }

    @Test
    void given_a_tag_when_taken_away_then_it_is_removed() {
        program("", rule("Away", "Purchase()", "award.untag(\"OLD\"); award.untag(\"NEVER\");"));
        Decision bought = buy("p1", "2026-01-05", "10");
        assertThat(bought.tags()).isEqualTo(new Decision.Tags(List.of(), List.of("OLD")));
        assertThat(bought.fired().get(0).awards())
                .containsExactly(new Decision.Granted("untag", null, null, null, "OLD"));
        assertThat(tags()).isEmpty();
    }

    @Test
    void given_a_tag_when_awarded_and_taken_away_then_it_stays_and_neither_granted() {
        program(
                "",
                rule("Away", "Purchase()", "award.untag(\"OLD\");"),
                rule("Stay", "Purchase()", "award.tag(\"OLD\");"));
        Decision bought = buy("p1", "2026-01-05", "10");
        assertThat(bought.tags()).isEqualTo(new Decision.Tags(List.of(), List.of()));
        assertThat(bought.fired()).isEmpty();
        assertThat(tags()).containsExactly("OLD");
    }

    @Test
    void given_a_cap_when_the_event_earns_more_then_it_is_cut_without_suppressing() {
        program("\"caps\": [{\"per\": \"DAY\", \"max\": 50}, {\"per\": \"MONTH\", \"max\": 70}]", EARN);
        Decision bought = buy("p1", "2026-01-05", "80");
        assertThat(bought.points().earned()).isEqualTo(50);
        assertThat(bought.suppressed()).isEmpty();
        assertThat(buy("p2", "2026-01-06", "80").points().earned()).isEqualTo(20);
    }

    @Test
    void given_a_reached_cap_when_more_is_earned_then_the_rule_is_suppressed() {
        program("\"caps\": [{\"per\": \"DAY\", \"max\": 50}]", EARN);
        buy("p1", "2026-01-05", "50");
        Decision bought = buy("p2", "2026-01-05", "10");
        assertThat(bought.points().earned()).isZero();
        assertThat(bought.fired()).isEmpty();
        assertThat(bought.suppressed()).containsExactly(new Suppressed("A point a yuan", Obstacle.CAP));
    }

    @Test
    void given_a_reached_cap_when_a_rule_gives_a_gift_too_then_it_is_not_suppressed() {
        program(
                "\"caps\": [{\"per\": \"DAY\", \"max\": 50}]",
                rule("Both", "Purchase()", "award.earn(1); award.gift(\"MUG\");"));
        buy("p1", "2026-01-05", "50");
        Decision bought = buy("p2", "2026-01-05", "10");
        assertThat(bought.gifts()).containsExactly("MUG");
        assertThat(bought.suppressed()).isEmpty();
    }

    @Test
    void given_two_multipliers_of_a_group_when_decided_then_the_worse_is_suppressed() {
        program(
                "",
                EARN,
                annotated("Double", "@exclusive(\"day\")", "Purchase()", "award.multiply(2);"),
                annotated("Triple", "@exclusive(\"day\")", "Purchase()", "award.multiply(3);"));
        Decision bought = buy("p1", "2026-01-05", "10");
        assertThat(bought.points().earned()).isEqualTo(30);
        assertThat(bought.suppressed()).containsExactly(new Suppressed("Double", Obstacle.EXCLUSIVE));
    }

    @Test
    void given_two_discounts_of_a_group_when_decided_then_the_worse_is_suppressed() {
        program(
                "",
                annotated("Five", "@exclusive(\"day\")", "Purchase()", "award.discount(5);"),
                annotated("Ten", "@exclusive(\"day\")", "Purchase()", "award.discount(10);"));
        Decision bought = buy("p1", "2026-01-05", "10");
        assertThat(bought.payable()).isEqualByComparingTo("9");
        assertThat(bought.suppressed()).containsExactly(new Suppressed("Five", Obstacle.EXCLUSIVE));
    }

    @Test
    void given_an_excluded_line_when_decided_then_it_earns_nothing_and_gets_no_discount() {
        program(
                "",
                EARN,
                rule("Ten", "Purchase()", "award.discount(10);"),
                rule("Out", "$line : LineItem( sku == \"SKU-30\" )", "award.exclude($line);"));
        Decision bought = buy("p1", "2026-01-05", "20", "30");
        assertThat(bought.payable()).isEqualByComparingTo("48");
        assertThat(bought.points().earned()).isEqualTo(18);
        assertThat(bought.fired()).extracting(Decision.Fired::rule).containsExactly("A point a yuan", "Out", "Ten");
    }

    @Test
    void given_points_of_one_rule_when_booked_then_the_entry_names_it() {
        program("", EARN, rule("Gift", "Purchase()", "award.gift(\"MUG\");"));
        buy("p1", "2026-01-05", "10");
        assertThat(engine.entries("m1")).extracting(Entry::rule).containsExactly("A point a yuan");
    }

    @Test
    void given_points_of_two_rules_when_booked_then_the_entry_names_none() {
        program("", EARN, rule("Flat", "Purchase()", "award.points(5);"));
        buy("p1", "2026-01-05", "10");
        assertThat(engine.entries("m1")).extracting(Entry::rule).containsExactly((String) null);
    }
}
