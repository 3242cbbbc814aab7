package org.loyaltyrules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.loyaltyrules.Programs.rule;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.loyaltyrules.decision.Decision;
import org.loyaltyrules.decision.Decision.Granted;
import org.loyaltyrules.decision.Decision.Obstacle;
import org.loyaltyrules.decision.Decision.Suppressed;
import org.loyaltyrules.event.Action;
import org.loyaltyrules.event.Adjustment;
import org.loyaltyrules.event.Enrollment;
import org.loyaltyrules.event.Purchase;
import org.loyaltyrules.event.Return;
import org.loyaltyrules.ledger.Entry;
import org.loyaltyrules.ledger.EntryKind;
import org.loyaltyrules.store.InMemoryMembershipStore;

/** What a decision says that each rule granted, and what it did to the books, calculated by hand. */
class GrantsTest {

    private static final String EARN = rule("Earn", "Purchase()", "award.earn(1);");

    private final InMemoryMembershipStore store = new InMemoryMembershipStore();
    private MembershipEngine engine;

    @AfterEach
    void end() {
        engine.close();
    }

    /** From now on this program decides. */
    private void program(String more, String... rules) {
        String json = "{\"name\": \"test\", \"zone\": \"Asia/Shanghai\", \"currency\": \"CNY\","
                + " \"tiers\": [\"BASIC\", \"SILVER\", \"GOLD\"], " + more
                + " \"budgets\": {\"SEVEN\": {\"unit\": \"POINTS\", \"cap\": 7, \"alertAt\": 0.5},"
                + " \"TEN\": {\"unit\": \"USES\", \"cap\": 10, \"alertAt\": 1}}}";
        engine = MembershipEngine.builder()
                .program(LoyaltyProgram.of("test", Map.of("program.json", json, "rules.drl", String.join("\n", rules))))
                .store(store)
                .build();
    }

    private void begin(String more, String... rules) {
        program(more, rules);
        engine.process(Enrollment.of("e1", on("2026-01-01"), "m1"));
    }

    private static OffsetDateTime on(String day) {
        return OffsetDateTime.parse(day + "T12:00:00+08:00");
    }

    private static String annotated(String name, String annotation, String when, String then) {
        return "rule \"" + name + "\"\n  " + annotation + "\nwhen\n  " + when + "\nthen\n  " + then + "\nend\n";
    }

    private Decision buy(String id, String day, String... amounts) {
        List<Purchase.Line> lines = List.of(amounts).stream()
                .map(amount -> Purchase.Line.of("SKU-" + amount, "BOOKS", 1, amount))
                .toList();
        return engine.process(Purchase.of(id, on(day), "m1", lines));
    }

    private static List<Granted> granted(Decision decision, String rule) {
        return decision.fired().stream()
                .filter(fired -> fired.rule().equals(rule))
                .findFirst()
                .orElseThrow()
                .awards();
    }

    private static List<String> fired(Decision decision) {
        return decision.fired().stream().map(Decision.Fired::rule).toList();
    }

    @Test
    void given_rates_multipliers_and_flat_points_when_bought_then_each_shows_its_kind_value_and_worth() {
        begin(
                "",
                EARN,
                rule("Flat", "Purchase()", "award.points(20);"),
                rule("Times", "Purchase()", "award.multiply(1.5);"));
        Decision bought = buy("p1", "2026-01-05", "100");
        assertThat(bought.type()).isEqualTo("purchase");
        assertThat(granted(bought, "Earn"))
                .containsExactly(new Granted("earn", new BigDecimal("1"), new BigDecimal("100"), null, null));
        assertThat(granted(bought, "Flat"))
                .containsExactly(new Granted("points", new BigDecimal("20"), new BigDecimal("20"), null, null));
        assertThat(granted(bought, "Times"))
                .containsExactly(new Granted("multiply", new BigDecimal("1.5"), new BigDecimal("50"), null, null));
        assertThat(bought.points().earned()).isEqualTo(170);
    }

    @Test
    void given_less_than_a_point_when_bought_then_the_rule_fired_and_nothing_suppressed_it() {
        begin("", EARN);
        Decision bought = buy("p1", "2026-01-05", "0.40");
        assertThat(bought.points().earned()).isZero();
        assertThat(fired(bought)).containsExactly("Earn");
        assertThat(bought.suppressed()).isEmpty();
    }

