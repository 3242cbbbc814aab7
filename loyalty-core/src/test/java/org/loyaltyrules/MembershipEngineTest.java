package org.loyaltyrules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.loyaltyrules.Programs.rule;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.loyaltyrules.decision.BudgetAlert;
import org.loyaltyrules.decision.Decision;
import org.loyaltyrules.decision.DecisionJson;
import org.loyaltyrules.event.Day;
import org.loyaltyrules.event.Enrollment;
import org.loyaltyrules.event.Event;
import org.loyaltyrules.event.EventConflictException;
import org.loyaltyrules.event.EventFormatException;
import org.loyaltyrules.event.MemberEvent;
import org.loyaltyrules.event.Purchase;
import org.loyaltyrules.rules.RuleFailureException;

class MembershipEngineTest {

    private static final OffsetDateTime NOON = OffsetDateTime.parse("2026-03-02T12:00:00+08:00");

    @Test
    void given_a_member_when_buying_then_points_are_earned() {
        try (MembershipEngine engine = engine()) {
            engine.process(Enrollment.of("e1", NOON, "m1"));
            Decision decision = engine.process(Purchase.of("p1", NOON, "m1", "128.50"));
            assertThat(decision.points().earned()).isEqualTo(128);
            assertThat(decision.points().balance()).isEqualTo(128);
            assertThat(decision.payable()).isEqualByComparingTo("128.50");
            assertThat(decision.program()).isEqualTo("test@7");
        }
    }

    @Test
    void given_nobody_when_buying_then_the_event_is_refused() {
        try (MembershipEngine engine = engine()) {
            Decision decision = engine.process(Purchase.of("p1", NOON, "m1", "128.50"));
            assertThat(decision.reason()).isEqualTo("UNKNOWN_MEMBER");
        }
    }

    @Test
    void given_an_accepted_event_when_sent_again_then_the_first_decision_is_given_as_a_replay() {
        try (MembershipEngine engine = engine()) {
            engine.process(Enrollment.of("e1", NOON, "m1"));
            Decision first = engine.process(Purchase.of("p1", NOON, "m1", "100"));
            Decision again = engine.process(Purchase.of("p1", NOON, "m1", "100.00"));
            assertThat(again).isEqualTo(first.asReplay());
            assertThat(again.replayed()).isTrue();
            assertThat(points(engine)).isEqualTo(100);
        }
    }

    @Test
    void given_an_accepted_event_when_its_id_comes_with_other_content_then_that_is_a_conflict() {
        try (MembershipEngine engine = engine()) {
            engine.process(Enrollment.of("e1", NOON, "m1"));
            engine.process(Purchase.of("p1", NOON, "m1", "100"));
            assertThatThrownBy(() -> engine.process(Purchase.of("p1", NOON, "m1", "101")))
                    .isInstanceOf(EventConflictException.class)
                    .hasMessageContaining("CONFLICT");
            assertThat(points(engine)).isEqualTo(100);
        }
    }

    @Test
    void given_a_refused_event_when_sent_again_then_it_is_decided_anew() {
        try (MembershipEngine engine = engine()) {
            Purchase purchase = Purchase.of("p1", NOON, "m1", "100");
            assertThat(engine.process(purchase).accepted()).isFalse();
            engine.process(Enrollment.of("e1", NOON, "m1"));
            assertThat(engine.process(purchase).accepted()).isTrue();
        }
    }

    @Test
    void given_an_event_when_previewed_then_the_decision_is_that_of_processing_and_nothing_changes() {
        try (MembershipEngine engine = engine()) {
            engine.process(Enrollment.of("e1", NOON, "m1"));
            Purchase purchase = Purchase.of("p1", NOON, "m1", "100");
            Decision preview = engine.preview(purchase);
            assertThat(points(engine)).isZero();
            assertThat(engine.process(purchase)).isEqualTo(preview);
        }
    }

    @Test
    void given_null_when_the_engine_is_asked_then_what_must_not_be_null_is_named() {
        LocalDate day = LocalDate.of(2026, 1, 1);
        try (MembershipEngine engine = engine()) {
            assertNamed("event", () -> engine.process((MemberEvent) null));
            assertNamed("event", () -> engine.process((Day) null));
            assertNamed("event", () -> engine.preview((MemberEvent) null));
            assertNamed("event", () -> engine.explain((MemberEvent) null));
            assertNamed("member", () -> engine.explain(Day.of("d1", NOON, day), null));
            assertNamed("member", () -> engine.standing(null, day));
            assertNamed("asOf", () -> engine.standing("m1", null));
            assertNamed("asOf", () -> engine.standings(null));
            assertNamed("member", () -> engine.nearMisses(null, day));
            assertNamed("asOf", () -> engine.nearMisses("m1", null));
            assertNamed("member", () -> engine.entries(null));
            assertNamed("member", () -> engine.export(null));
            assertNamed("member", () -> engine.statement(null, day, day));
            assertNamed("from", () -> engine.statement("m1", null, day));
            assertNamed("to", () -> engine.statement("m1", day, null));
        }
    }

