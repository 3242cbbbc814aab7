package org.loyaltyrules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.loyaltyrules.Programs.rule;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.loyaltyrules.decision.BudgetAlert;
import org.loyaltyrules.decision.Decision;
import org.loyaltyrules.decision.VoucherCodes;
import org.loyaltyrules.event.Day;
import org.loyaltyrules.event.Enrollment;
import org.loyaltyrules.event.Purchase;
import org.loyaltyrules.event.Return;

class ListenersTest {

    private static final OffsetDateTime NOON = OffsetDateTime.parse("2026-03-02T12:00:00+08:00");
    private static final String EXTRA =
            "rule \"Extra\"\n  @budget(\"EXTRA\")\nwhen\n  Enrollment()\nthen\n  award.points(900);\nend\n";

    @Test
    void given_a_listener_that_fails_when_an_event_is_processed_then_it_is_kept_and_others_hear_of_it() {
        List<Decision> heard = new ArrayList<>();
        try (MembershipEngine engine = MembershipEngine.builder()
                .program(Programs.of())
                .onDecision(decision -> {
                    throw new ArithmeticException("of the listener");
                })
                .onDecision(heard::add)
                .build()) {
            assertThat(engine.process(Enrollment.of("e1", NOON, "m1")).accepted())
                    .isTrue();
            assertThat(engine.standing("m1", NOON.toLocalDate())).isPresent();
            assertThat(heard).hasSize(1);
        }
    }

    @Test
    @Timeout(value = 20, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void given_a_listener_that_calls_the_engine_when_an_event_is_processed_then_nothing_waits_for_ever() {
        MembershipEngine[] engine = new MembershipEngine[1];
        List<String> heard = new ArrayList<>();
        engine[0] = MembershipEngine.builder()
                .program(Programs.of())
                .onDecision(decision -> {
                    heard.add(decision.event());
                    if (decision.event().equals("e1")) {
                        engine[0].process(Day.of("d1", NOON, LocalDate.of(2026, 3, 2)));
                        engine[0].process(Purchase.of("p1", NOON, "m1", "10"));
                    }
                })
                .build();
        engine[0].process(Enrollment.of("e1", NOON, "m1"));
        assertThat(heard).containsExactly("e1", "p1");
    }

    @Test
    void given_a_tier_rule_when_its_purchase_is_returned_in_part_then_it_is_heard_again_though_it_grants_nothing() {
        List<String> heard = new ArrayList<>();
        try (MembershipEngine engine = MembershipEngine.builder()
                .program(Programs.of(
                        rule("Gold", "Qualification( purchase == true, payable >= 50 )", "award.tier(\"GOLD\");")))
                .onRuleFired(rule -> heard.add(rule.name()))
                .build()) {
            engine.process(Enrollment.of("e1", NOON, "m1"));
            engine.process(Purchase.of("p1", NOON, "m1", List.of(Purchase.Line.of("CASE", "ACCESSORY", 2, "200"))));
            engine.preview(Purchase.of("p2", NOON, "m1", "100"));
            assertThat(heard).containsOnlyOnce("Gold");

            Decision returned = engine.process(Return.of("r1", NOON, "m1", "p1").lines(List.of(new Return.Line(1, 1))));

            assertThat(heard).filteredOn("Gold"::equals).hasSize(2);
            assertThat(returned.fired()).isEmpty();
        }
    }

    @Test
    void given_refusals_and_replays_when_processed_then_listeners_hear_of_refusals_alone() {
        List<Decision> heard = new ArrayList<>();
        try (MembershipEngine engine = MembershipEngine.builder()
                .program(Programs.of())
                .onDecision(heard::add)
                .build()) {
            engine.process(Enrollment.of("e1", NOON, "m1"));
            engine.process(Enrollment.of("e1", NOON, "m1"));
            engine.process(Enrollment.of("e2", NOON, "m1"));
            engine.preview(Purchase.of("p1", NOON, "m1", "10"));
            assertThat(heard).extracting(Decision::event).containsExactly("e1", "e2");
        }
    }

    @Test
    void given_rules_that_grant_and_reject_when_processed_then_their_firings_are_heard_and_those_of_previews_not() {
        List<String> fired = new ArrayList<>();
        String rejecting = rule("Not above 100", "Purchase( amount > 100 )", "award.reject(\"TOO_MUCH\");");
        try (MembershipEngine engine = MembershipEngine.builder()
                .program(Programs.of(rejecting))
                .onRuleFired(rule -> fired.add(rule.name()))
                .onRuleFired(rule -> fired.add(rule.file()))
                .build()) {
            engine.process(Enrollment.of("e1", NOON, "m1"));
            engine.preview(Purchase.of("p1", NOON, "m1", "10"));
            assertThat(fired).isEmpty();

            engine.process(Purchase.of("p1", NOON, "m1", "101"));

            assertThat(fired).containsExactly("Not above 100", "rules.drl", "One point a yuan", "points.drl");
        }
    }

    @Test
    void given_a_refused_event_that_would_cross_an_alert_when_processed_then_the_alert_comes_with_the_next_accepted() {
        List<BudgetAlert> alerts = new ArrayList<>();
        String rejecting = rule("No more referrals", "Referral( count > 0 )", "award.reject(\"FULL\");");
        try (MembershipEngine engine = MembershipEngine.builder()
                .program(Programs.of(
                        EXTRA.replace("Enrollment()", "Enrollment( referred == true || channel == \"APP\" )"),
                        rejecting))
                .onBudgetAlert(alerts::add)
                .build()) {
            engine.process(Enrollment.of("e1", NOON, "m1"));
            assertThat(engine.process(Enrollment.of("e2", NOON, "m2").referrer("m1"))
                            .reason())
                    .isEqualTo("FULL");
            assertThat(alerts).isEmpty();
            engine.process(Enrollment.of("e3", NOON, "m3").channel("APP"));
            assertThat(alerts).hasSize(1);
            assertThat(alerts.get(0).drawn()).isEqualTo(900);
        }
    }

    @Test
    void given_random_voucher_codes_when_vouchers_are_issued_then_each_is_long_and_its_own_and_previews_use_none() {
        List<String> asked = new ArrayList<>();
        VoucherCodes random = VoucherCodes.random();
        try (MembershipEngine engine = MembershipEngine.builder()
                .program(Programs.of(rule("Welcome", "Enrollment()", "award.voucher(\"OFF10\");")))
                .voucherCodes((voucher, event, number) -> {
                    asked.add(event);
                    return random.code(voucher, event, number);
                })
                .build()) {
            engine.preview(Enrollment.of("e1", NOON, "m1"));
            assertThat(asked).isEmpty();
            String one = engine.process(Enrollment.of("e1", NOON, "m1"))
                    .vouchers()
                    .get(0)
                    .code();
            String other = engine.process(Enrollment.of("e2", NOON, "m2"))
                    .vouchers()
                    .get(0)
                    .code();
            assertThat(one).matches("OFF10-[2-9A-Z]{14}").isNotEqualTo(other);
        }
    }

    @Test
    void given_a_day_when_it_is_repeated_at_another_time_then_it_is_a_replay() {
        try (MembershipEngine engine =
                MembershipEngine.builder().program(Programs.of()).build()) {
            engine.process(Enrollment.of("e1", NOON, "m1"));
            LocalDate date = LocalDate.of(2026, 3, 3);
            assertThat(engine.process(Day.of("d1", NOON, date))).isEmpty();
            assertThat(engine.process(Day.of("d1", NOON.plusHours(1), date))).isEmpty();
            assertThat(engine.process(Day.of("d2", NOON, date))).isEmpty();
        }
    }
}