    @Test
    void given_no_points_when_awarded_then_the_rule_granted_nothing() {
        begin(
                "",
                rule("None", "Purchase()", "award.points(0);"),
                annotated("None of a budget", "@budget(\"SEVEN\")", "Purchase()", "award.points(0);"));
        Decision bought = buy("p1", "2026-01-05", "10");
        assertThat(bought.fired()).isEmpty();
        assertThat(engine.entries("m1")).isEmpty();
    }

    @Test
    void given_a_rule_that_adds_nothing_when_points_are_booked_then_the_entry_names_the_one_that_did() {
        begin("", EARN, rule("None", "Purchase()", "award.points(0);"));
        buy("p1", "2026-01-05", "10");
        assertThat(engine.entries("m1")).extracting(Entry::rule).containsExactly("Earn");
    }

    @Test
    void given_a_rate_on_a_budget_when_it_does_not_reach_then_what_is_left_is_earned() {
        begin("", annotated("Earn", "@budget(\"SEVEN\")", "Purchase()", "award.earn(0.5);"));
        Decision bought = buy("p1", "2026-01-05", "9", "11");
        // half of 20 yuan are 10 points; the budget has 7
        assertThat(bought.points().earned()).isEqualTo(7);
        assertThat(granted(bought, "Earn"))
                .containsExactly(new Granted("earn", new BigDecimal("0.5"), new BigDecimal("10"), 7L, null));
    }

    @Test
    void given_a_rate_on_a_budget_when_a_line_is_excluded_then_it_draws_for_the_other_alone() {
        begin(
                "",
                annotated("Earn", "@budget(\"SEVEN\")", "Purchase()", "award.earn(1);"),
                rule("Twice", "Purchase()", "award.multiply(2);"),
                rule("Without", "$line : LineItem( sku == \"SKU-9\" )", "award.exclude($line);"));
        Decision bought = buy("p1", "2026-01-05", "9", "3");
        // 3 yuan, doubled
        assertThat(bought.points().earned()).isEqualTo(6);
        assertThat(granted(bought, "Earn").get(0).granted()).isEqualTo(6);
    }

    @Test
    void given_a_rate_on_one_line_and_a_budget_when_bought_then_it_draws_for_that_line() {
        begin(
                "",
                annotated(
                        "Earn", "@budget(\"SEVEN\")", "$line : LineItem( sku == \"SKU-3\" )", "award.earn($line, 1);"));
        Decision bought = buy("p1", "2026-01-05", "9", "3");
        assertThat(bought.points().earned()).isEqualTo(3);
        assertThat(granted(bought, "Earn").get(0).granted()).isEqualTo(3);
    }

    @Test
    void given_a_budget_used_up_by_another_rule_when_bought_then_the_next_grants_nothing_at_all() {
        begin(
                "",
                annotated("First", "@budget(\"SEVEN\")", "Purchase()", "award.points(7);"),
                annotated("Second", "@budget(\"SEVEN\")", "Purchase()", "award.points(5); award.gift(\"MUG\");"));
        Decision bought = buy("p1", "2026-01-05", "10");
        assertThat(bought.points().earned()).isEqualTo(7);
        assertThat(bought.gifts()).isEmpty();
        assertThat(bought.suppressed()).containsExactly(new Suppressed("Second", Obstacle.BUDGET));
    }

    @Test
    void given_a_budget_used_up_by_its_first_award_when_a_rule_has_a_second_then_that_grants_nothing() {
        begin("", EARN, annotated("Both", "@budget(\"SEVEN\")", "Purchase()", "award.points(7); award.multiply(2);"));
        Decision bought = buy("p1", "2026-01-05", "10");
        assertThat(bought.points().earned()).isEqualTo(17);
        assertThat(granted(bought, "Both")).extracting(Granted::kind).containsExactly("points");
    }

