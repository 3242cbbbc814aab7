package org.loyaltyrules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.loyaltyrules.Programs.rule;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.loyaltyrules.decision.Decision;
import org.loyaltyrules.decision.MemberStanding;
import org.loyaltyrules.event.Action;
import org.loyaltyrules.event.Adjustment;
import org.loyaltyrules.event.Conversion;
import org.loyaltyrules.event.Enrollment;
import org.loyaltyrules.event.Purchase;
import org.loyaltyrules.event.Redemption;
import org.loyaltyrules.event.Return;
import org.loyaltyrules.event.Transfer;
import org.loyaltyrules.ledger.Entry;
import org.loyaltyrules.ledger.EntryKind;

/** Rewards, transfers, conversions and adjustments, calculated by hand. */
class PointEventsTest {

    private static final String REWARDS = """
            "vouchers": {"OFF10": {"kind": "AMOUNT_OFF", "value": 10, "validity": "P30D"}},
            "rewards": {
              "MUG": {"points": 70, "gives": {"gift": "MUG"}},
              "COUPON": {"points": 50, "gives": {"voucher": "OFF10"}},
              "LOUNGE": {"points": 20, "gives": {"benefit": "LOUNGE", "validity": "P90D"}},
              "DESK": {"points": 20, "gives": {"benefit": "DESK"}},
              "SILVER": {"points": 100, "gives": {"tier": "SILVER"}},
              "GOLD": {"points": 100, "gives": {"tier": "GOLD"}},
              "LONGER": {"points": 30, "gives": {"extendTier": "P3M"}},
              "KEEP": {"points": 40, "gives": {"extendPoints": "P1M"}},
              "VIP": {"points": 10, "minTier": "SILVER", "gives": {"gift": "VIP"}}},
            "partners": {"AIR": {"rate": 0.375, "min": 200, "step": 50}}""";
    private static final String LASTING =
            "\"points\": {\"validity\": \"P30D\"}, \"tierPolicy\": {\"validity\": \"P1Y\"}";

    private MembershipEngine engine;

    @BeforeEach
    void begin() {
        program(LASTING);
    }

    @AfterEach
    void end() {
        engine.close();
    }

    /** A program with these rules, and two members who enrolled on January 1. */
    private void program(String policies, String... rules) {
        String json = "{\"name\": \"test\", \"zone\": \"Asia/Shanghai\", \"currency\": \"CNY\","
                + " \"tiers\": [\"BASIC\", \"SILVER\", \"GOLD\"], " + policies + ", " + REWARDS + "}";
        engine = MembershipEngine.builder()
                .program(LoyaltyProgram.of("test", Map.of("program.json", json, "rules.drl", String.join("\n", rules))))
                .build();
        engine.process(Enrollment.of("e1", on("2026-01-01"), "m1"));
        engine.process(Enrollment.of("e2", on("2026-01-01"), "m2"));
    }

    private static OffsetDateTime on(String day) {
        return OffsetDateTime.parse(day + "T12:00:00+08:00");
    }

    private Decision adjust(String day, long points) {
        return engine.process(Adjustment.of("adjust-" + day + points, on(day), "m1", points, "help desk"));
    }

    private Decision redeem(String day, String reward) {
        return engine.process(Redemption.of("redeem-" + day + reward, on(day), "m1", reward));
    }

    private Decision convert(long points) {
        return engine.process(Conversion.of("convert-" + points, on("2026-01-03"), "m1", "AIR", points));
    }

    private Decision give(String day, long points) {
        return engine.process(Transfer.of("give-" + day, on(day), "m1", "m2", points));
    }

    private MemberStanding standing(String member, String day) {
        return engine.standing(member, LocalDate.parse(day)).orElseThrow();
    }

    @Test
    void given_just_enough_points_when_redeemed_then_the_gift_is_given_and_nothing_is_left() {
        adjust("2026-01-02", 70);
        Decision redeemed = redeem("2026-01-03", "MUG");
        assertThat(redeemed.gifts()).containsExactly("MUG");
        assertThat(redeemed.points().spent()).isEqualTo(70);
        assertThat(redeemed.points().balance()).isZero();
    }

    @Test
    void given_one_point_too_few_when_redeemed_then_it_is_refused() {
        adjust("2026-01-02", 69);
        Decision redeemed = redeem("2026-01-03", "MUG");
        assertThat(redeemed.reason()).isEqualTo("INSUFFICIENT_POINTS");
        assertThat(redeemed.points().balance()).isEqualTo(69);
    }

    @Test
    void given_an_unknown_reward_when_redeemed_then_it_is_refused() {
        assertThat(redeem("2026-01-03", "YACHT").reason()).isEqualTo("UNKNOWN_REWARD");
    }

