package org.loyaltyrules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.loyaltyrules.Programs.rule;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.ref.WeakReference;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.loyaltyrules.decision.Decision;
import org.loyaltyrules.event.Action;
import org.loyaltyrules.event.Enrollment;
import org.loyaltyrules.event.Purchase;
import org.loyaltyrules.program.InvalidProgramException;
import org.loyaltyrules.program.Problem;
import org.loyaltyrules.rules.RuleSafety;

class ReloadTest {

    private static final OffsetDateTime NOON = OffsetDateTime.parse("2026-03-02T12:00:00+08:00");
    private static final String TIERS = "\"tiers\": [\"BASIC\", \"GOLD\"]";

    /** A program in which everything that an event gets says the version. */
    private static LoyaltyProgram version(int version) {
        return version(version, RuleSafety.SAFE);
    }

    /** The same; as a trusted program it has a rule that is Java. */
    private static LoyaltyProgram version(int version, RuleSafety safety) {
        String catalog = Programs.CATALOG.replace("\"version\": \"7\"", "\"version\": \"" + version + "\"");
        String points = safety == RuleSafety.SAFE
                ? "award.points(" + version + ");"
                : "int points = " + version + "; award.points(points);";
        String rules = rule("Points of " + version, "Action()", points)
                + rule("Message of " + version, "Qualification()", "award.message(\"V\", " + version + ");");
        return LoyaltyProgram.of("v" + version, Map.of("program.json", catalog, "rules.drl", rules), safety);
    }

    private static LoyaltyProgram withCatalog(String old, String replacement) {
        assertThat(Programs.CATALOG).contains(old);
        return LoyaltyProgram.of("other", Map.of("program.json", Programs.CATALOG.replace(old, replacement)));
    }

    private static MembershipEngine engine(LoyaltyProgram program) {
        return MembershipEngine.builder().program(program).build();
    }

    @Test
    void given_a_member_when_the_program_is_replaced_then_the_member_stays_and_the_new_program_decides() {
        try (MembershipEngine engine = engine(version(1))) {
            engine.process(Enrollment.of("e1", NOON, "m1"));
            Decision before = engine.process(Action.of("a1", NOON, "m1", "X"));
            LoyaltyProgram next = version(2);

            engine.reload(next);
            Decision after = engine.process(Action.of("a2", NOON, "m1", "X"));

            assertThat(engine.program()).isSameAs(next);
            assertThat(before.program()).isEqualTo("test@1");
            assertThat(after.program()).isEqualTo("test@2");
            assertThat(after.points().earned()).isEqualTo(2);
            assertThat(after.points().balance()).isEqualTo(3);
            assertThat(engine.process(Action.of("a1", NOON, "m1", "X"))).isEqualTo(before.asReplay());
            assertThat(engine.preview(Action.of("a3", NOON, "m1", "X")).program())
                    .isEqualTo("test@2");
        }
    }

    @Test
    void given_a_program_that_was_replaced_when_it_comes_back_then_it_decides_as_before() {
        LoyaltyProgram first = version(1);
        try (MembershipEngine engine = engine(first)) {
            engine.process(Enrollment.of("e1", NOON, "m1"));
            assertOneVersion(engine.process(Action.of("a1", NOON, "m1", "X")));
            engine.reload(version(2));

            engine.reload(first);

            Decision decision = engine.process(Action.of("a2", NOON, "m1", "X"));
            assertThat(decision.program()).isEqualTo("test@1");
            assertOneVersion(decision);
        }
    }

    @Test
    void given_listeners_when_the_program_is_replaced_then_they_hear_of_it_and_of_rules_that_fire_after_it() {
        List<Reload> heard = new ArrayList<>();
        List<String> fired = new ArrayList<>();
        LoyaltyProgram first = version(1);
        LoyaltyProgram second = version(2);
        try (MembershipEngine engine = MembershipEngine.builder()
                .program(first)
                .onReload(reload -> {
                    throw new IllegalStateException("of the listener");
                })
                .onReload(heard::add)
                .onRuleFired(rule -> fired.add(rule.name()))
                .build()) {
            engine.reload(second);
            engine.process(Enrollment.of("e1", NOON, "m1"));
        }
        assertThat(heard).containsExactly(new Reload(first, second));
        assertThat(fired).containsExactly("Message of 2");
    }

