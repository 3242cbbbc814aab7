package org.loyaltyrules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.loyaltyrules.Programs.rule;

import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.loyaltyrules.decision.Decision;
import org.loyaltyrules.event.Action;
import org.loyaltyrules.event.Adjustment;
import org.loyaltyrules.event.Enrollment;
import org.loyaltyrules.event.Purchase;

/** What discounts, vouchers and points take off a purchase, calculated by hand. */
class PricingTest {

    private static final String VOUCHERS = """
            "vouchers": {
              "OFF10": {"kind": "AMOUNT_OFF", "value": 10, "validity": "P30D"},
              "OFF20": {"kind": "AMOUNT_OFF", "value": 20, "minSpend": 100},
              "PLUS5": {"kind": "AMOUNT_OFF", "value": 5, "stackable": true},
              "HALF": {"kind": "PERCENT_OFF", "value": 50, "stackable": true},
              "BOOKS10": {"kind": "AMOUNT_OFF", "value": 10, "minSpend": 30, "onlyCategories": ["BOOKS"]},
              "NOFOOD": {"kind": "AMOUNT_OFF", "value": 10, "minSpend": 30, "excludedCategories": ["FOOD"]},
              "MUG": {"kind": "GIFT"}}""";
    private static final String PAY =
            ", \"points\": {\"payWith\": {\"pointsPerUnit\": 100, \"step\": 50, \"maxShare\": 0.5}}";
    private static final String EARN =
            rule("Earn", "$line : LineItem( category == \"BOOKS\" )", "award.earn($line, 1);");
    private static final String GET =
            rule("Get", "Action( kind == \"GET\", $what : subject )", "award.voucher($what);");

    private MembershipEngine engine;

    @BeforeEach
    void begin() {
        program(PAY);
    }

    @AfterEach
    void end() {
        engine.close();
    }

    /** A program with these rules, and a member who enrolled on January 1. */
    private void program(String more, String... rules) {
        String json =
                "{\"name\": \"test\", \"zone\": \"Asia/Shanghai\", \"currency\": \"CNY\", \"tiers\": [\"BASIC\"], "
                        + VOUCHERS + more + "}";
        engine = MembershipEngine.builder()
                .program(LoyaltyProgram.of(
                        "test",
                        Map.of("program.json", json, "get.drl", GET + EARN, "rules.drl", String.join("\n", rules))))
                .build();
        engine.process(Enrollment.of("e1", on("2026-01-01"), "m1"));
    }

    private static OffsetDateTime on(String day) {
        return OffsetDateTime.parse(day + "T12:00:00+08:00");
    }

    /** Issues a voucher on January 2; its code. */
    private String voucher(String definition) {
        Action get = Action.of("get" + definition, on("2026-01-02"), "m1", "GET");
        return engine.process(get.subject(definition)).vouchers().get(0).code();
    }

    private void points(long points) {
        engine.process(Adjustment.of("a1", on("2026-01-02"), "m1", points, "help desk"));
    }

    private static Purchase purchase(String... categoriesAndAmounts) {
        List<Purchase.Line> lines = new ArrayList<>();
        for (int i = 0; i < categoriesAndAmounts.length; i += 2) {
            lines.add(Purchase.Line.of("SKU", categoriesAndAmounts[i], 1, categoriesAndAmounts[i + 1]));
        }
        return Purchase.of("p1", on("2026-01-05"), "m1", lines);
    }

    private void assertPrice(
            Purchase purchase, String amount, String discount, String vouchers, String points, String payable) {
        Decision decision = engine.process(purchase);
        assertThat(decision.reason()).isNull();
        assertThat(List.of(
                        decision.amount(),
                        decision.discount(),
                        decision.voucherDiscount(),
                        decision.pointsDiscount(),
                        decision.payable()))
                .extracting(Object::toString)
                .containsExactly(amount, discount, vouchers, points, payable);
    }

    private void assertRefused(Purchase purchase, String reason) {
        assertThat(engine.process(purchase).reason()).isEqualTo(reason);
    }

