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
import org.junit.jupiter.params.provider.ValueSource;
import org.loyaltyrules.event.Adjustment;
import org.loyaltyrules.event.Conversion;
import org.loyaltyrules.event.Day;
import org.loyaltyrules.event.Enrollment;
import org.loyaltyrules.event.EventConflictException;
import org.loyaltyrules.event.EventFormatException;
import org.loyaltyrules.event.EventJson;
import org.loyaltyrules.event.MemberEvent;
import org.loyaltyrules.event.Purchase;
import org.loyaltyrules.event.Redemption;
import org.loyaltyrules.event.Return;
import org.loyaltyrules.event.Transfer;
import org.loyaltyrules.program.InvalidProgramException;
import org.loyaltyrules.store.InMemoryMembershipStore;
import org.loyaltyrules.store.StoreDigest;

/** What cannot be done is refused or is an error, and changes no byte. */
class BadInputTest {

    private static final String CATALOG = """
            {"name": "test", "zone": "Asia/Shanghai", "currency": "CNY", "tiers": ["BASIC"],
             "points": {"payWith": {"pointsPerUnit": 100, "step": 1, "maxShare": 1}},
             "rewards": {"MUG": {"points": 101, "gives": {"gift": "MUG"}},
                         "ALL": {"points": 1000000000, "gives": {"gift": "ALL"}}},
             "partners": {"AIR": {"rate": 0.5, "min": 1, "step": 1}}}
            """;

    private final InMemoryMembershipStore store = new InMemoryMembershipStore();
    private MembershipEngine engine;

    /** Two members; the first has 100 points by a purchase of 5 pieces. */
    @BeforeEach
    void begin() {
        LoyaltyProgram program = LoyaltyProgram.of(
                "test", Map.of("program.json", CATALOG, "rules.drl", rule("Earn", "Purchase()", "award.earn(1);")));
        engine = MembershipEngine.builder().program(program).store(store).build();
        engine.process(Enrollment.of("e1", on("2026-01-01"), "m1"));
        engine.process(Enrollment.of("e2", on("2026-01-01"), "m2"));
        engine.process(Purchase.of("p1", on("2026-01-05"), "m1", List.of(Purchase.Line.of("SKU", "BOOKS", 5, "100"))));
    }

    @AfterEach
    void end() {
        engine.close();
    }

    private static OffsetDateTime on(String day) {
        return OffsetDateTime.parse(day + "T12:00:00+08:00");
    }

    private void assertRefused(MemberEvent event, String reason) {
        String before = StoreDigest.of(store);
        assertThat(engine.process(event).reason()).isEqualTo(reason);
        assertThat(StoreDigest.of(store)).isEqualTo(before);
    }

    private void assertError(MemberEvent event, String message) {
        String before = StoreDigest.of(store);
        assertThatThrownBy(() -> engine.process(event))
                .isInstanceOf(EventFormatException.class)
                .hasMessageContaining(message);
        assertThat(StoreDigest.of(store)).isEqualTo(before);
    }

    private static Return pieces(long quantity) {
        return Return.of("r1", on("2026-01-06"), "m1", "p1").lines(List.of(new Return.Line(1, quantity)));
    }

    @Test
    void given_another_members_purchase_when_returned_then_it_is_unknown() {
        assertRefused(Return.of("r1", on("2026-01-06"), "m2", "p1"), "UNKNOWN_PURCHASE");
    }

    @ParameterizedTest
    @ValueSource(longs = {6, Long.MAX_VALUE})
    void given_five_pieces_when_more_are_returned_then_there_is_nothing_to_return(long quantity) {
        assertRefused(pieces(quantity), "NOTHING_TO_RETURN");
    }

    @Test
    void given_three_of_five_pieces_returned_when_three_more_are_then_there_is_nothing_to_return() {
        assertThat(engine.process(pieces(3)).accepted()).isTrue();
        Return more = Return.of("r2", on("2026-01-06"), "m1", "p1").lines(List.of(new Return.Line(1, 3)));
        assertRefused(more, "NOTHING_TO_RETURN");
    }

    @Test
    void given_a_purchase_in_one_currency_when_returned_in_another_then_it_is_refused() {
        assertRefused(new Return("r1", on("2026-01-06"), "m1", "p1", List.of(), "USD"), "CURRENCY_MISMATCH");
    }

    @Test
    void given_100_points_when_101_are_redeemed_then_it_is_refused() {
        assertRefused(Redemption.of("x1", on("2026-01-06"), "m1", "MUG"), "INSUFFICIENT_POINTS");
        assertRefused(Redemption.of("x1", on("2026-01-06"), "m1", "ALL"), "INSUFFICIENT_POINTS");
    }