    private static void assertNamed(String name, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOf(NullPointerException.class).hasMessage(name + " must not be null");
    }

    @Test
    void given_a_purchase_with_more_fraction_digits_than_the_currency_when_processed_then_it_is_malformed() {
        try (MembershipEngine engine = engine()) {
            engine.process(Enrollment.of("e1", NOON, "m1"));
            assertThatThrownBy(() -> engine.process(Purchase.of("p1", NOON, "m1", "1.005")))
                    .isInstanceOfSatisfying(
                            EventFormatException.class,
                            failure -> assertThat(failure.path()).isEqualTo("amount"));
            assertThat(engine.process(Purchase.of("p1", NOON, "m1", "1.0500")).accepted())
                    .isTrue();
        }
    }

    @Test
    void given_a_rule_that_fails_when_processed_then_nothing_is_kept_and_the_next_event_works() {
        String failing = rule(
                "Fails for large amounts",
                "Purchase( $amount : amount, amount > 100 )",
                "award.points(100 - $amount);");
        try (MembershipEngine engine = engine(failing)) {
            engine.process(Enrollment.of("e1", NOON, "m1"));
            assertThatThrownBy(() -> engine.process(Purchase.of("p1", NOON, "m1", "101")))
                    .isInstanceOf(RuleFailureException.class)
                    .hasMessageContaining("Fails for large amounts")
                    .hasMessageContaining("rules.drl");
            assertThat(points(engine)).isZero();
            assertThat(engine.entries("m1")).isEmpty();
            assertThat(engine.process(Purchase.of("p1", NOON, "m1", "99"))
                            .points()
                            .earned())
                    .isEqualTo(99);
        }
    }

    @Test
    void given_two_engines_with_different_programs_when_the_same_events_come_then_each_goes_by_its_own() {
        try (MembershipEngine one = engine();
                MembershipEngine other = engine(rule("Twice as much", "Purchase()", "award.multiply(2);"))) {
            for (MembershipEngine engine : List.of(one, other)) {
                engine.process(Enrollment.of("e1", NOON, "m1"));
                engine.process(Purchase.of("p1", NOON, "m1", "100"));
            }
            assertThat(points(one)).isEqualTo(100);
            assertThat(points(other)).isEqualTo(200);
        }
    }

    @Test
    void given_rules_and_files_in_another_order_when_processed_then_the_decisions_are_the_same() {
        List<String> rules = List.of(
                rule("A", "$l : LineItem( category == \"BOOKS\" )", "award.multiply($l, 2); award.voucher(\"OFF10\");"),
                rule("B", "Purchase( amount >= 50 )", "award.points(7); award.tag(\"BIG\"); award.untag(\"SMALL\");"),
                rule("C", "Qualification( spend.lifetime >= 100 )", "award.tier(\"GOLD\"); award.points(3);"),
                rule("D", "TierChange( upgrade == true )", "award.benefit(\"LOUNGE\"); award.voucher(\"OFF10\");"));
        String forward = decisions(Map.of("a.drl", rules.get(0) + rules.get(1), "b.drl", rules.get(2) + rules.get(3)));
        String backward = decisions(Map.of("b.drl", rules.get(3) + rules.get(2), "a.drl", rules.get(1) + rules.get(0)));
        assertThat(backward).isEqualTo(forward);
    }

    private static String decisions(Map<String, String> files) {
        Map<String, String> all = new LinkedHashMap<>(files);
        all.put("program.json", Programs.CATALOG);
        all.put("points.drl", Programs.POINTS);
        try (MembershipEngine engine = MembershipEngine.builder()
                .program(LoyaltyProgram.of("test", all))
                .build()) {
            return Stream.of(
                            engine.process(Enrollment.of("e1", NOON, "m1")),
                            engine.process(Purchase.of(
                                    "p1",
                                    NOON,
                                    "m1",
                                    List.of(
                                            Purchase.Line.of("A", "BOOKS", 2, "60"),
                                            Purchase.Line.of("B", "TOYS", 1, "60")))))
                    .map(DecisionJson::write)
                    .reduce("", String::concat);
        }
    }

    @Test
    void given_many_threads_when_members_buy_at_once_then_no_event_is_lost() throws Exception {
        int members = 20;
        int purchases = 50;
        try (MembershipEngine engine = engine()) {
            for (int m = 0; m < members; m++) {
                engine.process(Enrollment.of("e" + m, NOON, "m" + m));
            }
            inParallel(8, thread -> {
                for (int i = thread; i < members * purchases; i += 8) {
                    engine.process(Purchase.of("p" + i, NOON, "m" + i % members, "10"));
                }
            });
            assertThat(engine.standings(NOON.toLocalDate()))
                    .hasSize(members)
                    .allMatch(standing -> standing.points() == 10L * purchases);
        }
    }