    @Test
    void given_all_that_can_be_taken_off_when_bought_then_each_field_shows_its_own() {
        program(PAY, rule("Ten", "Purchase()", "award.discount(10);"));
        points(1000);
        Purchase purchase = purchase("BOOKS", "100", "FOOD", "50");
        assertPrice(
                purchase.vouchers(voucher("OFF10")).pointsToSpend(550), "150.00", "15.00", "10.00", "5.50", "119.50");
    }

    @Test
    void given_points_that_pay_when_bought_then_they_show_as_spent_and_leave_the_balance() {
        points(1000);
        Decision decision = engine.process(purchase("FOOD", "50").pointsToSpend(550));
        assertThat(decision.points().spent()).isEqualTo(550);
        assertThat(decision.points().balance()).isEqualTo(450);
    }

    @Test
    void given_points_that_pay_for_two_lines_when_bought_then_each_line_has_its_share() {
        points(1000);
        Decision decision = engine.process(purchase("BOOKS", "30", "FOOD", "10").pointsToSpend(1000));
        // 10 of 40 are paid by points, 7.50 of them on the books
        assertThat(decision.points().earned()).isEqualTo(22);
    }

    @Test
    void given_no_such_policy_when_paying_with_points_then_the_share_is_too_high() {
        program("");
        points(1000);
        assertRefused(purchase("BOOKS", "100").pointsToSpend(100), "OVER_MAX_SHARE");
    }

    @Test
    void given_a_step_when_paying_beside_it_then_the_step_is_missed_first() {
        assertRefused(purchase("BOOKS", "0.10").pointsToSpend(49), "INVALID_STEP");
    }

    @Test
    void given_the_largest_share_when_paying_exactly_that_then_it_is_taken() {
        points(1000);
        assertPrice(purchase("BOOKS", "10").pointsToSpend(500), "10.00", "0.00", "0.00", "5.00", "5.00");
    }

    @Test
    void given_the_largest_share_when_a_cent_is_missing_then_it_is_refused_before_the_balance() {
        assertRefused(purchase("BOOKS", "9.99").pointsToSpend(500), "OVER_MAX_SHARE");
    }

    @Test
    void given_a_voucher_when_paying_with_points_then_the_share_is_of_what_it_left() {
        points(1000);
        assertRefused(purchase("BOOKS", "19.98").vouchers(voucher("OFF10")).pointsToSpend(500), "OVER_MAX_SHARE");
    }

    @Test
    void given_all_points_when_paying_with_them_then_none_are_left() {
        points(500);
        assertPrice(purchase("FOOD", "100").pointsToSpend(500), "100.00", "0.00", "0.00", "5.00", "95.00");
    }

    @Test
    void given_one_point_too_few_when_paying_then_it_is_refused() {
        points(499);
        assertRefused(purchase("FOOD", "100").pointsToSpend(500), "INSUFFICIENT_POINTS");
    }

    @Test
    void given_a_fraction_of_a_cent_when_paying_with_points_then_their_worth_is_rounded_down() {
        program(", \"points\": {\"payWith\": {\"pointsPerUnit\": 300, \"step\": 1, \"maxShare\": 1}}");
        points(500);
        assertPrice(purchase("FOOD", "100").pointsToSpend(500), "100.00", "0.00", "0.00", "1.66", "98.34");
    }

    @Test
    void given_the_least_spend_of_a_voucher_when_bought_for_exactly_that_then_it_is_used() {
        assertPrice(purchase("BOOKS", "100").vouchers(voucher("OFF20")), "100.00", "0.00", "20.00", "0.00", "80.00");
    }

    @Test
    void given_the_least_spend_of_a_voucher_when_a_cent_is_missing_then_it_is_refused() {
        assertRefused(purchase("BOOKS", "99.99").vouchers(voucher("OFF20")), "VOUCHER_MIN_SPEND");
    }

    @Test
    void given_another_voucher_before_when_the_least_spend_is_checked_then_it_does_not_count() {
        assertPrice(
                purchase("BOOKS", "100").vouchers(voucher("PLUS5"), voucher("OFF20")),
                "100.00",
                "0.00",
                "25.00",
                "0.00",
                "75.00");
    }

    @Test
    void given_a_discount_when_the_least_spend_is_checked_then_what_it_left_counts() {
        program("", rule("One", "Purchase()", "award.discount(1);"));
        assertRefused(purchase("BOOKS", "100").vouchers(voucher("OFF20")), "VOUCHER_MIN_SPEND");
    }

