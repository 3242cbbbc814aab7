package org.loyaltyrules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.loyaltyrules.Programs.rule;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.loyaltyrules.decision.Decision;
import org.loyaltyrules.decision.MemberStanding;
import org.loyaltyrules.event.Action;
import org.loyaltyrules.event.Adjustment;
import org.loyaltyrules.event.Enrollment;
import org.loyaltyrules.event.EventFormatException;
import org.loyaltyrules.event.MemberEvent;
import org.loyaltyrules.event.Purchase;
import org.loyaltyrules.event.Redemption;
import org.loyaltyrules.event.Return;
import org.loyaltyrules.ledger.Entry;
import org.loyaltyrules.ledger.EntryKind;
import org.loyaltyrules.store.InMemoryMembershipStore;
import org.loyaltyrules.store.StoreDigest;

/** Returns, calculated by hand. */
class ReturnsTest {

    private static final String EARN = rule("A point a yuan", "Purchase()", "award.earn(1);");
    private static final String PAY = "\"payWith\": {\"pointsPerUnit\": 100, \"step\": 1, \"maxShare\": 1}";
    private static final String MUG = "\"rewards\": {\"MUG\": {\"points\": 70, \"gives\": {\"gift\": \"MUG\"}}}";
    private static final String OFF10 =
            "\"vouchers\": {\"OFF10\": {\"kind\": \"AMOUNT_OFF\", \"value\": 10, \"validity\": \"P30D\"}}";
    private static final String SILVER_FROM_500 =
            rule("Silver", "Qualification( spend.lifetime >= 500 )", "award.tier(\"SILVER\");");

    private final InMemoryMembershipStore store = new InMemoryMembershipStore();
    private MembershipEngine engine;

    @BeforeEach
    void begin() {
        engine = engine("", EARN);
    }

    @AfterEach
    void end() {
        engine.close();
    }

    /** From now on this program decides; what was decided before stays. */
    private void program(String more, String... rules) {
        engine.close();
        engine = engine(more, rules);
    }

    private MembershipEngine engine(String more, String... rules) {
        String json =
                "{\"name\": \"test\", \"zone\": \"Asia/Shanghai\", \"currency\": \"CNY\", \"tiers\": [\"BASIC\", \"SILVER\", \"GOLD\"]"
                        + (more.isEmpty() ? "" : ", " + more) + "}";
        LoyaltyProgram program =
                LoyaltyProgram.of("test", Map.of("program.json", json, "rules.drl", String.join("\n", rules)));
        return MembershipEngine.builder().program(program).store(store).build();
    }

    private static OffsetDateTime on(String day) {
        return OffsetDateTime.parse(day + "T12:00:00+08:00");
    }

    private static Purchase.Line pieces(long quantity, String amount) {
        return Purchase.Line.of("SKU", "BOOKS", quantity, amount);
    }

    private Decision enroll(String member) {
        return engine.process(Enrollment.of("enroll-" + member, on("2026-01-01"), member));
    }

    private Decision adjust(String id, String day, long points) {
        return engine.process(Adjustment.of(id, on(day), "m1", points, "help desk"));
    }

    private Decision buy(String id, String day, Purchase.Line... lines) {
        return engine.process(Purchase.of(id, on(day), "m1", List.of(lines)));
    }

    private Decision returnAll(String id, String day, String purchase) {
        return engine.process(Return.of(id, on(day), "m1", purchase));
    }

    private Decision returnPieces(String id, String day, String purchase, long quantity) {
        return engine.process(Return.of(id, on(day), "m1", purchase).lines(List.of(new Return.Line(1, quantity))));
    }

    private MemberStanding standing(String day) {
        return engine.standing("m1", LocalDate.parse(day)).orElseThrow();
    }

    private void assertRefused(MemberEvent event, String reason) {
        String before = StoreDigest.of(store);
        assertThat(engine.process(event).reason()).isEqualTo(reason);
        assertThat(StoreDigest.of(store)).isEqualTo(before);
    }

    private void assertMalformed(MemberEvent event, String message) {
        String before = StoreDigest.of(store);
        assertThatThrownBy(() -> engine.process(event))
                .isInstanceOf(EventFormatException.class)
                .hasMessageContaining(message);
        assertThat(StoreDigest.of(store)).isEqualTo(before);
    }