    @Test
    void given_many_threads_when_the_same_event_is_sent_at_once_then_it_counts_once() throws Exception {
        try (MembershipEngine engine = engine()) {
            engine.process(Enrollment.of("e1", NOON, "m1"));
            List<Decision> decisions = Collections.synchronizedList(new ArrayList<>());
            inParallel(16, thread -> decisions.add(engine.process(Purchase.of("p1", NOON, "m1", "10"))));
            assertThat(decisions).filteredOn(decision -> !decision.replayed()).hasSize(1);
            assertThat(points(engine)).isEqualTo(10);
        }
    }

    @Test
    void given_many_threads_when_one_id_is_used_for_two_members_then_only_one_event_is_accepted() throws Exception {
        for (int round = 0; round < 50; round++) {
            try (MembershipEngine engine = engine()) {
                engine.process(Enrollment.of("e1", NOON, "m1"));
                engine.process(Enrollment.of("e2", NOON, "m2"));
                inParallel(2, thread -> {
                    try {
                        engine.process(Purchase.of("p1", NOON, "m" + (thread + 1), "10"));
                    } catch (EventConflictException expectedOfOne) {
                        assertThat(expectedOfOne).hasMessageContaining("p1");
                    }
                });
                assertThat(engine.standings(NOON.toLocalDate()).stream()
                                .mapToLong(s -> s.points())
                                .sum())
                        .isEqualTo(10);
            }
        }
    }

    @Test
    void given_a_budget_when_64_threads_draw_on_it_then_it_is_never_overspent_and_the_alert_comes_once()
            throws Exception {
        String budgeted = "rule \"Extra\"\n  @budget(\"EXTRA\")\nwhen\n  Purchase()\nthen\n  award.points(7);\nend\n";
        List<BudgetAlert> alerts = Collections.synchronizedList(new ArrayList<>());
        try (MembershipEngine engine = MembershipEngine.builder()
                .program(Programs.of(budgeted))
                .onBudgetAlert(alerts::add)
                .build()) {
            for (int m = 0; m < 64; m++) {
                engine.process(Enrollment.of("e" + m, NOON, "m" + m));
            }
            inParallel(64, thread -> {
                for (int i = 0; i < 5; i++) {
                    engine.process(Purchase.of("p" + thread + "-" + i, NOON, "m" + thread, "0"));
                }
            });
            long granted = engine.standings(NOON.toLocalDate()).stream()
                    .mapToLong(standing -> standing.points())
                    .sum();
            assertThat(granted).isEqualTo(1000);
            assertThat(alerts).hasSize(1);
            assertThat(alerts.get(0).drawn()).isBetween(800L, 806L);
        }
    }

    @Test
    void given_a_stream_when_processed_on_several_threads_then_the_decisions_are_those_of_one() {
        List<Event> events = new ArrayList<>();
        for (int i = 0; i < 10_000; i++) {
            int member = i % 100;
            Event event = i < 100
                    ? Enrollment.of("e" + i, NOON, "m" + i)
                    : Purchase.of("p" + i, NOON.plusHours(i), "m" + member, String.valueOf(i % 97));
            events.add(i > 0 && i < 100 && i % 3 == 0 ? ((Enrollment) event).referrer("m" + (i - 1)) : event);
        }
        assertThat(streamed(events, 4)).isEqualTo(streamed(events, 1));
    }

    private static List<String> streamed(List<Event> events, int threads) {
        List<String> decisions = new ArrayList<>();
        try (MembershipEngine engine = engine(rule("Thanks", "Referral()", "award.points(5);"))) {
            engine.processAll(
                    events.iterator(),
                    threads,
                    processed -> processed.decisions().stream()
                            .map(DecisionJson::write)
                            .forEach(decisions::add));
        }
        return decisions;
    }

    @Test
    void given_a_closed_engine_when_an_event_comes_then_that_is_an_error() {
        MembershipEngine engine = engine();
        engine.close();
        assertThatThrownBy(() -> engine.process(Enrollment.of("e1", NOON, "m1")))
                .isInstanceOf(IllegalStateException.class);
    }

    private static MembershipEngine engine(String... rules) {
        return MembershipEngine.builder().program(Programs.of(rules)).build();
    }

    private static long points(MembershipEngine engine) {
        return engine.standing("m1", LocalDate.of(2026, 3, 2)).orElseThrow().points();
    }

    private interface Work {
        void run(int thread) throws Exception;
    }

    private static void inParallel(int threads, Work work) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        CountDownLatch start = new CountDownLatch(1);
        try {
            List<Future<?>> all = IntStream.range(0, threads)
                    .<Future<?>>mapToObj(thread -> pool.submit(() -> {
                        start.await();
                        work.run(thread);
                        return null;
                    }))
                    .toList();
            start.countDown();
            for (Future<?> one : all) {
                one.get();
            }
        } finally {
            pool.shutdownNow();
        }
    }
}
