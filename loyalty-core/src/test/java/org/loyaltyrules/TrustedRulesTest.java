package org.loyaltyrules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.loyaltyrules.decision.Decision;
import org.loyaltyrules.event.Enrollment;
import org.loyaltyrules.event.Purchase;
import org.loyaltyrules.program.InvalidProgramException;
import org.loyaltyrules.program.Problem;
import org.loyaltyrules.rules.EvaluationRefusedException;
import org.loyaltyrules.rules.EvaluationTimeoutException;
import org.loyaltyrules.rules.RuleFailureException;
import org.loyaltyrules.rules.RuleSafety;

/** All of DRL, for rules that are as trustworthy as the application. */
class TrustedRulesTest {

    private static final String CATALOG = """
            {"name":"shop","zone":"Asia/Shanghai","currency":"CNY","tiers":["BASIC","GOLD"],
             "vouchers":{"CASH":{"kind":"AMOUNT_OFF","value":10}},
             "budgets":{"FEW":{"unit":"USES","cap":1}}}
            """;
    private static final OffsetDateTime AT = OffsetDateTime.parse("2026-06-05T12:00:00+08:00");

    private static LoyaltyProgram trusted(String... files) {
        return program(RuleSafety.TRUSTED, files);
    }

    private static LoyaltyProgram program(RuleSafety safety, String... files) {
        Map<String, String> texts = new LinkedHashMap<>();
        texts.put("program.json", CATALOG);
        for (int i = 0; i < files.length; i++) {
            texts.put("f" + i + ".drl", files[i]);
        }
        return LoyaltyProgram.of("shop", texts, safety);
    }

    private static String rule(String name, String conditions, String consequence) {
        return "rule \"" + name + "\"\nwhen\n  " + conditions + "\nthen\n  " + consequence + "\nend\n";
    }

    private static MembershipEngine engine(LoyaltyProgram program, int deadlineMillis) {
        MembershipEngine engine = MembershipEngine.builder()
                .program(program)
                .evaluationDeadline(Duration.ofMillis(deadlineMillis))
                .build();
        engine.process(Enrollment.of("e1", AT, "m1"));
        return engine;
    }

    private static Decision decide(LoyaltyProgram program) {
        try (MembershipEngine engine = engine(program, 60_000)) {
            return engine.process(Purchase.of(
                    "p1",
                    AT,
                    "m1",
                    List.of(
                            Purchase.Line.of("A", "TEA", 1, "30.00"),
                            Purchase.Line.of("B", "TEA", 2, "70.00"),
                            Purchase.Line.of("C", "CUP", 1, "20.00"))));
        }
    }

    private static List<String> problems(RuleSafety safety, String... files) {
        try {
            program(safety, files);
            return List.of();
        } catch (InvalidProgramException e) {
            return e.problems().stream()
                    .filter(problem -> problem.severity() == Problem.Severity.ERROR)
                    .map(problem -> problem.code() + " " + problem.file() + ":" + problem.line())
                    .toList();
        }
    }

    @Test
    void given_a_loop_in_java_when_trusted_then_it_runs_and_beside_it_the_safe_rules() {
        LoyaltyProgram program = trusted(
                rule("safe", "Purchase( )", "award.earn(1);"),
                rule(
                        "java",
                        "Purchase( $lines : lines )",
                        "int n = 0; for (Object line : $lines) { n++; } award.points(n);"));

        Decision decision = decide(program);

        assertThat(decision.points().earned()).isEqualTo(123);
        assertThat(decision.fired()).extracting(Decision.Fired::rule).containsExactly("java", "safe");
    }

    @Test
    void given_the_same_rule_when_safe_then_it_is_refused() {
        assertThat(problems(RuleSafety.SAFE, rule("java", "Purchase( )", "int n = 0; award.points(n);")))
                .containsExactly("not-allowed f0.drl:5");
    }