    @Test
    void given_the_tier_that_the_member_has_when_awarded_then_nothing_was_granted() {
        begin("", rule("Silver", "Qualification( spend.lifetime >= 100 )", "award.tier(\"SILVER\");"));
        assertThat(fired(buy("p1", "2026-01-05", "100"))).containsExactly("Silver");
        assertThat(buy("p2", "2026-01-06", "100").fired()).isEmpty();
    }

    @Test
    void given_one_tag_from_three_rules_when_awarded_then_the_one_without_budget_and_limit_granted_it() {
        begin(
                "",
                annotated("A", "@budget(\"TEN\")", "Purchase()", "award.tag(\"NEW\");"),
                annotated("B", "@limit(\"1 per day\")", "Purchase()", "award.tag(\"NEW\");"),
                rule("C", "Purchase()", "award.tag(\"NEW\");"));
        assertThat(fired(buy("p1", "2026-01-05", "10"))).containsExactly("C");
    }

    @Test
    void given_one_tag_from_two_rules_when_one_has_a_budget_then_the_one_with_a_limit_granted_it() {
        begin(
                "",
                annotated("A", "@budget(\"TEN\")", "Purchase()", "award.tag(\"NEW\");"),
                annotated("B", "@limit(\"1 per day\")", "Purchase()", "award.tag(\"NEW\");"));
        assertThat(fired(buy("p1", "2026-01-05", "10"))).containsExactly("B");
    }

    @Test
    void given_two_firings_that_grant_nothing_when_limited_to_one_then_the_limit_kept_neither() {
        begin("", annotated("Once", "@limit(\"1 per ever\")", "$line : LineItem()", "award.earn($line, 1);"));
        Decision bought = buy("p1", "2026-01-05", "0", "0");
        assertThat(bought.fired()).isEmpty();
        assertThat(bought.suppressed()).isEmpty();
    }

    @Test
    void given_a_firing_for_nothing_behind_one_that_grants_when_another_waits_then_only_the_idle_one_makes_room() {
        begin(
                "",
                rule("Always", "Purchase()", "award.points(5);"),
                annotated("Once", "@limit(\"1 per ever\")", "$line : LineItem()", "award.earn($line, 1);"));
        assertThat(buy("p1", "2026-01-05", "0", "20").points().earned()).isEqualTo(25);
    }

    @Test
    void given_a_used_up_limit_of_one_rule_when_another_is_beaten_then_the_group_is_named_as_its_obstacle() {
        begin(
                "",
                EARN,
                annotated("Better", "@exclusive(\"g\")", "Purchase()", "award.multiply(3);"),
                annotated("Worse", "@exclusive(\"g\")", "Purchase()", "award.multiply(2);"),
                annotated("Once", "@limit(\"1 per ever\")", "Purchase()", "award.gift(\"MUG\");"));
        buy("p1", "2026-01-05", "10");
        assertThat(buy("p2", "2026-01-05", "10").suppressed())
                .containsExactly(new Suppressed("Once", Obstacle.LIMIT), new Suppressed("Worse", Obstacle.EXCLUSIVE));
    }

    @Test
    void given_half_of_a_budget_when_it_is_drawn_then_the_decision_tells_the_alert_once() {
        begin("", annotated("Some", "@budget(\"SEVEN\")", "Purchase( amount == 2 )", "award.points(2);"));
        assertThat(buy("p1", "2026-01-05", "2").messages()).isEmpty();
        assertThat(buy("p2", "2026-01-05", "2").messages())
                .containsExactly(new Decision.Message("BUDGET_ALERT", List.of("SEVEN")));
        assertThat(buy("p3", "2026-01-05", "2").messages()).isEmpty();
    }

    @Test
    void given_an_alert_at_the_whole_of_a_budget_when_its_last_use_is_drawn_then_it_is_told() {
        begin("", annotated("Gift", "@budget(\"TEN\")", "LineItem()", "award.gift(\"MUG\");"));
        assertThat(buy("p1", "2026-01-05", "1", "1", "1", "1", "1", "1", "1", "1", "1")
                        .messages())
                .isEmpty();
        assertThat(buy("p2", "2026-01-05", "1").messages()).hasSize(1);
    }

