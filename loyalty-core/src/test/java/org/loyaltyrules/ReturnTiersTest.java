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
import org.loyaltyrules.event.Action;
import org.loyaltyrules.event.Adjustment;
import org.loyaltyrules.event.Enrollment;
import org.loyaltyrules.event.Purchase;
import org.loyaltyrules.event.Redemption;
import org.loyaltyrules.event.Return;
import org.loyaltyrules.store.InMemoryMembershipStore;

/** Which tier is left after a return, calculated by hand. */
class ReturnTiersTest {

    private static final String FEE = rule("Fee", "LineItem( sku == \"FEE\" )", "award.tier(\"GOLD\");");
    private static final String SINCE = rule(
            "Since", "Action( kind == \"ASK\" )\n  Member( $since : tierSince )", "award.message(\"SINCE\", $since);");

    private final InMemoryMembershipStore store = new InMemoryMembershipStore();
    private MembershipEngine engine;

    @AfterEach
    void end() {
        engine.close();
    }

    private static String tier(String name, String condition, String tier) {
        return rule(name, "Qualification( " + condition + " )", "award.tier(\"" + tier + "\");");
    }

    /** From now on this program decides. */
    private void program(String tierPolicy, String... rules) {
        String json = "{\"name\": \"test\", \"zone\": \"Asia/Shanghai\", \"currency\": \"CNY\","
                + " \"tiers\": [\"BASIC\", \"SILVER\", \"GOLD\"], \"tierPolicy\": {" + tierPolicy + "},"
                + " \"rewards\": {\"SILVER\": {\"points\": 10, \"gives\": {\"tier\": \"SILVER\"}}}}";
        engine = MembershipEngine.builder()
                .program(LoyaltyProgram.of("test", Map.of("program.json", json, "rules.drl", String.join("\n", rules))))
                .store(store)
                .build();
    }

    private void begin(String tierPolicy, String... rules) {
        program(tierPolicy, rules);
        engine.process(Enrollment.of("e1", on("2026-01-01"), "m1"));
    }

    private static OffsetDateTime on(String day) {
        return OffsetDateTime.parse(day + "T12:00:00+08:00");
    }

    /** Buys so many pieces of one article; the tier after it. */
    private String buy(String id, String day, long pieces, String amount) {
        return buy(id, day, Purchase.Line.of("SKU", "BOOKS", pieces, amount));
    }

    private String buy(String id, String day, Purchase.Line line) {
        return engine.process(Purchase.of(id, on(day), "m1", List.of(line)))
                .tier()
                .after();
    }

    /** Brings so many pieces back; the tier after it. */
    private String bring(String id, String day, String purchase, long pieces) {
        Return event = Return.of(id, on(day), "m1", purchase).lines(List.of(new Return.Line(1, pieces)));
        Decision decision = engine.process(event);
        assertThat(decision.accepted()).isTrue();
        return decision.tier().after();
    }

    private Decision ask(String day) {
        return engine.process(Action.of("ask-" + day, on(day), "m1", "ASK"));
    }

    @Test
    void given_a_tier_by_one_payment_when_too_little_of_it_is_left_then_it_goes() {
        begin("", tier("Large", "payable >= 200", "SILVER"));
        assertThat(buy("p1", "2026-01-05", 4, "400")).isEqualTo("SILVER");
        assertThat(bring("r1", "2026-01-06", "p1", 2)).isEqualTo("SILVER");
        assertThat(bring("r2", "2026-01-06", "p1", 1)).isEqualTo("BASIC");
    }

    @Test
    void given_a_rule_on_the_member_before_the_purchase_when_enough_is_left_then_it_still_holds() {
        begin(
                "",
                rule(
                        "From the first tier",
                        "Member( tier == \"BASIC\", spend.lifetime == 300 )\n  Qualification( spend.lifetime >= 500 )",
                        "award.tier(\"SILVER\");"));
        buy("p1", "2026-01-05", 1, "300");
        assertThat(buy("p2", "2026-01-06", 3, "300")).isEqualTo("SILVER");
        assertThat(bring("r1", "2026-01-07", "p2", 1)).isEqualTo("SILVER");
        assertThat(bring("r2", "2026-01-07", "p2", 1)).isEqualTo("BASIC");
    }

    @Test
    void given_a_step_that_the_purchase_crossed_when_it_still_does_then_the_tier_stays() {
        begin("", tier("Crossed", "crossed(\"spend.lifetime\", 500)", "SILVER"));
        buy("p1", "2026-01-05", 1, "300");
        assertThat(buy("p2", "2026-01-06", 3, "300")).isEqualTo("SILVER");
        assertThat(bring("r1", "2026-01-07", "p2", 1)).isEqualTo("SILVER");
        assertThat(bring("r2", "2026-01-07", "p2", 1)).isEqualTo("BASIC");
    }

