package org.loyaltyrules.testing;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.loyaltyrules.testing.DecisionAssert.assertThat;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.loyaltyrules.MembershipEngine;
import org.loyaltyrules.decision.Decision;
import org.loyaltyrules.decision.Decision.Obstacle;
import org.loyaltyrules.event.Enrollment;
import org.loyaltyrules.event.Purchase;

class DecisionAssertTest {

    private static final OffsetDateTime NOON = OffsetDateTime.parse("2026-03-02T12:00:00+08:00");
    private static final String VOUCHER = "A voucher for each of the first two purchases of a month";

    private MembershipEngine engine;

    @BeforeEach
    void begin() {
        engine = MembershipEngine.builder().program(Shop.PROGRAM).build();
        engine.process(Enrollment.of("e1", NOON, "m1"));
    }

    @AfterEach
    void end() {
        engine.close();
    }

    private Decision buy(String id, String amount) {
        return engine.process(Purchase.of(id, NOON, "m1", amount));
    }

    @Test
    void given_a_decision_when_what_is_said_is_so_then_nothing_happens() {
        assertThat(buy("p1", "600"))
                .isAccepted()
                .earned(600)
                .leavesPoints(600)
                .discounted("0")
                .pays("600.0")
                .leavesTier("GOLD")
                .issued("OFF10")
                .grantedBy(VOUCHER)
                .notGrantedBy("Nothing above 1,000 yuan");
        buy("p2", "1");
        assertThat(buy("p3", "1")).notGrantedBy(VOUCHER).suppressed(VOUCHER, Obstacle.LIMIT);
        assertThat(buy("p4", "1001")).isRefused("TOO_MUCH").grantedNothing();
    }

    @Test
    void given_a_decision_when_what_is_said_is_not_so_then_each_method_fails() {
        Decision accepted = buy("p1", "10");
        List<Consumer<DecisionAssert>> wrong = List.of(
                one -> one.isRefused("TOO_MUCH"),
                one -> one.earned(11),
                one -> one.leavesPoints(9),
                one -> one.discounted("1"),
                one -> one.pays("9.99"),
                one -> one.leavesTier("GOLD"),
                one -> one.issued("OFF20"),
                one -> one.gave("X"),
                one -> one.entitled("X"),
                one -> one.tagged("X"),
                one -> one.told("X"),
                one -> one.grantedBy("Nothing above 1,000 yuan"),
                one -> one.notGrantedBy(VOUCHER),
                one -> one.suppressed(VOUCHER, Obstacle.LIMIT),
                DecisionAssert::grantedNothing);
        wrong.forEach(claim ->
                assertThatThrownBy(() -> claim.accept(assertThat(accepted))).isInstanceOf(AssertionError.class));
    }

    @Test
    void given_a_decision_when_what_is_said_is_not_so_then_the_failure_tells_what_rules_granted() {
        Decision accepted = buy("p1", "10");

        assertThatThrownBy(() -> assertThat(accepted).earned(15)).hasMessage("""
                The decision on purchase p1 of m1 is not as said
                  expected    15 points
                  actual      10 points
                  Rules at this event:
                    "A voucher for each of the first two purchases of a month" fired: voucher OFF10
                    "One point a yuan" fired: earn 1 (10 points)""");
    }

    @Test
    void given_a_refusal_when_it_is_said_to_be_accepted_then_the_failure_tells_the_reason() {
        Decision refused = buy("p1", "1001");

        assertThatThrownBy(() -> assertThat(refused).isAccepted()).hasMessage("""
                The decision on purchase p1 of m1 is not as said
                  expected    accepted
                  actual      refused: TOO_MUCH
                  The event was refused: TOO_MUCH.
                  No rule granted anything.""");
    }
}