    @Test
    void given_two_vouchers_that_are_not_stackable_when_both_are_used_then_it_is_refused() {
        assertRefused(purchase("BOOKS", "100").vouchers(voucher("OFF10"), voucher("OFF20")), "VOUCHER_NOT_STACKABLE");
    }

    @Test
    void given_two_stackable_vouchers_and_one_that_is_not_when_used_then_all_count_in_their_order() {
        assertPrice(
                purchase("BOOKS", "100").vouchers(voucher("OFF10"), voucher("HALF"), voucher("PLUS5")),
                "100.00",
                "0.00",
                "60.00",
                "0.00",
                "40.00");
    }

    @ParameterizedTest
    @CsvSource({"0.01, 0.01, 0.00", "0.03, 0.02, 0.01", "99.99, 50.00, 49.99"})
    void given_half_a_cent_when_a_percentage_is_taken_off_then_it_is_rounded_up(
            String amount, String off, String payable) {
        assertPrice(purchase("BOOKS", amount).vouchers(voucher("HALF")), amount, "0.00", off, "0.00", payable);
    }

    @ParameterizedTest
    @CsvSource({"BOOKS10", "NOFOOD"})
    void given_a_voucher_for_some_lines_when_used_then_it_is_taken_off_those_alone(String definition) {
        Decision decision = engine.process(purchase("BOOKS", "30", "FOOD", "90").vouchers(voucher(definition)));
        assertThat(decision.payable()).isEqualByComparingTo("110");
        assertThat(decision.points().earned()).isEqualTo(20);
    }

    @ParameterizedTest
    @CsvSource({"BOOKS10, 29.99, VOUCHER_MIN_SPEND", "NOFOOD, 29.99, VOUCHER_MIN_SPEND"})
    void given_a_voucher_for_some_lines_when_those_are_too_cheap_then_the_others_do_not_help(
            String definition, String amount, String reason) {
        assertRefused(purchase("BOOKS", amount, "FOOD", "90").vouchers(voucher(definition)), reason);
    }

    @ParameterizedTest
    @CsvSource({"BOOKS10", "NOFOOD"})
    void given_a_voucher_for_other_lines_when_used_then_it_is_not_applicable(String definition) {
        assertRefused(purchase("FOOD", "90").vouchers(voucher(definition)), "VOUCHER_NOT_APPLICABLE");
    }

    @Test
    void given_a_line_without_category_when_vouchers_are_used_then_only_the_excluding_one_applies() {
        Purchase plain = Purchase.of("p1", on("2026-01-05"), "m1", "90");
        assertRefused(plain.vouchers(voucher("BOOKS10")), "VOUCHER_NOT_APPLICABLE");
        assertPrice(plain.vouchers(voucher("NOFOOD")), "90.00", "0.00", "10.00", "0.00", "80.00");
    }

    @Test
    void given_less_than_the_value_when_a_voucher_is_used_then_it_takes_what_is_there() {
        assertPrice(purchase("BOOKS", "7").vouchers(voucher("OFF10")), "7.00", "0.00", "7.00", "0.00", "0.00");
    }

    @Test
    void given_a_gift_voucher_when_used_then_nothing_is_taken_off() {
        assertPrice(purchase("BOOKS", "7").vouchers(voucher("MUG")), "7.00", "0.00", "0.00", "0.00", "7.00");
    }

    @Test
    void given_one_voucher_when_given_twice_then_it_is_used_already() {
        String code = voucher("PLUS5");
        assertRefused(purchase("BOOKS", "70").vouchers(code, code), "VOUCHER_USED");
    }

    @Test
    void given_a_voucher_when_its_last_day_is_past_then_it_is_refused() {
        String code = voucher("OFF10");
        assertRefused(Purchase.of("p1", on("2026-02-02"), "m1", "90").vouchers(code), "VOUCHER_EXPIRED");
        assertThat(engine.process(
                                Purchase.of("p2", on("2026-02-01"), "m1", "90").vouchers(code))
                        .payable())
                .isEqualByComparingTo("80");
    }
}