    @Test
    void given_nothing_left_of_a_purchase_when_decided_then_the_standing_before_it_counts_the_others_alone() {
        begin(
                "",
                rule(
                        "Second",
                        "Member( purchases.lifetime == 1 )\n  Qualification( purchases.lifetime >= 1 )",
                        "award.tier(\"SILVER\");"));
        buy("p1", "2026-01-05", 1, "100");
        assertThat(buy("p2", "2026-01-06", 1, "100")).isEqualTo("SILVER");
        assertThat(bring("r1", "2026-01-07", "p2", 1)).isEqualTo("SILVER");
    }

    @Test
    void given_a_tier_by_the_first_purchase_when_a_part_comes_back_after_another_then_it_is_still_the_first() {
        begin("", tier("First", "first, payable >= 100", "SILVER"));
        assertThat(buy("p1", "2026-01-05", 3, "300")).isEqualTo("SILVER");
        buy("p2", "2026-01-06", 1, "10");
        assertThat(bring("r1", "2026-01-07", "p1", 1)).isEqualTo("SILVER");
    }

    @Test
    void given_an_earlier_purchase_when_a_part_of_a_later_one_comes_back_then_that_is_not_the_first() {
        begin("", tier("First", "first, payable >= 100", "SILVER"), tier("Spend", "spend.lifetime >= 300", "SILVER"));
        assertThat(buy("p1", "2026-01-05", 1, "50")).isEqualTo("BASIC");
        assertThat(buy("p2", "2026-01-06", 2, "280")).isEqualTo("SILVER");
        assertThat(bring("r1", "2026-01-07", "p2", 1)).isEqualTo("BASIC");
    }

    @Test
    void given_an_earlier_purchase_wholly_returned_when_a_part_of_a_later_one_comes_back_then_that_is_the_first() {
        begin("", tier("First", "first, payable >= 100", "SILVER"), tier("Spend", "spend.lifetime >= 300", "SILVER"));
        buy("p1", "2026-01-05", 1, "50");
        buy("p2", "2026-01-06", 2, "280");
        buy("p3", "2026-01-06", 1, "300");
        assertThat(bring("r1", "2026-01-07", "p1", 1)).isEqualTo("SILVER");
        assertThat(bring("r3", "2026-01-07", "p3", 1)).isEqualTo("BASIC");
        buy("p4", "2026-01-08", 1, "300");
        assertThat(bring("r2", "2026-01-09", "p2", 1)).isEqualTo("SILVER");
    }

    @Test
    void given_two_tiers_that_still_qualify_when_a_part_comes_back_then_the_higher_stays() {
        begin("", tier("A", "spend.lifetime >= 300", "GOLD"), tier("B", "spend.lifetime >= 100", "SILVER"));
        assertThat(buy("p1", "2026-01-05", 4, "400")).isEqualTo("GOLD");
        assertThat(bring("r1", "2026-01-06", "p1", 1)).isEqualTo("GOLD");
        assertThat(bring("r2", "2026-01-06", "p1", 1)).isEqualTo("SILVER");
    }

    @Test
    void given_two_tiers_that_still_qualify_when_the_lower_comes_first_then_the_higher_stays_too() {
        begin("", tier("A", "spend.lifetime >= 100", "SILVER"), tier("B", "spend.lifetime >= 300", "GOLD"));
        buy("p1", "2026-01-05", 4, "400");
        assertThat(bring("r1", "2026-01-06", "p1", 1)).isEqualTo("GOLD");
    }

    @Test
    void given_no_rule_on_the_standing_any_more_when_returned_then_a_tier_by_such_a_rule_goes() {
        begin("", tier("Silver", "spend.lifetime >= 100", "SILVER"));
        buy("p1", "2026-01-05", 4, "400");
        engine.close();
        program("", FEE);
        assertThat(bring("r1", "2026-01-06", "p1", 1)).isEqualTo("BASIC");
    }

    @Test
    void given_a_tier_that_was_bought_when_an_earlier_purchase_comes_back_then_it_stays() {
        begin("", FEE);
        buy("p1", "2026-01-05", 1, "100");
        assertThat(buy("p2", "2026-01-06", Purchase.Line.of("FEE", "FEES", 1, "50")))
                .isEqualTo("GOLD");
        assertThat(bring("r1", "2026-01-07", "p1", 1)).isEqualTo("GOLD");
    }

