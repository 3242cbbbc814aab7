package org.loyaltyrules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.loyaltyrules.Programs.rule;

import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.loyaltyrules.decision.Decision;
import org.loyaltyrules.event.Enrollment;
import org.loyaltyrules.event.Purchase;
import org.loyaltyrules.event.Redemption;
import org.loyaltyrules.event.Return;

/** Budgets, caps and limits under 64 threads: neither one grant too many nor one too few. */
class ParallelLimitsTest {

    private static final int THREADS = 64;
    private static final int EACH = 5;
    private static final OffsetDateTime NOON = OffsetDateTime.parse("2026-03-02T12:00:00Z");

    private static Scene scene(String catalog, int members, String rules) {
        String json = "{\"name\": \"test\", \"zone\": \"UTC\", \"currency\": \"CNY\", \"tiers\": [\"BASIC\"], "
                + catalog + "}";
        Scene scene = Scene.of(LoyaltyProgram.of("test", Map.of("program.json", json, "rules.drl", rules)));
        for (int m = 0; m < members; m++) {
            scene.engine().process(Enrollment.of("e" + m, NOON, "m" + m));
        }
        return scene;
    }

    private static String annotated(String annotation, String then) {
        return "rule \"Gift\"\n  " + annotation + "\nwhen\n  Purchase()\nthen\n  " + then + "\nend\n";
    }

    /** 64 threads that begin at once each send so many events; what was decided. */
    private static List<Decision> inParallel(int each, IntFunction<Decision> send) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(THREADS);
        CountDownLatch start = new CountDownLatch(1);
        List<Decision> decisions = new ArrayList<>();
        try {
            List<Future<List<Decision>>> all = new ArrayList<>();
            for (int t = 0; t < THREADS; t++) {
                int first = t * each;
                all.add(pool.submit(() -> {
                    start.await();
                    List<Decision> own = new ArrayList<>();
                    for (int i = first; i < first + each; i++) {
                        own.add(send.apply(i));
                    }
                    return own;
                }));
            }
            start.countDown();
            for (Future<List<Decision>> one : all) {
                decisions.addAll(one.get());
            }
        } finally {
            pool.shutdownNow();
        }
        return decisions;
    }

    private static List<Decision> buy(Scene scene, int members) throws Exception {
        return inParallel(EACH, i -> scene.engine().process(Purchase.of("p" + i, NOON, "m" + i % members, "1")));
    }

    private static long granted(List<Decision> decisions) {
        return decisions.stream()
                .filter(decision -> !decision.fired().isEmpty())
                .count();
    }

    @Test
    void given_a_budget_of_99_uses_when_64_threads_draw_on_it_then_99_of_320_are_granted() throws Exception {
        String budget = "\"budgets\": {\"FEW\": {\"unit\": \"USES\", \"cap\": 99}}";
        try (Scene scene = scene(budget, THREADS, annotated("@budget(\"FEW\")", "award.gift(\"MUG\");"))) {
            assertThat(granted(buy(scene, THREADS))).isEqualTo(99);
            assertThat(scene.budgets()).containsEntry("FEW", 99L);
        }
    }

    @Test
    void given_a_budget_of_1000_points_when_64_threads_draw_7_each_time_then_1000_are_granted() throws Exception {
        String budget = "\"budgets\": {\"SOME\": {\"unit\": \"POINTS\", \"cap\": 1000}}";
        try (Scene scene = scene(budget, THREADS, annotated("@budget(\"SOME\")", "award.points(7);"))) {
            List<Decision> decisions = buy(scene, THREADS);
            // 142 times 7 are 994; one more gets the last 6
            assertThat(granted(decisions)).isEqualTo(143);
            assertThat(decisions.stream()
                            .mapToLong(decision -> decision.points().earned())
                            .sum())
                    .isEqualTo(1000);
            assertThat(scene.budgets()).containsEntry("SOME", 1000L);
        }
    }

    @Test
    void given_a_used_up_budget_when_64_threads_return_and_buy_again_then_it_is_never_overdrawn() throws Exception {
        String budget = "\"budgets\": {\"FEW\": {\"unit\": \"USES\", \"cap\": 40}}";
        try (Scene scene = scene(budget, THREADS, annotated("@budget(\"FEW\")", "award.gift(\"MUG\");"))) {
            long gifts = granted(inParallel(1, i -> scene.engine().process(Purchase.of("p" + i, NOON, "m" + i, "1"))));
            List<Decision> later = inParallel(1, i -> {
                scene.engine().process(Return.of("r" + i, NOON, "m" + i, "p" + i));
                return scene.engine().process(Purchase.of("q" + i, NOON, "m" + i, "1"));
            });
            assertThat(gifts).isEqualTo(40);
            // whoever came before the first return found nothing; all 40 uses came back
            assertThat(granted(later)).isBetween(1L, 40L);
            assertThat(scene.budgets()).containsEntry("FEW", granted(later));
        }
    }

    @Test
    void given_a_limit_of_5_a_day_when_64_threads_buy_for_one_member_then_5_of_320_are_granted() throws Exception {
        try (Scene scene = scene("\"points\": {}", 1, annotated("@limit(\"5 per day\")", "award.gift(\"MUG\");"))) {
            assertThat(granted(buy(scene, 1))).isEqualTo(5);
        }
    }

    @Test
    void given_a_cap_of_1000_a_day_when_64_threads_earn_7_each_time_for_one_member_then_1000_are_earned()
            throws Exception {
        String cap = "\"points\": {\"caps\": [{\"per\": \"DAY\", \"max\": 1000}]}";
        try (Scene scene = scene(cap, 1, rule("Earn", "Purchase()", "award.points(7);"))) {
            assertThat(granted(buy(scene, 1))).isEqualTo(143);
            assertThat(scene.account("m0").points().balance()).isEqualTo(1000);
        }
    }

    @Test
    void given_points_for_9_rewards_when_64_threads_redeem_then_9_are_given() throws Exception {
        String reward = "\"rewards\": {\"MUG\": {\"points\": 100, \"gives\": {\"gift\": \"MUG\"}}}";
        try (Scene scene = scene(reward, 1, rule("Earn", "Purchase()", "award.points(999);"))) {
            scene.engine().process(Purchase.of("p", NOON, "m0", "1"));
            List<Decision> decisions =
                    inParallel(EACH, i -> scene.engine().process(Redemption.of("x" + i, NOON, "m0", "MUG")));
            assertThat(decisions).filteredOn(Decision::accepted).hasSize(9);
            assertThat(scene.account("m0").points().balance()).isEqualTo(99);
        }
    }

    @Test
    void given_one_event_when_64_threads_send_it_then_it_is_decided_once_and_the_others_hear_the_same()
            throws Exception {
        try (Scene scene = scene("\"points\": {}", 1, rule("Earn", "Purchase()", "award.points(7);"))) {
            Purchase purchase = Purchase.of("p", NOON, "m0", "1");
            List<Decision> decisions = inParallel(EACH, i -> scene.engine().process(purchase));
            assertThat(decisions)
                    .filteredOn(decision -> !decision.replayed())
                    .hasSize(1)
                    .first()
                    .satisfies(first -> assertThat(decisions)
                            .filteredOn(Decision::replayed)
                            .hasSize(THREADS * EACH - 1)
                            .allMatch(first.asReplay()::equals));
            assertThat(scene.account("m0").points().balance()).isEqualTo(7);
        }
    }
}