    @Test
    void given_rules_that_changed_after_the_sale_when_returned_then_what_was_granted_then_counts() {
        enroll("m1");
        buy("p1", "2026-01-05", pieces(2, "100"));
        program("\"points\": {\"rounding\": \"UP\"}", rule("Five points a yuan", "Purchase()", "award.earn(5);"));

        Decision half = returnPieces("r1", "2026-02-05", "p1", 1);
        Decision rest = returnAll("r2", "2026-02-06", "p1");

        assertThat(half.points().clawedBack()).isEqualTo(50);
        assertThat(half.points().balance()).isEqualTo(50);
        assertThat(half.payable()).isEqualByComparingTo("-50");
        assertThat(rest.points().clawedBack()).isEqualTo(50);
        assertThat(rest.points().balance()).isZero();
    }

    @Test
    void given_another_worth_of_points_after_the_sale_when_returned_then_the_points_that_paid_come_back() {
        program("\"points\": {" + PAY + "}", EARN);
        enroll("m1");
        adjust("a1", "2026-01-02", 1000);
        Decision sale =
                engine.process(Purchase.of("p1", on("2026-01-05"), "m1", "50").pointsToSpend(1000));
        program("\"points\": {\"payWith\": {\"pointsPerUnit\": 10, \"step\": 10, \"maxShare\": 0.1}}", EARN);

        Decision returned = returnAll("r1", "2026-01-06", "p1");

        assertThat(sale.payable()).isEqualByComparingTo("40");
        assertThat(sale.points().earned()).isEqualTo(40);
        assertThat(returned.payable()).isEqualByComparingTo("-40");
        assertThat(returned.points().restored()).isEqualTo(1000);
        assertThat(returned.points().clawedBack()).isEqualTo(40);
        assertThat(returned.points().balance()).isEqualTo(1000);
    }

    @Test
    void given_a_voucher_no_longer_in_the_program_when_its_purchase_is_returned_then_it_is_revoked() {
        program(OFF10, EARN, rule("Coupon", "Purchase()", "award.voucher(\"OFF10\");"));
        enroll("m1");
        buy("p1", "2026-01-05", pieces(1, "100"));
        program("", EARN);

        assertThat(returnAll("r1", "2026-01-06", "p1").revoked()).containsExactly("OFF10-p1-1");
    }

    @ParameterizedTest
    @CsvSource({"NEGATIVE, 100, -70, -20", "CLAMP, 30, 0, 50"})
    void given_spent_points_when_returned_then_they_are_owed_or_let_go(
            String clawback, long clawedBack, long balance, long afterFiftyMore) {
        program("\"points\": {\"clawback\": \"" + clawback + "\"}, " + MUG, EARN);
        enroll("m1");
        buy("p1", "2026-01-05", pieces(1, "100"));
        engine.process(Redemption.of("x1", on("2026-01-05"), "m1", "MUG"));

        Decision returned = returnAll("r1", "2026-01-06", "p1");
        Decision later = adjust("a1", "2026-01-07", 50);

        assertThat(returned.points().clawedBack()).isEqualTo(clawedBack);
        assertThat(returned.points().balance()).isEqualTo(balance);
        assertThat(later.points().balance()).isEqualTo(afterFiftyMore);
        assertThat(engine.entries("m1").stream().mapToLong(Entry::points).sum()).isEqualTo(afterFiftyMore);
    }

    @Test
    void given_a_debt_when_points_come_then_two_entries_fill_it() {
        program(MUG, EARN);
        enroll("m1");
        buy("p1", "2026-01-05", pieces(1, "100"));
        engine.process(Redemption.of("x1", on("2026-01-05"), "m1", "MUG"));
        returnAll("r1", "2026-01-06", "p1");
        adjust("a1", "2026-01-07", 50);

        // 30 of its lot, 70 owed; of the new lot 50 fill the debt
        assertThat(engine.entries("m1").stream()
                        .filter(entry -> entry.kind() == EntryKind.CLAWBACK)
                        .map(entry -> entry.points() + " on " + entry.lot()))
                .containsExactly("-30 on 1", "-70 on null", "-50 on 2", "50 on null");
    }