    @Test
    void given_functions_declared_types_queries_and_inserted_facts_when_trusted_then_all_share_the_memory() {
        LoyaltyProgram program = trusted("""
                package shop.rules;
                import java.math.BigDecimal;
                declare Cups
                  count : long
                end
                function long twice(long n) {
                  return n * 2;
                }
                query ofCategory(String wanted)
                  LineItem( category == wanted )
                end
                rule "count cups"
                when
                  LineItem( category == "CUP", $n : quantity )
                then
                  Cups cups = new Cups();
                  cups.setCount($n);
                  insert(cups);
                end
                rule "cups are worth points"
                when
                  Cups( $n : count )
                  ofCategory( "TEA"; )
                then
                  award.points(twice($n));
                end
                rule "safe, on what was sold"
                when
                  Purchase( $l : lines )
                  accumulate( LineItem( category == "TEA", $q : quantity ); $sum : sum($q); $sum > 2 )
                then
                  award.points($sum);
                end
                """);

        // Two lines of tea, so that the query has two answers: 2 + 2, and 3 pieces.
        assertThat(decide(program).points().earned()).isEqualTo(7);
    }

    @Test
    void given_annotations_on_trusted_rules_when_they_fire_then_they_hold() {
        String body = "\nwhen\n  Purchase( )\nthen\n  for (int i = 0; i < 1; i++) { award.points(100); }\nend\n";
        LoyaltyProgram program = trusted("rule \"past\" @until(\"2026-06-04\")" + body
                + "rule \"present\" @from(\"2026-06-05\")" + body
                + "rule \"limited\" @limit(\"1 per year\") @terms(en = \"x\", zh = \"y\")" + body
                + "rule \"few\" @budget(\"FEW\")" + body);
        try (MembershipEngine engine = engine(program, 60_000)) {
            Decision first = engine.process(Purchase.of("p1", AT, "m1", "10.00"));
            Decision second = engine.process(Purchase.of("p2", AT.plusHours(1), "m1", "10.00"));

            assertThat(first.points().earned()).isEqualTo(300);
            assertThat(second.points().earned()).isEqualTo(100);
            assertThat(second.suppressed())
                    .extracting(Decision.Suppressed::rule)
                    .containsExactly("few", "limited");
        }
    }

    @Test
    void given_salience_when_trusted_and_safe_rules_meet_then_one_agenda_orders_them() {
        LoyaltyProgram program = trusted("""
                rule "late" salience -1
                when Purchase( ) not String( this == "claimed" )
                then award.points(1); end
                rule "early" salience 5
                when Purchase( )
                then insert("claimed"); award.points(10); end
                """);

        assertThat(decide(program).points().earned()).isEqualTo(10);
    }

    @Test
    void given_mistakes_in_the_words_of_the_language_when_trusted_then_they_are_problems_as_ever() {
        assertThat(problems(RuleSafety.TRUSTED, rule("a", "Purchase( tier == \"GLOD\" )", "award.points(1);")))
                .containsExactly("never-equal f0.drl:3");
        assertThat(problems(RuleSafety.TRUSTED, rule("a", "Purchase( amout > 1 )", "award.points(1);")))
                .containsExactly("unknown-property f0.drl:3");
        assertThat(problems(RuleSafety.TRUSTED, rule("a", "Purchase( )", "award.voucher(\"CASHH\");")))
                .containsExactly("unknown-code f0.drl:5");
    }

    @Test
    void given_joins_where_a_property_would_do_when_trusted_then_only_the_safe_rule_is_warned_of() {
        String joined = "Member( tier == \"GOLD\" )\n  Purchase( )";
        LoyaltyProgram program =
                trusted(rule("safe", joined, "award.tag(\"X\");"), rule("java", joined, "int n = 1; award.earn(n);"));

        assertThat(program.warnings())
                .filteredOn(problem -> problem.code().equals("avoidable-join"))
                .extracting(Problem::file)
                .containsExactly("f0.drl");
    }