    @Test
    void given_pending_points_when_an_event_comes_on_their_day_then_it_tells_that_they_were_released() {
        begin("\"points\": {\"pending\": \"P7D\"},", EARN);
        buy("p1", "2026-01-05", "100");
        Decision before = buy("p2", "2026-01-11", "1");
        Decision then = buy("p3", "2026-01-12", "1");
        assertThat(before.points().released()).isZero();
        assertThat(then.points().released()).isEqualTo(100);
    }

    @Test
    void given_late_events_when_their_points_are_past_already_then_they_are_earned_and_expire_at_once() {
        begin("\"points\": {\"validity\": \"P5D\"},", EARN);
        buy("p1", "2026-01-20", "1");
        Decision late = buy("p2", "2026-01-14", "100");
        assertThat(late.points().earned()).isEqualTo(100);
        assertThat(late.points().expired()).isEqualTo(100);
        Decision adjusted = engine.process(Adjustment.of("a1", on("2026-01-14"), "m1", 30, "help desk"));
        assertThat(adjusted.points().expired()).isEqualTo(30);
        Decision stillValid = buy("p3", "2026-01-15", "50");
        assertThat(stillValid.points().expired()).isZero();
        assertThat(stillValid.points().balance()).isEqualTo(51);
    }

    @Test
    void given_what_a_purchase_earns_and_costs_when_rules_look_at_the_standing_after_it_then_both_are_in_it() {
        begin(
                "",
                EARN,
                rule("Enough points", "Qualification( points >= 100 )", "award.gift(\"CAP\");"),
                rule("Enough paid", "Qualification( payable >= 100 )", "award.gift(\"MUG\");"));
        assertThat(buy("p1", "2026-01-05", "99").gifts()).isEmpty();
        assertThat(buy("p2", "2026-01-06", "1").gifts()).containsExactly("CAP");
        assertThat(buy("p3", "2026-01-07", "100").gifts()).containsExactly("MUG", "CAP");
    }

    @Test
    void given_a_rule_on_the_tier_when_it_looks_at_a_fact_then_the_tier_before_the_event_is_in_it() {
        begin(
                "",
                rule("Silver", "Qualification( spend.lifetime >= 100 )", "award.tier(\"SILVER\");"),
                rule("For silver", "Purchase( tier == \"SILVER\" )", "award.gift(\"MUG\");"));
        assertThat(buy("p1", "2026-01-05", "100").gifts()).isEmpty();
        assertThat(buy("p2", "2026-01-06", "1").gifts()).containsExactly("MUG");
    }

    @Test
    void given_a_limit_for_ever_when_two_reviews_of_one_event_announce_changes_then_the_first_is_granted() {
        reviews("@limit(\"1 per ever\")");
        assertThat(ask().points().earned()).isEqualTo(10);
    }

    @Test
    void given_a_limit_per_month_when_reviews_of_two_months_announce_changes_then_both_are_granted() {
        reviews("@limit(\"1 per month\")");
        assertThat(ask().points().earned()).isEqualTo(20);
    }

    /** Gold until January 31, then silver until March 2. */
    private void reviews(String limit) {
        begin(
                "\"tierPolicy\": {\"validity\": \"P30D\", \"downgrade\": \"ONE_LEVEL\"},",
                rule("Gold", "LineItem( sku == \"SKU-1\" )", "award.tier(\"GOLD\");"),
                annotated("Sorry", limit, "TierChange( upgrade == false )", "award.points(10);"));
        buy("p1", "2026-01-01", "1");
    }

    private Decision ask() {
        return engine.process(Action.of("ask", on("2026-04-10"), "m1", "ASK"));
    }

    @Test
    void given_a_rule_on_the_member_in_a_review_when_it_holds_then_the_tier_is_renewed() {
        begin(
                "\"tierPolicy\": {\"validity\": \"P30D\"},",
                rule("Bought", "LineItem( sku == \"SKU-1\" )", "award.tier(\"SILVER\");"),
                rule("Loyal", "Member( tier == \"SILVER\" )\n  Qualification( review )", "award.tier(\"SILVER\");"));
        buy("p1", "2026-01-01", "1");
        Decision asked = engine.process(Action.of("ask", on("2026-02-01"), "m1", "ASK"));
        assertThat(asked.tier()).isEqualTo(new Decision.Tier("SILVER", "SILVER", LocalDate.parse("2026-03-02")));
    }