    @Test
    void given_a_debt_when_points_that_paid_come_back_then_they_fill_it() {
        program("\"points\": {" + PAY + "}", EARN);
        enroll("m1");
        buy("p1", "2026-01-05", pieces(1, "100"));
        engine.process(Purchase.of("p2", on("2026-01-06"), "m1", "1").pointsToSpend(100));

        assertThat(returnAll("r1", "2026-01-07", "p1").points().balance()).isEqualTo(-100);
        Decision returned = returnAll("r2", "2026-01-08", "p2");

        assertThat(returned.points().restored()).isEqualTo(100);
        assertThat(returned.points().balance()).isZero();
        assertThat(engine.entries("m1").stream()
                        .filter(entry -> entry.event().equals("r2"))
                        .map(entry -> entry.kind() + " " + entry.points() + " on " + entry.lot()))
                .containsExactly("RESTORE 100 on 1", "CLAWBACK -100 on 1", "CLAWBACK 100 on null");
        assertThat(adjust("a1", "2026-01-09", 10).points().balance()).isEqualTo(10);
    }

    @Test
    void given_three_pieces_for_ten_yuan_when_returned_one_by_one_then_the_last_takes_the_rest() {
        enroll("m1");
        buy("p1", "2026-01-05", pieces(3, "10"));

        // 3.33, 6.67, 10.00 in all; floor(10 x 6.67 / 10) = 6, floor(10 x 3.33 / 10) = 3 and 0 stay
        String[] refunds = {"-3.33", "-3.34", "-3.33"};
        long[] clawedBack = {4, 3, 3};
        String[] spend = {"6.67", "3.33", "0"};
        for (int i = 0; i < 3; i++) {
            Decision returned = returnPieces("r" + i, "2026-01-06", "p1", 1);
            assertThat(returned.payable()).isEqualByComparingTo(refunds[i]);
            assertThat(returned.points().clawedBack()).isEqualTo(clawedBack[i]);
            assertThat(standing("2026-01-06").spend()).isEqualByComparingTo(spend[i]);
            assertThat(standing("2026-01-06").purchases()).isEqualTo(i < 2 ? 1 : 0);
        }
        assertThat(standing("2026-01-06").points()).isZero();
    }

    @Test
    void given_points_that_paid_when_returned_in_parts_then_they_come_back_in_proportion() {
        program("\"points\": {" + PAY + "}");
        enroll("m1");
        adjust("a1", "2026-01-02", 100);
        engine.process(Purchase.of("p1", on("2026-01-05"), "m1", List.of(pieces(3, "11")))
                .pointsToSpend(100));

        // floor(100 x 3.33 / 10) = 33, floor(100 x 6.67 / 10) = 66, 100 in all
        assertThat(returnPieces("r1", "2026-01-06", "p1", 1).points().restored())
                .isEqualTo(33);
        assertThat(returnPieces("r2", "2026-01-06", "p1", 1).points().restored())
                .isEqualTo(33);
        assertThat(returnPieces("r3", "2026-01-06", "p1", 1).points().restored())
                .isEqualTo(34);
        assertThat(standing("2026-01-06").points()).isEqualTo(100);
    }

    @Test
    void given_a_purchase_paid_with_points_alone_when_returned_then_pieces_count() {
        program("\"points\": {" + PAY + "}", rule("Bonus", "Purchase()", "award.points(10);"));
        enroll("m1");
        adjust("a1", "2026-01-02", 1000);
        engine.process(Purchase.of("p1", on("2026-01-05"), "m1", List.of(pieces(3, "10")))
                .pointsToSpend(1000));

        Decision one = returnPieces("r1", "2026-01-06", "p1", 1);
        Decision rest = returnAll("r2", "2026-01-06", "p1");

        // floor(1000 / 3) come back; of the 10, floor(10 x 2 / 3) = 6 stay
        assertThat(one.payable()).isEqualByComparingTo("0");
        assertThat(one.points().restored()).isEqualTo(333);
        assertThat(one.points().clawedBack()).isEqualTo(4);
        assertThat(rest.points().restored()).isEqualTo(667);
        assertThat(rest.points().clawedBack()).isEqualTo(6);
        assertThat(rest.points().balance()).isEqualTo(1000);
    }