    @Test
    void given_java_that_does_not_compile_when_trusted_then_the_problem_has_file_and_line() {
        assertThat(problems(
                        RuleSafety.TRUSTED,
                        "package a;\n\n" + rule("fine", "Purchase( )", "award.points(1);"),
                        "package a;\n\n" + rule("wrong", "Purchase( )", "int n = 1;\n  int m = nn;")))
                .containsExactly("drools f1.drl:8");
        assertThat(problems(RuleSafety.TRUSTED, rule("wrong", "Purchase( eval(nothing) )", "int n = 1;")))
                .isNotEmpty()
                .allMatch(problem -> problem.equals("drools f0.drl:3"));
        assertThat(problems(RuleSafety.TRUSTED, "rule \"x\" when then")).containsExactly("syntax f0.drl:1");
    }

    @Test
    void given_attributes_that_read_the_clock_when_trusted_then_they_are_refused_all_the_same() {
        String file = "rule \"a\" date-effective \"01-Jan-2026\"\nwhen Purchase( ) then int n = 1; end\n"
                + "rule \"b\" timer (int: 1s)\nwhen Purchase( ) then int n = 1; end\n";

        assertThat(problems(RuleSafety.TRUSTED, file))
                .containsExactly("not-supported f0.drl:1", "not-supported f0.drl:3");
    }

    @Test
    void given_illegal_arguments_when_a_trusted_rule_fires_then_the_event_fails_with_rule_and_file() {
        LoyaltyProgram program = trusted("\n" + rule("r", "Purchase( )", "int n = -1; award.points(n);"));

        assertThatThrownBy(() -> decide(program))
                .isInstanceOf(RuleFailureException.class)
                .hasMessage("Rule \"r\" (f0.drl:2): award.points was not given a whole number of points, 0 or more");
    }

    @Test
    void given_an_award_that_comes_too_late_when_a_trusted_rule_fires_then_the_event_fails() {
        LoyaltyProgram program = trusted(rule("r", "Qualification( )", "int n = 1; award.earn(n);"));

        assertThatThrownBy(() -> decide(program))
                .isInstanceOf(RuleFailureException.class)
                .hasMessageContaining("award.earn comes too late in a rule on Qualification");
    }

    @Test
    void given_exceptions_and_overflows_when_a_trusted_rule_fires_then_the_event_fails_and_the_next_is_decided() {
        LoyaltyProgram program = trusted("""
                function int deep(int n) { return deep(n + 1) + 1; }
                rule "fails" when Purchase( store == "FAIL" ) then if (true) throw new IllegalStateException("secret"); end
                rule "deep" when Purchase( store == "DEEP" ) then int n = deep(1); end
                rule "fine" when Purchase( ) then award.earn(1); end
                """);
        try (MembershipEngine engine = engine(program, 60_000)) {
            for (String store : List.of("FAIL", "DEEP")) {
                assertThatThrownBy(() -> engine.process(
                                Purchase.of("p" + store, AT, "m1", "10.00").store(store)))
                        .isInstanceOf(RuleFailureException.class)
                        .hasMessageNotContaining("secret");
            }
            assertThat(engine.process(Purchase.of("p", AT, "m1", "10.00"))
                            .points()
                            .balance())
                    .isEqualTo(10);
        }
    }

    @Test
    void given_rules_that_heed_interrupts_when_they_run_away_then_no_thread_is_lost() {
        LoyaltyProgram program = trusted(
                rule("waits", "Purchase( store == \"SLOW\" )", "Thread.sleep(600000);"),
                rule("fine", "Purchase( )", "award.earn(1);"));
        try (MembershipEngine engine = engine(program, 1_000)) {
            for (int i = 0; i < 5; i++) {
                String id = "slow" + i;
                assertThatThrownBy(() -> engine.process(
                                Purchase.of(id, AT, "m1", "10.00").store("SLOW")))
                        .isInstanceOfSatisfying(
                                EvaluationTimeoutException.class,
                                timeout -> assertThat(timeout.rule()).isEqualTo("waits"));
            }
            assertThat(engine.process(Purchase.of("p", AT, "m1", "10.00"))
                            .points()
                            .balance())
                    .isEqualTo(10);
        }
    }