    @ParameterizedTest
    @ValueSource(longs = {101, Long.MAX_VALUE})
    void given_100_points_when_more_are_given_converted_or_taken_then_it_is_refused(long points) {
        assertRefused(Transfer.of("t1", on("2026-01-06"), "m1", "m2", points), "INSUFFICIENT_POINTS");
        assertRefused(Conversion.of("c1", on("2026-01-06"), "m1", "AIR", points), "INSUFFICIENT_POINTS");
        assertRefused(Adjustment.of("a1", on("2026-01-06"), "m1", -points, "help desk"), "INSUFFICIENT_POINTS");
    }

    @ParameterizedTest
    @ValueSource(longs = {101, 99_999_999_999_999_900L})
    void given_100_points_when_more_pay_for_a_purchase_that_is_dear_enough_then_it_is_refused(long points) {
        Purchase purchase = Purchase.of("p2", on("2026-01-06"), "m1", "999999999999999");
        assertRefused(purchase.pointsToSpend(points), "INSUFFICIENT_POINTS");
        assertRefused(purchase.pointsToSpend(Long.MAX_VALUE), "OVER_MAX_SHARE");
    }

    @Test
    void given_100_points_when_as_many_as_can_be_counted_are_added_then_that_is_an_error() {
        assertError(
                Adjustment.of("a1", on("2026-01-06"), "m1", Long.MAX_VALUE - 99, "help desk"),
                "more money or points than can be counted");
        assertThat(engine.process(Adjustment.of("a1", on("2026-01-06"), "m1", Long.MAX_VALUE - 100, "help desk"))
                        .points()
                        .balance())
                .isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void given_a_receiver_with_as_many_points_as_can_be_counted_when_one_more_is_given_then_that_is_an_error() {
        engine.process(Adjustment.of("a1", on("2026-01-06"), "m2", Long.MAX_VALUE, "help desk"));
        assertError(Transfer.of("t1", on("2026-01-06"), "m1", "m2", 1), "more money or points than can be counted");
    }

    @Test
    void given_an_amount_at_scale_50_when_bought_then_it_is_malformed_unless_the_rest_is_zeros() {
        assertError(
                Purchase.of("p2", on("2026-01-06"), "m1", "1." + "0".repeat(49) + "1"),
                "more fraction digits than CNY");
        assertThat(engine.process(Purchase.of("p2", on("2026-01-06"), "m1", "1." + "0".repeat(50)))
                        .payable())
                .isEqualByComparingTo("1");
    }

    @Test
    void given_a_number_no_long_can_hold_when_read_then_it_is_malformed() {
        String event = "{\"type\":\"adjust\",\"id\":\"a1\",\"at\":\"2026-01-06T12:00:00+08:00\",\"member\":\"m1\","
                + "\"points\":9223372036854775808,\"reason\":\"help desk\"}";
        assertThatThrownBy(() -> EventJson.read(event)).isInstanceOf(EventFormatException.class);
    }

    @Test
    void given_a_day_that_was_decided_when_it_comes_again_after_later_ones_then_it_is_a_replay() {
        engine.process(day("d1", "2026-01-10"));
        engine.process(day("d2", "2026-01-20"));
        String before = StoreDigest.of(store);
        assertThat(engine.process(day("d1", "2026-01-10"))).isEmpty();
        assertThat(engine.process(day("d9", "2026-01-10"))).isEmpty();
        assertThat(StoreDigest.of(store)).isEqualTo(before);
    }

    @Test
    void given_the_id_of_a_day_when_another_date_comes_under_it_then_that_is_a_conflict() {
        engine.process(day("d1", "2026-01-20"));
        String before = StoreDigest.of(store);
        assertThatThrownBy(() -> engine.process(day("d1", "2026-01-10"))).isInstanceOf(EventConflictException.class);
        assertThat(StoreDigest.of(store)).isEqualTo(before);
    }

    private static Day day(String id, String date) {
        return Day.of(id, on(date), LocalDate.parse(date));
    }

    @Test
    void given_a_budget_that_a_rule_names_and_the_catalog_lacks_when_loaded_then_the_program_is_invalid() {
        String before = StoreDigest.of(store);
        String drl = "rule \"Gift\"\n  @budget(\"MISSING\")\nwhen\n  Purchase()\nthen\n  award.gift(\"MUG\");\nend\n";
        assertThatThrownBy(() -> LoyaltyProgram.of("test", Map.of("program.json", CATALOG, "rules.drl", drl)))
                .isInstanceOf(InvalidProgramException.class)
                .hasMessageContaining("rules.drl:2:")
                .hasMessageContaining("MISSING");
        assertThat(StoreDigest.of(store)).isEqualTo(before);
        assertThat(engine.process(Purchase.of("p2", on("2026-01-06"), "m1", "1"))
                        .accepted())
                .isTrue();
    }
}