    @Test
    void given_points_of_two_lots_that_paid_when_returned_then_they_keep_their_old_dates() {
        program("\"points\": {\"validity\": \"P10D\", " + PAY + "}");
        enroll("m1");
        adjust("a1", "2026-01-01", 60);
        adjust("a2", "2026-01-05", 60);
        engine.process(Purchase.of("p1", on("2026-01-06"), "m1", "10").pointsToSpend(100));

        Decision returned = returnAll("r1", "2026-01-12", "p1");

        // 60 were valid until January 11 and are gone; 40 go back to those until January 15
        assertThat(returned.points().restored()).isEqualTo(100);
        assertThat(returned.points().expired()).isEqualTo(60);
        assertThat(returned.points().balance()).isEqualTo(60);
        assertThat(standing("2026-01-15").points()).isEqualTo(60);
        assertThat(standing("2026-01-16").points()).isZero();
    }

    @Test
    void given_points_of_two_lots_when_half_comes_back_then_the_last_taken_comes_first() {
        program("\"points\": {\"validity\": \"P10D\", " + PAY + "}");
        enroll("m1");
        adjust("a1", "2026-01-01", 60);
        adjust("a2", "2026-01-05", 60);
        engine.process(Purchase.of("p1", on("2026-01-06"), "m1", List.of(pieces(2, "10")))
                .pointsToSpend(100));

        returnPieces("r1", "2026-01-07", "p1", 1);
        // 40 to the lot until January 15, 10 to the one until January 11
        assertThat(standing("2026-01-07").points()).isEqualTo(70);
        assertThat(standing("2026-01-12").points()).isEqualTo(60);
        returnPieces("r2", "2026-01-08", "p1", 1);
        // the other 50 to the first lot
        assertThat(standing("2026-01-11").points()).isEqualTo(120);
        assertThat(standing("2026-01-12").points()).isEqualTo(60);
    }

    @Test
    void given_points_that_expired_unused_when_returned_then_they_are_not_taken_twice() {
        program("\"points\": {\"validity\": \"P10D\"}", EARN);
        enroll("m1");
        buy("p1", "2026-01-05", pieces(1, "100"));
        adjust("a1", "2026-01-10", 40);

        Decision returned = returnAll("r1", "2026-01-16", "p1");

        assertThat(returned.points().expired()).isEqualTo(100);
        assertThat(returned.points().clawedBack()).isZero();
        assertThat(returned.points().balance()).isEqualTo(40);
    }

    @Test
    void given_pending_points_when_returned_then_its_own_lot_is_taken_first() {
        program("\"points\": {\"pending\": \"P7D\"}", EARN);
        enroll("m1");
        buy("p1", "2026-01-01", pieces(1, "100"));
        buy("p2", "2026-01-10", pieces(1, "80"));

        Decision returned = returnAll("r1", "2026-01-11", "p2");

        assertThat(returned.points().balance()).isEqualTo(100);
        assertThat(returned.points().pending()).isZero();
    }

    @Test
    void given_an_issued_voucher_when_its_purchase_is_returned_then_it_is_revoked_with_the_last_piece() {
        program(OFF10, EARN, rule("Coupon", "Purchase( amount >= 100 )", "award.voucher(\"OFF10\");"));
        enroll("m1");
        buy("p1", "2026-01-05", pieces(2, "100"));

        assertThat(returnPieces("r1", "2026-01-06", "p1", 1).revoked()).isEmpty();
        assertThat(standing("2026-01-06").vouchers()).containsExactly("OFF10-p1-1");
        assertThat(returnPieces("r2", "2026-01-06", "p1", 1).revoked()).containsExactly("OFF10-p1-1");
        assertThat(standing("2026-01-06").vouchers()).isEmpty();
        assertRefused(Purchase.of("p2", on("2026-01-06"), "m1", "50").vouchers("OFF10-p1-1"), "UNKNOWN_VOUCHER");
    }