    /** A property that ends loops that heed nothing else, so that the test leaves no thread behind. */
    private static final String END = "loyalty.test.end";

    @Test
    void given_rules_that_heed_nothing_when_four_threads_are_lost_then_events_are_refused_until_one_ends()
            throws InterruptedException {
        System.clearProperty(END);
        LoyaltyProgram program = trusted(
                rule(
                        "endless",
                        "Purchase( store == \"SLOW\" )",
                        "while (System.getProperty(\"loyalty.test.end\") == null) { }"),
                rule("fine", "Purchase( )", "award.earn(1);"));
        try (MembershipEngine engine = engine(program, 1_000)) {
            for (int i = 0; i < 4; i++) {
                String id = "slow" + i;
                assertThatThrownBy(() -> engine.process(
                                Purchase.of(id, AT, "m1", "10.00").store("SLOW")))
                        .isInstanceOf(EvaluationTimeoutException.class);
                if (i < 3) {
                    Decision next = engine.process(Purchase.of("p" + i, AT, "m1", "10.00"));
                    assertThat(next.points().earned()).isEqualTo(10);
                }
            }
            Purchase next = Purchase.of("next", AT, "m1", "10.00");
            assertThatThrownBy(() -> engine.process(next)).isInstanceOf(EvaluationRefusedException.class);
            System.setProperty(END, "");
            for (int tries = 0; tries < 600 && isRefused(engine, next); tries++) {
                Thread.sleep(50);
            }
            assertThat(engine.process(next).points().balance()).isEqualTo(40);
        } finally {
            System.setProperty(END, "");
        }
    }

    private static boolean isRefused(MembershipEngine engine, Purchase purchase) {
        try {
            engine.preview(purchase);
            return false;
        } catch (EvaluationRefusedException e) {
            return true;
        }
    }

    @Test
    void given_rules_that_chase_each_other_when_trusted_then_they_are_stopped() {
        LoyaltyProgram program = trusted(
                rule("chases", "$s : String( )", "delete($s); insert(\"x\");"),
                rule("starts", "Purchase( )", "insert(\"x\");"));

        assertThatThrownBy(() -> decide(program))
                .isInstanceOf(RuleFailureException.class)
                .hasMessageContaining("more than 10000 firings")
                .hasMessageContaining("\"chases\"");
    }

    @Test
    void given_no_positive_deadline_when_an_engine_is_built_then_it_is_refused() {
        assertThatThrownBy(() -> MembershipEngine.builder().evaluationDeadline(Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void given_floating_point_from_java_when_awarded_then_it_is_its_shortest_decimal() {
        LoyaltyProgram program = trusted(rule("r", "Purchase( )", "double rate = 0.1; award.earn(rate);"));

        assertThat(decide(program).points().earned()).isEqualTo(12);
    }

    @Test
    void given_trusted_rules_when_explained_then_fired_ones_are_told_and_for_the_others_that_nobody_knows() {
        LoyaltyProgram program = trusted(
                rule("Fires", "Purchase( eval(true) )", "award.points(5);"),
                rule("Does not", "Purchase( eval(false) )", "award.points(7);"),
                rule("Safe", "Purchase( amount > 1000 )", "award.points(9);"));

        try (MembershipEngine engine = engine(program, 60_000)) {
            String text = engine.explain(Purchase.of("p1", AT, "m1", "120.00")).text();

            assertThat(text)
                    .contains("Fired\n  Fires (f0.drl:1)")
                    .contains(
                            "  Does not (f1.drl:1)\n    it is a trusted rule, which Drools evaluates without telling why")
                    .contains("  Safe (f2.drl:1)\n    line 3: amount > 1000");
        }
    }
}