    @Test
    void given_a_voucher_that_the_program_no_longer_has_when_used_then_it_is_unknown() {
        begin(
                "\"vouchers\": {\"OFF10\": {\"kind\": \"AMOUNT_OFF\", \"value\": 10}},",
                rule("Coupon", "Purchase()", "award.voucher(\"OFF10\");"));
        buy("p1", "2026-01-05", "10");
        engine.close();
        program("", EARN);
        Purchase purchase = Purchase.of("p2", on("2026-01-06"), "m1", "10").vouchers("OFF10-p1-1");
        assertThat(engine.process(purchase).reason()).isEqualTo("UNKNOWN_VOUCHER");
    }

    @Test
    void given_two_engines_on_one_store_when_the_second_has_other_rules_then_a_return_is_settled_by_the_first() {
        begin(
                "\"rewards\": {\"MUG\": {\"points\": 1, \"gives\": {\"gift\": \"MUG\"}}},",
                EARN,
                annotated("Once", "@limit(\"1 per ever\")", "Purchase()", "award.points(30);"),
                annotated("Some", "@budget(\"SEVEN\")", "Purchase()", "award.points(5);"),
                rule("Silver", "Qualification( spend.lifetime >= 100 )", "award.tier(\"SILVER\");"));
        MembershipEngine first = engine;
        assertThat(buy("p1", "2026-01-05", "100").points().earned()).isEqualTo(135);

        program("", rule("Nine a yuan", "Purchase()", "award.earn(9);"));
        MembershipEngine second = engine;
        Decision returned = second.process(Return.of("r1", on("2026-02-06"), "m1", "p1"));
        assertThat(returned.payable()).isEqualByComparingTo("-100");
        assertThat(returned.points().clawedBack()).isEqualTo(135);
        assertThat(returned.points().balance()).isZero();
        assertThat(returned.tier()).isEqualTo(new Decision.Tier("SILVER", "BASIC", null));

        // the limit and the budget of rules that the second engine does not have were given back
        engine = first;
        assertThat(buy("p2", "2026-02-07", "10").points().earned()).isEqualTo(45);
        second.close();
    }

    @Test
    void given_two_points_for_ten_pieces_when_they_come_back_one_by_one_then_entries_are_for_whole_points_alone() {
        begin("", rule("Two", "Purchase()", "award.points(2);"));
        List<Purchase.Line> lines = List.of(Purchase.Line.of("SKU", "BOOKS", 10, "10"));
        engine.process(Purchase.of("p1", on("2026-01-05"), "m1", lines));
        // floor(2 x 9 / 10) = 1 stays, then floor(2 x 8 / 10) = 1
        returnOne("r1");
        returnOne("r2");
        assertThat(engine.entries("m1")).extracting(Entry::event).containsExactly("p1", "r1");
    }

    @Test
    void given_two_lots_that_paid_when_the_second_half_comes_back_then_only_the_first_lot_has_an_entry() {
        begin(
                "\"points\": {\"validity\": \"P30D\", \"payWith\": {\"pointsPerUnit\": 10, \"step\": 1, \"maxShare\": 1}},");
        engine.process(Adjustment.of("a1", on("2026-01-01"), "m1", 50, "help desk"));
        engine.process(Adjustment.of("a2", on("2026-01-02"), "m1", 50, "help desk"));
        List<Purchase.Line> lines = List.of(Purchase.Line.of("SKU", "BOOKS", 2, "20"));
        engine.process(Purchase.of("p1", on("2026-01-05"), "m1", lines).pointsToSpend(100));
        returnOne("r1");
        returnOne("r2");
        assertThat(engine.entries("m1"))
                .filteredOn(entry -> entry.kind() == EntryKind.RESTORE)
                .extracting(entry -> entry.event() + ": " + entry.points() + " to " + entry.lot())
                .containsExactly("r1: 50 to 2", "r2: 50 to 1");
    }

    private void returnOne(String id) {
        Return event = Return.of(id, on("2026-01-06"), "m1", "p1").lines(List.of(new Return.Line(1, 1)));
        assertThat(engine.process(event).accepted()).isTrue();
    }
}