    @Test
    void given_a_used_voucher_when_the_purchase_is_returned_then_it_may_be_used_until_its_last_valid_day() {
        program(OFF10, EARN, rule("Coupon", "Purchase( amount >= 100 )", "award.voucher(\"OFF10\");"));
        enroll("m1");
        buy("p1", "2026-01-05", pieces(1, "100"));
        Purchase purchase = Purchase.of("p2", on("2026-01-06"), "m1", List.of(pieces(2, "50")));
        assertThat(engine.process(purchase.vouchers("OFF10-p1-1")).payable()).isEqualByComparingTo("40");

        assertThat(returnPieces("r1", "2026-01-07", "p2", 1).payable()).isEqualByComparingTo("-20");
        assertThat(standing("2026-01-07").vouchers()).isEmpty();
        assertThat(returnAll("r2", "2026-01-08", "p2").revoked()).isEmpty();
        assertThat(standing("2026-02-04").vouchers()).containsExactly("OFF10-p1-1");
        assertThat(standing("2026-02-05").vouchers()).isEmpty();
    }

    @Test
    void given_a_used_voucher_of_a_returned_purchase_when_its_use_is_returned_then_it_stays_used() {
        program(OFF10, EARN, rule("Coupon", "Purchase( amount >= 100 )", "award.voucher(\"OFF10\");"));
        enroll("m1");
        buy("p1", "2026-01-05", pieces(1, "100"));
        engine.process(Purchase.of("p2", on("2026-01-06"), "m1", "50").vouchers("OFF10-p1-1"));

        assertThat(returnAll("r1", "2026-01-07", "p1").revoked()).isEmpty();
        returnAll("r2", "2026-01-07", "p2");

        assertRefused(Purchase.of("p3", on("2026-01-08"), "m1", "50").vouchers("OFF10-p1-1"), "VOUCHER_USED");
    }

    @Test
    void given_a_used_limit_and_budget_when_all_is_returned_then_they_are_given_back() {
        program(
                "\"budgets\": {\"ONE\": {\"unit\": \"USES\", \"cap\": 1}, \"SEVEN\": {\"unit\": \"POINTS\", \"cap\": 7}}",
                annotated("Once", "@limit(\"1 per ever\")", "award.points(3);"),
                annotated("One of all", "@budget(\"ONE\")", "award.points(20);"),
                annotated("Seven points of all", "@budget(\"SEVEN\")", "award.points(100);"));
        enroll("m1");

        assertThat(buy("p1", "2026-01-05", pieces(2, "10")).points().earned()).isEqualTo(30);
        assertThat(buy("p2", "2026-01-05", pieces(1, "10")).points().earned()).isZero();
        returnPieces("r1", "2026-01-06", "p1", 1);
        assertThat(buy("p3", "2026-01-06", pieces(1, "10")).points().earned()).isZero();
        returnPieces("r2", "2026-01-06", "p1", 1);
        assertThat(buy("p4", "2026-01-06", pieces(1, "10")).points().earned()).isEqualTo(30);
        assertThat(buy("p5", "2026-01-06", pieces(1, "10")).points().earned()).isZero();
    }

    private static String annotated(String name, String annotation, String then) {
        return "rule \"" + name + "\"\n  " + annotation + "\nwhen\n  Purchase()\nthen\n  " + then + "\nend\n";
    }

    @Test
    void given_a_reached_cap_when_all_is_returned_then_it_is_not_given_back() {
        program("\"points\": {\"caps\": [{\"per\": \"DAY\", \"max\": 100}]}", EARN);
        enroll("m1");
        buy("p1", "2026-01-05", pieces(1, "90"));
        returnAll("r1", "2026-01-05", "p1");

        assertThat(buy("p2", "2026-01-05", pieces(1, "90")).points().earned()).isEqualTo(10);
        assertThat(buy("p3", "2026-01-06", pieces(1, "90")).points().earned()).isEqualTo(90);
    }

    @Test
    void given_a_tier_by_spend_when_too_much_is_returned_then_the_member_falls_back() {
        program("", EARN, SILVER_FROM_500);
        enroll("m1");
        buy("p1", "2026-01-05", pieces(6, "600"));

        Decision enough = returnPieces("r1", "2026-01-06", "p1", 1);
        Decision tooLittle = returnPieces("r2", "2026-01-07", "p1", 1);

        assertThat(enough.tier().after()).isEqualTo("SILVER");
        assertThat(tooLittle.tier().before()).isEqualTo("SILVER");
        assertThat(tooLittle.tier().after()).isEqualTo("BASIC");
    }

