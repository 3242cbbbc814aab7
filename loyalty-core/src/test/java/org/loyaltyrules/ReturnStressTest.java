package org.loyaltyrules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.loyaltyrules.Programs.rule;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.loyaltyrules.decision.Decision;
import org.loyaltyrules.decision.MemberStanding;
import org.loyaltyrules.event.Adjustment;
import org.loyaltyrules.event.Enrollment;
import org.loyaltyrules.event.Purchase;
import org.loyaltyrules.event.Return;
import org.loyaltyrules.ledger.Entry;

/** Returns that two clerks enter at once. */
class ReturnStressTest {

    private static final int MEMBERS = 10;
    private static final int PURCHASES = 500;
    private static final OffsetDateTime NOON = OffsetDateTime.parse("2026-03-02T12:00:00+08:00");
    private static final LocalDate DAY = LocalDate.of(2026, 3, 2);
    private static final String CATALOG = """
            {"name": "test", "zone": "Asia/Shanghai", "currency": "CNY", "tiers": ["BASIC", "GOLD"],
             "points": {"payWith": {"pointsPerUnit": 100, "step": 10, "maxShare": 1}},
             "vouchers": {"OFF10": {"kind": "AMOUNT_OFF", "value": 10, "validity": "P30D"}},
             "budgets": {"EXTRA": {"unit": "POINTS", "cap": 600}}}
            """;

    @Test
    void given_500_purchases_when_20_threads_return_each_twice_then_each_is_returned_once() throws Exception {
        LoyaltyProgram program = LoyaltyProgram.of(
                "test",
                Map.of(
                        "program.json",
                        CATALOG,
                        "rules.drl",
                        rule("A point a yuan", "Purchase()", "award.earn(1); award.voucher(\"OFF10\");")
                                + "rule \"Extra\"\n  @budget(\"EXTRA\")\nwhen\n  Purchase()\nthen\n  award.points(2);\nend\n"
                                + rule("Gold", "Qualification( spend.lifetime >= 100 )", "award.tier(\"GOLD\");")));
        try (MembershipEngine engine =
                MembershipEngine.builder().program(program).build()) {
            for (int m = 0; m < MEMBERS; m++) {
                engine.process(Enrollment.of("e" + m, NOON, "m" + m));
                engine.process(Adjustment.of("a" + m, NOON, "m" + m, 5_000, "welcome"));
            }
            List<MemberStanding> before = engine.standings(DAY);
            for (int p = 0; p < PURCHASES; p++) {
                List<Purchase.Line> lines = List.of(Purchase.Line.of("SKU", "BOOKS", 3, "10.99"));
                assertThat(engine.process(Purchase.of("p" + p, NOON, "m" + p % MEMBERS, lines)
                                        .pointsToSpend(70))
                                .accepted())
                        .isTrue();
            }

            List<Decision> returns = inParallel(20, returns(engine));

            assertThat(returns).filteredOn(Decision::accepted).hasSize(PURCHASES);
            assertThat(returns)
                    .filteredOn(decision -> !decision.accepted())
                    .hasSize(PURCHASES)
                    .allMatch(decision -> "NOTHING_TO_RETURN".equals(decision.reason()));
            assertThat(engine.standings(DAY)).isEqualTo(before);
            for (int m = 0; m < MEMBERS; m++) {
                assertThat(engine.entries("m" + m).stream()
                                .mapToLong(Entry::points)
                                .sum())
                        .isEqualTo(5_000);
            }
            Decision next = engine.process(Purchase.of("next", NOON, "m0", "0"));
            assertThat(next.points().earned()).as("the budget was given back").isEqualTo(2);
        }
    }

    private static List<Callable<Decision>> returns(MembershipEngine engine) {
        List<Callable<Decision>> returns = new ArrayList<>();
        for (int p = 0; p < PURCHASES; p++) {
            String member = "m" + p % MEMBERS;
            for (String clerk : List.of("one", "two")) {
                Return event = Return.of("r" + p + "-" + clerk, NOON, member, "p" + p);
                returns.add(() -> engine.process(event));
            }
        }
        Collections.shuffle(returns, new Random(500));
        return returns;
    }

    private static List<Decision> inParallel(int threads, List<Callable<Decision>> work) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            List<Decision> decisions = new ArrayList<>();
            for (Future<Decision> one : pool.invokeAll(work)) {
                decisions.add(one.get());
            }
            return decisions;
        } finally {
            pool.shutdownNow();
        }
    }
}