    @Test
    @Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void given_an_event_being_decided_when_the_program_is_replaced_then_it_ends_with_the_old_one() throws Exception {
        CountDownLatch firing = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        AtomicBoolean first = new AtomicBoolean(true);
        ExecutorService thread = Executors.newSingleThreadExecutor();
        try (MembershipEngine engine = MembershipEngine.builder()
                .program(version(1))
                .onRuleFired(rule -> {
                    if (rule.name().startsWith("Points") && first.getAndSet(false)) {
                        firing.countDown();
                        await(goOn);
                    }
                })
                .build()) {
            engine.process(Enrollment.of("e1", NOON, "m1"));
            Future<Decision> decision = thread.submit(() -> engine.process(Action.of("a1", NOON, "m1", "X")));
            firing.await();

            engine.reload(version(2));
            goOn.countDown();

            assertThat(decision.get().program()).isEqualTo("test@1");
            assertOneVersion(decision.get());
            assertThat(engine.process(Action.of("a2", NOON, "m1", "X")).program())
                    .isEqualTo("test@2");
        } finally {
            goOn.countDown();
            thread.shutdown();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    @Timeout(value = 300, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void given_four_threads_when_the_program_is_replaced_again_and_again_then_no_event_is_lost_or_mixed()
            throws Exception {
        List<LoyaltyProgram> versions =
                IntStream.rangeClosed(1, 8).mapToObj(ReloadTest::version).toList();
        int threads = 4;
        try (MembershipEngine engine = engine(versions.get(0))) {
            ExecutorService pool = Executors.newFixedThreadPool(threads);
            List<Future<List<Decision>>> results = new ArrayList<>();
            for (int thread = 0; thread < threads; thread++) {
                String member = "m" + thread;
                engine.process(Enrollment.of("e" + thread, NOON, member));
                results.add(pool.submit(() -> decideWhileVersionsChange(engine, member)));
            }
            for (int reload = 1; results.stream().anyMatch(result -> !result.isDone()); reload++) {
                engine.reload(versions.get(reload % versions.size()));
                Thread.sleep(1);
            }
            pool.shutdown();
            for (int thread = 0; thread < threads; thread++) {
                List<Decision> decisions = results.get(thread).get();
                assertThat(decisions).allSatisfy(ReloadTest::assertOneVersion);
                long earned = decisions.stream()
                        .mapToLong(decision -> decision.points().earned())
                        .sum();
                assertThat(engine.entries("m" + thread)).hasSameSizeAs(decisions);
                assertThat(engine.standing("m" + thread, NOON.toLocalDate()))
                        .hasValueSatisfying(
                                standing -> assertThat(standing.points()).isEqualTo(earned));
            }
        }
    }

    /** Some events, until the program has changed under them often enough. */
    private static List<Decision> decideWhileVersionsChange(MembershipEngine engine, String member) {
        List<Decision> decisions = new ArrayList<>();
        int changes = 0;
        for (int i = 0; i < 500 || changes < 20; i++) {
            Decision decision = engine.process(Action.of(member + "-" + i, NOON, member, "X"));
            changes += i > 0 && !decisions.get(i - 1).program().equals(decision.program()) ? 1 : 0;
            decisions.add(decision);
        }
        return decisions;
    }

    /** The version that the decision names is that of every rule that took part in it. */
    private static void assertOneVersion(Decision decision) {
        String version = decision.program().substring("test@".length());
        assertThat(decision.points().earned()).isEqualTo(Long.parseLong(version));
        assertThat(decision.fired().stream().map(Decision.Fired::rule))
                .containsExactlyInAnyOrder("Points of " + version, "Message of " + version);
    }

    @Test
    void given_a_program_that_members_cannot_be_handed_to_when_it_is_to_replace_then_every_reason_is_told() {
        LoyaltyProgram other = LoyaltyProgram.of("other", Map.of("program.json", """
                {"name": "another", "zone": "Europe/Paris", "currency": "EUR", "tiers": ["SILVER", "BASIC"],
                 "budgets": {"GIFTS": {"unit": "POINTS", "cap": 2}}}
                """));
        try (MembershipEngine engine = engine(Programs.of())) {
            InvalidProgramException refusal =
                    catchThrowableOfType(InvalidProgramException.class, () -> engine.reload(other));

            assertThat(refusal.problems().stream().map(Problem::describe))
                    .containsExactly(
                            "program.json: error[reload-name]: \"name\" is \"another\", but must stay \"test\": members are"
                                    + " enrolled in that program",
                            "program.json: error[reload-zone]: \"zone\" is \"Europe/Paris\", but must stay \"Asia/Shanghai\":"
                                    + " days that have been counted began in that zone",
                            "program.json: error[reload-currency]: \"currency\" is \"EUR\", but must stay \"CNY\": members'"
                                    + " spending is kept in that currency",
                            "program.json: error[reload-tier]: the tier \"GOLD\" is missing, but members may hold it",
                            "program.json: error[reload-tier]: the lowest tier is \"SILVER\", but must stay \"BASIC\": members"
                                    + " who hold it have it without an end",
                            "program.json: error[reload-voucher]: the voucher definition \"OFF10\" is missing, but members may"
                                    + " hold vouchers of it",
                            "program.json: error[reload-budget]: the budget \"GIFTS\" counts POINTS, but must go on to count"
                                    + " USES, as what was drawn on it so far");
            assertThat(engine.program().id()).isEqualTo("test@7");
            assertThat(engine.process(Enrollment.of("e1", NOON, "m1")).accepted())
                    .isTrue();
        }
    }

    @Test
    void given_tiers_in_another_order_when_they_are_to_replace_then_that_is_refused() {
        try (MembershipEngine engine = engine(Programs.of())) {
            LoyaltyProgram turned = withCatalog(TIERS, "\"tiers\": [\"GOLD\", \"BASIC\"]");

            assertThatThrownBy(() -> engine.reload(turned))
                    .hasMessageContaining("the tiers BASIC, GOLD must stay in this order, but are now GOLD, BASIC");
        }
    }

    @Test
    void given_more_tiers_vouchers_and_fewer_budgets_when_the_program_is_replaced_then_it_decides() {
        try (MembershipEngine engine = engine(Programs.of())) {
            engine.process(Enrollment.of("e1", NOON, "m1"));
            LoyaltyProgram more = LoyaltyProgram.of(
                    "more",
                    Map.of(
                            "program.json",
                            """
                    {"name": "test", "version": "8", "zone": "Asia/Shanghai", "currency": "CNY",
                     "tiers": ["BASIC", "SILVER", "GOLD", "DIAMOND"],
                     "vouchers": {"OFF10": {"kind": "AMOUNT_OFF", "value": 12}, "OFF20": {"kind": "AMOUNT_OFF", "value": 20}}}
                    """,
                            "rules.drl",
                            rule("Diamond", "Purchase()", "award.tier(\"DIAMOND\");")));

            engine.reload(more);

            assertThat(engine.process(Purchase.of("p1", NOON, "m1", "10"))
                            .tier()
                            .after())
                    .isEqualTo("DIAMOND");
        }
    }

    @Test
    void given_a_closed_engine_when_the_program_is_to_be_replaced_then_that_is_an_error() {
        MembershipEngine engine = engine(version(1));
        engine.close();

        assertThatThrownBy(() -> engine.reload(version(2)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the engine is closed");
        assertThat(engine.program().id()).isEqualTo("test@1");
    }

    @Test
    void given_a_replaced_program_when_nobody_else_holds_it_then_nothing_of_it_is_kept() throws Exception {
        try (MembershipEngine engine = engine(version(1))) {
            engine.process(Enrollment.of("e1", NOON, "m1"));
            engine.process(Action.of("a1", NOON, "m1", "X"));
            WeakReference<LoyaltyProgram> old = new WeakReference<>(engine.program());
            WeakReference<Object> rules = new WeakReference<>(engine.program().ruleSet());

            engine.reload(version(2));

            for (int i = 0; i < 50 && (old.get() != null || rules.get() != null); i++) {
                System.gc();
                Thread.sleep(20);
            }
            assertThat(old.get()).isNull();
            assertThat(rules.get()).isNull();
        }
    }

    @ParameterizedTest
    @EnumSource
    void given_200_replacements_when_classes_are_counted_then_metaspace_is_that_after_20(RuleSafety safety)
            throws Exception {
        try (MembershipEngine engine = engine(version(0, safety))) {
            engine.process(Enrollment.of("e1", NOON, "m1"));
            long early = 0;
            for (int reload = 1; reload <= 200; reload++) {
                engine.reload(version(reload, safety));
                assertOneVersion(engine.process(Action.of("a" + reload, NOON, "m1", "X")));
                if (reload == 20) {
                    early = metaspace();
                }
            }
            long late = metaspace();
            System.out.println(
                    safety + ": metaspace after 20 reloads: " + early + " bytes, after 200: " + late + " bytes");
            assertThat(late).isLessThan(early + early / 10);
        }
    }

    private static long metaspace() throws InterruptedException {
        for (int i = 0; i < 3; i++) {
            System.gc();
            Thread.sleep(50);
        }
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getName().equals("Metaspace"))
                .map(MemoryPoolMXBean::getUsage)
                .findFirst()
                .orElseThrow()
                .getUsed();
    }
}