    @Test
    void given_a_tier_by_two_purchases_when_either_is_returned_then_the_order_does_not_matter() {
        program("", EARN, SILVER_FROM_500);
        enroll("m1");
        buy("p1", "2026-01-05", pieces(1, "300"));
        buy("p2", "2026-01-06", pieces(1, "300"));
        buy("p3", "2026-01-07", pieces(1, "250"));

        assertThat(returnAll("r1", "2026-01-08", "p1").tier().after()).isEqualTo("SILVER");
        assertThat(returnAll("r3", "2026-01-08", "p3").tier().after()).isEqualTo("BASIC");
    }

    @Test
    void given_a_tier_that_was_bought_when_all_of_it_is_returned_then_it_leaves() {
        program("", rule("Fee", "LineItem( sku == \"FEE\" )", "award.tier(\"GOLD\");"));
        enroll("m1");
        buy("p1", "2026-01-05", Purchase.Line.of("FEE", "FEES", 2, "100"));
        buy("p2", "2026-01-06", pieces(1, "100"));

        assertThat(returnAll("r0", "2026-01-07", "p2").tier().after()).isEqualTo("GOLD");
        assertThat(returnPieces("r1", "2026-01-07", "p1", 1).tier().after()).isEqualTo("GOLD");
        assertThat(returnPieces("r2", "2026-01-07", "p1", 1).tier().after()).isEqualTo("BASIC");
    }

    @Test
    void given_a_return_that_cannot_be_when_sent_then_it_is_refused_and_nothing_changes() {
        enroll("m1");
        enroll("m2");
        buy("p1", "2026-01-05", pieces(2, "10"));
        OffsetDateTime at = on("2026-01-06");
        Return all = Return.of("r1", at, "m1", "p1");

        assertRefused(Return.of("r1", at, "nobody", "p1"), "UNKNOWN_MEMBER");
        assertRefused(Return.of("r1", at, "m2", "p1"), "UNKNOWN_PURCHASE");
        assertRefused(Return.of("r1", at, "m1", "p9"), "UNKNOWN_PURCHASE");
        assertRefused(new Return("r1", at, "m1", "p1", List.of(), "USD"), "CURRENCY_MISMATCH");
        assertRefused(new Return("r1", at, "m1", "p9", List.of(), "USD"), "CURRENCY_MISMATCH");
        assertRefused(all.lines(List.of(new Return.Line(1, 3))), "NOTHING_TO_RETURN");
        assertRefused(all.lines(List.of(new Return.Line(2, 1))), "NOTHING_TO_RETURN");
        assertRefused(all.lines(List.of(new Return.Line(1, 1), new Return.Line(1, 2))), "NOTHING_TO_RETURN");
        assertRefused(all.lines(List.of(new Return.Line(1, Long.MAX_VALUE))), "NOTHING_TO_RETURN");
        assertRefused(
                all.lines(List.of(new Return.Line(1, 1), new Return.Line(1, Long.MAX_VALUE))), "NOTHING_TO_RETURN");
        assertThat(engine.process(new Return("r1", at, "m1", "p1", List.of(), "CNY"))
                        .accepted())
                .isTrue();
        assertRefused(Return.of("r2", at, "m1", "p1"), "NOTHING_TO_RETURN");
    }

    @Test
    void given_as_many_points_as_can_be_counted_when_more_come_then_that_is_an_error_and_nothing_changes() {
        enroll("m1");
        adjust("a1", "2026-01-02", Long.MAX_VALUE);

        assertMalformed(Purchase.of("p1", on("2026-01-03"), "m1", "1"), "more money or points than can be counted");
        assertMalformed(
                Adjustment.of("a2", on("2026-01-03"), "m1", Long.MAX_VALUE, "help desk"),
                "more money or points than can be counted");
        assertThat(standing("2026-01-03").points()).isEqualTo(Long.MAX_VALUE);
        assertThat(adjust("a3", "2026-01-03", -Long.MAX_VALUE).points().balance())
                .isZero();
    }