    @Test
    void given_a_reward_for_a_higher_tier_when_redeemed_then_the_tier_is_missed_before_the_points() {
        assertThat(redeem("2026-01-03", "VIP").reason()).isEqualTo("TIER_TOO_LOW");
    }

    @Test
    void given_the_least_tier_of_a_reward_when_redeemed_then_it_is_given() {
        adjust("2026-01-02", 110);
        redeem("2026-01-02", "SILVER");
        assertThat(redeem("2026-01-03", "VIP").gifts()).containsExactly("VIP");
    }

    @Test
    void given_a_voucher_as_a_reward_when_redeemed_then_it_is_issued_on_that_day() {
        adjust("2026-01-02", 50);
        assertThat(redeem("2026-01-03", "COUPON").vouchers())
                .containsExactly(new Decision.Voucher(
                        "OFF10-redeem-2026-01-03COUPON-1", "OFF10", LocalDate.parse("2026-02-02")));
    }

    @Test
    void given_a_benefit_with_a_validity_when_redeemed_then_it_ends_after_its_last_day() {
        adjust("2026-01-02", 20);
        assertThat(redeem("2026-01-03", "LOUNGE").benefits()).containsExactly("LOUNGE");
        assertThat(standing("m1", "2026-04-03").benefits()).containsExactly("LOUNGE");
        assertThat(standing("m1", "2026-04-04").benefits()).isEmpty();
    }

    @Test
    void given_a_benefit_without_validity_when_redeemed_then_it_stays_with_the_tier() {
        adjust("2026-01-02", 20);
        redeem("2026-01-03", "DESK");
        assertThat(standing("m1", "2036-01-03").benefits()).containsExactly("DESK");
    }

    @Test
    void given_a_tier_as_a_reward_when_redeemed_then_the_member_has_it_for_its_validity() {
        adjust("2026-01-02", 100);
        assertThat(redeem("2026-01-03", "SILVER").tier())
                .isEqualTo(new Decision.Tier("BASIC", "SILVER", LocalDate.parse("2027-01-03")));
    }

    @Test
    void given_the_same_tier_when_redeemed_then_there_is_nothing_to_gain() {
        adjust("2026-01-02", 300);
        redeem("2026-01-03", "SILVER");
        assertThat(redeem("2026-01-04", "SILVER").reason()).isEqualTo("NOTHING_TO_GAIN");
    }

    @Test
    void given_a_higher_tier_when_redeemed_then_there_is_nothing_to_gain() {
        adjust("2026-01-02", 300);
        redeem("2026-01-03", "GOLD");
        assertThat(redeem("2026-01-04", "SILVER").reason()).isEqualTo("NOTHING_TO_GAIN");
    }

    @Test
    void given_a_redeemed_tier_when_an_earlier_purchase_is_returned_then_it_stays() {
        program(LASTING, rule("Silver", "Qualification( spend.lifetime >= 100 )", "award.tier(\"SILVER\");"));
        engine.process(Purchase.of("p1", on("2026-01-02"), "m1", "100"));
        adjust("2026-01-02", 100);
        redeem("2026-01-03", "GOLD");
        assertThat(engine.process(Return.of("r1", on("2026-01-04"), "m1", "p1"))
                        .tier()
                        .after())
                .isEqualTo("GOLD");
    }

    @Test
    void given_a_tier_that_ends_when_extended_then_the_time_is_added_to_its_last_day() {
        adjust("2026-01-02", 130);
        redeem("2026-01-03", "SILVER");
        assertThat(redeem("2026-01-05", "LONGER").tier())
                .isEqualTo(new Decision.Tier("SILVER", "SILVER", LocalDate.parse("2027-04-03")));
    }

    @Test
    void given_a_tier_without_end_when_extended_then_there_is_nothing_to_gain() {
        adjust("2026-01-02", 30);
        assertThat(redeem("2026-01-03", "LONGER").reason()).isEqualTo("NOTHING_TO_GAIN");
    }

    @Test
    void given_points_that_end_when_extended_then_what_is_left_lasts_longer() {
        adjust("2026-01-02", 100);
        assertThat(redeem("2026-01-03", "KEEP").points().balance()).isEqualTo(60);
        assertThat(standing("m1", "2026-03-01").points()).isEqualTo(60);
        assertThat(standing("m1", "2026-03-02").points()).isZero();
    }

    @Test
    void given_points_that_the_price_takes_all_when_extended_then_there_is_nothing_to_gain() {
        adjust("2026-01-02", 40);
        assertThat(redeem("2026-01-03", "KEEP").reason()).isEqualTo("NOTHING_TO_GAIN");
    }