    @Test
    void given_a_bought_tier_that_also_qualifies_when_purchases_come_back_then_it_stays_bought() {
        begin("", FEE, tier("Spend", "spend.lifetime >= 300", "GOLD"));
        buy("p1", "2026-01-05", Purchase.Line.of("FEE", "FEES", 1, "0"));
        buy("p2", "2026-01-06", 2, "600");
        assertThat(bring("r1", "2026-01-07", "p2", 1)).isEqualTo("GOLD");
        assertThat(bring("r2", "2026-01-08", "p2", 1)).isEqualTo("GOLD");
    }

    @Test
    void given_a_lower_tier_that_still_qualifies_when_the_higher_goes_then_it_has_its_own_first_day() {
        begin("", FEE, SINCE, tier("Silver", "spend.lifetime >= 100", "SILVER"));
        assertThat(buy("p1", "2026-01-05", 3, "300")).isEqualTo("SILVER");
        buy("p2", "2026-01-10", Purchase.Line.of("FEE", "FEES", 1, "0"));
        assertThat(bring("r1", "2026-01-11", "p1", 1)).isEqualTo("GOLD");
        assertThat(bring("r2", "2026-01-12", "p2", 1)).isEqualTo("SILVER");
        assertThat(ask("2026-01-13").messages())
                .containsExactly(new Decision.Message("SINCE", List.of(LocalDate.parse("2026-01-05"))));
    }

    @Test
    void given_a_fall_to_a_tier_reached_before_when_the_later_purchase_comes_back_then_that_tier_stays() {
        begin(
                "\"validity\": \"P60D\", \"downgrade\": \"ONE_LEVEL\"",
                tier("Silver", "spend.thisMonth >= 100, spend.lifetime < 300", "SILVER"),
                tier("Gold", "spend.lifetime >= 300, review == false", "GOLD"));
        assertThat(buy("p1", "2026-01-10", 1, "100")).isEqualTo("SILVER");
        assertThat(buy("p2", "2026-02-10", 1, "200")).isEqualTo("GOLD");
        // valid until April 11; what falls is reached anew by nothing but a purchase
        engine.close();
        program(
                "\"validity\": \"P60D\", \"downgrade\": \"ONE_LEVEL\"",
                tier("Hardly ever", "spend.lifetime >= 1000000", "GOLD"));
        assertThat(ask("2026-04-12").tier().after()).isEqualTo("SILVER");
        assertThat(bring("r2", "2026-04-12", "p2", 1)).isEqualTo("SILVER");
        assertThat(bring("r1", "2026-04-12", "p1", 1)).isEqualTo("BASIC");
    }

    @Test
    void given_a_fall_to_a_tier_never_had_when_the_purchase_that_reached_the_one_above_comes_back_then_it_goes() {
        begin("\"validity\": \"P60D\", \"downgrade\": \"ONE_LEVEL\"", tier("Gold", "spend.thisMonth >= 300", "GOLD"));
        assertThat(buy("p1", "2026-01-10", 2, "300")).isEqualTo("GOLD");
        assertThat(ask("2026-03-12").tier().after()).isEqualTo("SILVER");
        assertThat(bring("r1", "2026-03-12", "p1", 1)).isEqualTo("BASIC");
    }

    @Test
    void given_a_redeemed_tier_that_a_rule_awards_too_when_redeemed_then_the_reward_gave_it() {
        begin("", rule("Too", "Redemption( reward == \"SILVER\" )", "award.tier(\"SILVER\");"));
        engine.process(Adjustment.of("a1", on("2026-01-02"), "m1", 10, "help desk"));
        Decision redeemed = engine.process(Redemption.of("x1", on("2026-01-03"), "m1", "SILVER"));
        assertThat(redeemed.tier().after()).isEqualTo("SILVER");
        assertThat(redeemed.fired()).isEmpty();
    }

    @Test
    void given_a_redeemed_tier_when_a_rule_awards_a_higher_one_then_the_rule_granted_it() {
        begin("", rule("More", "Redemption( reward == \"SILVER\" )", "award.tier(\"GOLD\");"));
        engine.process(Adjustment.of("a1", on("2026-01-02"), "m1", 10, "help desk"));
        Decision redeemed = engine.process(Redemption.of("x1", on("2026-01-03"), "m1", "SILVER"));
        assertThat(redeemed.tier().after()).isEqualTo("GOLD");
        assertThat(redeemed.fired()).extracting(Decision.Fired::rule).containsExactly("More");
    }
}