    @Test
    void given_a_debt_when_as_many_points_as_can_be_counted_come_then_they_fill_it() {
        program(MUG, EARN);
        enroll("m1");
        buy("p1", "2026-01-05", pieces(1, "100"));
        engine.process(Redemption.of("x1", on("2026-01-05"), "m1", "MUG"));
        returnAll("r1", "2026-01-06", "p1");

        assertThat(adjust("a1", "2026-01-07", Long.MAX_VALUE).points().balance())
                .isEqualTo(Long.MAX_VALUE - 70);
    }

    @Test
    void given_an_amount_with_50_fraction_digits_when_bought_then_only_zeros_are_taken() {
        enroll("m1");
        String zeros = "0".repeat(49);

        assertMalformed(Purchase.of("p1", on("2026-01-03"), "m1", "1." + zeros + "1"), "more fraction digits than CNY");
        assertMalformed(
                Purchase.of("p1", on("2026-01-03"), "m1", List.of(pieces(1, "5"), pieces(1, "0." + zeros + "1"))),
                "more fraction digits than CNY");
        assertThat(buy("p1", "2026-01-03", pieces(3, "10." + zeros + "0")).payable())
                .isEqualByComparingTo("10");
        assertThat(returnPieces("r1", "2026-01-03", "p1", 1).payable()).isEqualByComparingTo("-3.33");
    }

    @Test
    void given_the_largest_amount_and_quantity_when_returned_then_nothing_is_lost() {
        enroll("m1");
        buy("p1", "2026-01-03", pieces(Long.MAX_VALUE, "999999999999999.99"));

        Decision some = returnPieces("r1", "2026-01-04", "p1", Long.MAX_VALUE - 1);
        Decision last = returnPieces("r2", "2026-01-04", "p1", 1);

        assertThat(some.payable()).isEqualByComparingTo("-999999999999999.99");
        assertThat(some.points().clawedBack()).isEqualTo(999_999_999_999_999L);
        assertThat(last.payable()).isEqualByComparingTo("0");
        assertThat(last.points().balance()).isZero();
    }

    @Test
    void given_more_pieces_than_can_be_counted_when_bought_then_that_is_an_error_and_nothing_changes() {
        enroll("m1");
        List<Purchase.Line> lines = List.of(pieces(Long.MAX_VALUE, "1"), pieces(1, "1"));

        assertMalformed(Purchase.of("p1", on("2026-01-03"), "m1", lines), "more money or points than can be counted");
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-01-05", "2026-01-08"})
    void given_a_return_dated_before_what_was_decided_when_decided_then_no_lot_moves_back_in_time(String returnedOn) {
        program("\"points\": {\"validity\": \"P10D\", " + PAY + "}", EARN);
        enroll("m1");
        adjust("a1", "2026-01-01", 100);
        engine.process(Purchase.of("p1", on("2026-01-05"), "m1", "21").pointsToSpend(100));
        engine.process(Action.of("c1", on("2026-01-14"), "m1", "REVIEW"));

        Decision returned = returnAll("r1", returnedOn, "p1");

        // the 100 were valid until January 11; the 20 earned are, on January 14, until January 15
        assertThat(returned.points().restored()).isEqualTo(100);
        assertThat(returned.points().expired()).isEqualTo(100);
        assertThat(returned.points().clawedBack()).isEqualTo(20);
        assertThat(returned.points().balance()).isZero();
        assertThat(standing("2026-01-05").spend()).isEqualByComparingTo("0");
    }

    @Test
    void given_a_purchase_of_last_month_when_returned_then_the_counters_fall_on_the_day_on_which_they_rose() {
        program("", rule("This month counts", "Qualification( spend.thisMonth >= 150 )", "award.tier(\"SILVER\");"));
        enroll("m1");
        buy("p1", "2026-01-31", pieces(1, "100"));
        returnAll("r1", "2026-02-01", "p1");
        Decision february = buy("p2", "2026-02-01", pieces(1, "150"));

        assertThat(february.tier().after()).isEqualTo("SILVER");
        assertThat(standing("2026-02-01").spend()).isEqualByComparingTo("150");
    }
}