    @Test
    void given_points_that_end_and_are_too_few_when_extended_then_the_points_are_missed() {
        adjust("2026-01-02", 39);
        assertThat(redeem("2026-01-03", "KEEP").reason()).isEqualTo("INSUFFICIENT_POINTS");
    }

    @ParameterizedTest
    @CsvSource({"200, 75", "250, 93", "350, 131"})
    void given_points_in_steps_from_the_least_when_converted_then_units_are_rounded_down(long points, long units) {
        adjust("2026-01-02", 400);
        Decision converted = convert(points);
        assertThat(converted.partner()).isEqualTo(new Decision.PartnerUnits("AIR", units));
        assertThat(converted.points().spent()).isEqualTo(points);
        assertThat(converted.points().balance()).isEqualTo(400 - points);
    }

    @ParameterizedTest
    @CsvSource({"150, INVALID_STEP", "199, INVALID_STEP", "201, INVALID_STEP", "450, INSUFFICIENT_POINTS"})
    void given_points_that_cannot_be_converted_when_tried_then_it_is_refused(long points, String reason) {
        adjust("2026-01-02", 400);
        Decision converted = convert(points);
        assertThat(converted.reason()).isEqualTo(reason);
        assertThat(converted.points().balance()).isEqualTo(400);
    }

    @Test
    void given_all_points_when_converted_then_none_are_left() {
        adjust("2026-01-02", 400);
        assertThat(convert(400).points().balance()).isZero();
    }

    @Test
    void given_an_unknown_partner_when_converted_then_it_is_refused() {
        assertThat(engine.process(Conversion.of("c", on("2026-01-02"), "m1", "RAIL", 200))
                        .reason())
                .isEqualTo("UNKNOWN_PARTNER");
    }

    @Test
    void given_two_lots_when_transferred_then_the_receiver_gets_them_with_their_last_days() {
        adjust("2026-01-02", 60);
        adjust("2026-01-05", 60);
        Decision given = give("2026-01-10", 100);
        assertThat(given.points().spent()).isEqualTo(100);
        assertThat(given.points().balance()).isEqualTo(20);
        Decision received = given.related().get(0);
        assertThat(received.member()).isEqualTo("m2");
        assertThat(received.points().earned()).isEqualTo(100);
        assertThat(received.points().balance()).isEqualTo(100);
        assertThat(standing("m2", "2026-02-01").points()).isEqualTo(100);
        assertThat(standing("m2", "2026-02-02").points()).isEqualTo(40);
        assertThat(standing("m2", "2026-02-05").points()).isZero();
    }

    @Test
    void given_a_receiver_ahead_in_time_when_late_points_come_then_those_that_ended_expire_at_once() {
        adjust("2026-01-02", 60);
        engine.process(Action.of("a", on("2026-02-10"), "m2", "ASK"));
        Decision received = give("2026-01-10", 50).related().get(0);
        assertThat(received.points().earned()).isEqualTo(50);
        assertThat(received.points().expired()).isEqualTo(50);
        assertThat(received.points().balance()).isZero();
    }

    @Test
    void given_too_few_points_when_transferred_then_it_is_refused() {
        adjust("2026-01-02", 60);
        assertThat(give("2026-01-03", 61).reason()).isEqualTo("INSUFFICIENT_POINTS");
        assertThat(standing("m2", "2026-01-03").points()).isZero();
    }

    @Test
    void given_pending_points_when_adjusted_then_they_wait_as_earned_ones_do() {
        program("\"points\": {\"pending\": \"P7D\"}");
        Decision adjusted = adjust("2026-01-02", 60);
        assertThat(adjusted.points().earned()).isEqualTo(60);
        assertThat(adjusted.points().balance()).isZero();
        assertThat(adjusted.points().pending()).isEqualTo(60);
        assertThat(standing("m1", "2026-01-09").points()).isEqualTo(60);
    }

    @Test
    void given_a_balance_when_adjusted_to_zero_then_the_points_are_spent_as_an_adjustment() {
        adjust("2026-01-02", 60);
        Decision adjusted = adjust("2026-01-03", -60);
        assertThat(adjusted.points().spent()).isEqualTo(60);
        assertThat(adjusted.points().earned()).isZero();
        assertThat(engine.entries("m1"))
                .extracting(Entry::kind, Entry::points)
                .containsExactly(tuple(EntryKind.ADJUST, 60L), tuple(EntryKind.ADJUST, -60L));
    }

    @ParameterizedTest
    @CsvSource({"-61", "-9223372036854775808"})
    void given_a_balance_when_more_is_taken_then_it_is_refused(long points) {
        adjust("2026-01-02", 60);
        assertThat(adjust("2026-01-03", points).reason()).isEqualTo("INSUFFICIENT_POINTS");
    }
}
