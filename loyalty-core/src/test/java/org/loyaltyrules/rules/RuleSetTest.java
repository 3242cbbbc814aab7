package org.loyaltyrules.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.loyaltyrules.rules.Rules.DAY;
import static org.loyaltyrules.rules.Rules.GOLD;
import static org.loyaltyrules.rules.Rules.compile;
import static org.loyaltyrules.rules.Rules.facts;
import static org.loyaltyrules.rules.Rules.fire;
import static org.loyaltyrules.rules.Rules.line;
import static org.loyaltyrules.rules.Rules.purchase;
import static org.loyaltyrules.rules.Rules.qualification;
import static org.loyaltyrules.rules.Rules.rule;

import java.math.BigDecimal;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.loyaltyrules.award.Award;
import org.loyaltyrules.award.Firing;
import org.loyaltyrules.event.Purchase.Line;
import org.loyaltyrules.explanation.Check;
import org.loyaltyrules.explanation.Distance;
import org.loyaltyrules.fact.LineItem;
import org.loyaltyrules.fact.Member;
import org.loyaltyrules.fact.Purchase;
import org.loyaltyrules.fact.Qualification;

class RuleSetTest {

    @Test
    void given_facts_in_steps_when_fired_then_each_call_gives_only_what_is_new() {
        RuleSet rules = compile("rule p when Purchase( ) then end\nrule q when Qualification( ) then end\n");

        try (RuleEvaluation evaluation = rules.begin(DAY)) {
            evaluation.insert(GOLD);
            assertThat(evaluation.fire()).isEmpty();
            evaluation.insert(purchase("10"));
            assertThat(evaluation.fire())
                    .extracting(firing -> firing.rule().name())
                    .containsExactly("p");
            evaluation.insert(qualification());
            assertThat(evaluation.fire())
                    .extracting(firing -> firing.rule().name())
                    .containsExactly("q");
            assertThat(evaluation.fire()).isEmpty();
        }
    }

    @Test
    void given_rules_when_asked_what_they_inspect_then_only_types_of_patterns_count() {
        RuleSet rules = compile("rule a when $p : Purchase( ) LineItem( ) from $p.lines then end\n"
                + "rule b when not Qualification( ) then end\n");

        assertThat(rules.inspects(Purchase.class)).isTrue();
        assertThat(rules.inspects(Qualification.class)).isTrue();
        assertThat(rules.inspects(Member.class)).isTrue();
        assertThat(rules.inspects(LineItem.class)).isFalse();
        assertThat(rule("Purchase( )").inspects(Member.class)).isFalse();
    }

    @Test
    void given_rules_and_files_in_any_order_when_evaluated_then_firings_are_the_same() {
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            texts.add("rule \"r" + (i * 7 % 12) + "\" when $l : LineItem( quantity > " + i % 3
                    + ", category == \"TEA\" ) then award.multiply($l, " + (i + 1) + "); end\n");
        }
        Object[] facts = facts(purchase(line("A", "TEA", 1, "1"), line("B", "TEA", 2, "2"), line("C", "TEA", 3, "3")));
        List<List<Award>> expected = awards(fire(compile(texts.toArray(String[]::new)), facts));

        Random random = new Random(20260101);
        for (int i = 0; i < 20; i++) {
            Collections.shuffle(texts, random);
            assertThat(awards(fire(compile(texts.toArray(String[]::new)), facts)))
                    .isEqualTo(expected);
            assertThat(awards(fire(compile(String.join("", texts)), facts))).isEqualTo(expected);
        }
    }

    @Test
    void given_a_failed_evaluation_when_the_next_begins_then_nothing_is_left_of_it() {
        RuleSet rules = compile("rule fails when $l : LineItem( $q : quantity ) then award.points(10 / (3 - $q)); end\n"
                + "rule lines when LineItem( ) then award.tag(\"LINE\"); end\n"
                + "rule sums when accumulate( LineItem( $q : quantity ); $s : sum($q) )"
                + " then award.message(\"S\", $s); end\n");

        for (int i = 0; i < 20; i++) {
            assertThatThrownBy(() -> fire(rules, facts(purchase(line("A", "TEA", 1, "1"), line("B", "TEA", 3, "2")))))
                    .isInstanceOf(RuleFailureException.class);
            List<Firing> firings = fire(rules, facts(purchase(line("A", "TEA", 1, "1"))));
            assertThat(awards(firings))
                    .containsExactly(
                            List.of(new Award.Points(5)),
                            List.of(new Award.Tag("LINE")),
                            List.of(new Award.Message("S", List.of(1L))));
        }
    }

    @Test
    void given_an_evaluation_closed_early_when_the_next_begins_then_nothing_is_left_of_it() {
        RuleSet rules = rule("LineItem( )");

        try (RuleEvaluation evaluation = rules.begin(DAY)) {
            for (Object fact : facts(purchase("10"))) {
                evaluation.insert(fact);
            }
        }

        assertThat(fire(rules, facts(purchase("20")))).hasSize(1);
    }

    @Test
    void given_a_closed_evaluation_when_used_then_it_refuses() {
        RuleEvaluation evaluation = rule("LineItem( )").begin(DAY);
        evaluation.close();
        evaluation.close();

        assertThatThrownBy(evaluation::fire).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> evaluation.insert(GOLD)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void given_two_sets_of_rules_when_evaluated_in_turn_then_neither_knows_the_other() {
        RuleSet one = rule("Purchase( amount > 5 )", "award.tag(\"ONE\");");
        RuleSet two = rule("Purchase( amount > 5 )", "award.tag(\"TWO\");");

        try (RuleEvaluation first = one.begin(DAY);
                RuleEvaluation second = two.begin(DAY);
                RuleEvaluation third = one.begin(DAY)) {
            for (Object fact : facts(purchase("10"))) {
                first.insert(fact);
                second.insert(fact);
            }
            assertThat(awards(third.fire())).isEmpty();
            assertThat(awards(second.fire())).containsExactly(List.of(new Award.Tag("TWO")));
            assertThat(awards(first.fire())).containsExactly(List.of(new Award.Tag("ONE")));
        }
    }

    @Test
    void given_eight_threads_when_they_evaluate_at_once_then_nobody_sees_the_facts_of_another() throws Exception {
        RuleSet rules = compile(
                "rule a when $p : Purchase( $a : amount ) LineItem( purchase == $p, $q : quantity )"
                        + " then award.message(\"A\", $a, $q); end\n",
                "rule b when accumulate( LineItem( $q : quantity ); $s : sum($q) ) then award.message(\"B\", $s); end\n",
                "rule c when Purchase( $a : amount % 2 == 0 ) then award.points($a); end\n");
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Future<?>> done = new ArrayList<>();
            for (int thread = 0; thread < 8; thread++) {
                int start = thread * 1_000;
                done.add(threads.submit(() -> {
                    for (int i = start; i < start + 1_000; i++) {
                        Purchase purchase = purchase(line("A", "TEA", i + 1, String.valueOf(i)));
                        List<List<Award>> awards = awards(fire(rules, facts(purchase)));
                        assertThat(awards.get(0))
                                .containsExactly(new Award.Message("A", List.of(purchase.amount(), i + 1L)));
                        assertThat(awards.get(1)).containsExactly(new Award.Message("B", List.of(i + 1L)));
                        assertThat(awards).hasSize(i % 2 == 0 ? 3 : 2);
                    }
                }));
            }
            for (Future<?> one : done) {
                one.get();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void given_rules_that_fire_without_end_when_evaluated_then_the_rules_concerned_are_named() {
        RuleSet rules =
                compile("rule pairs when LineItem( ) LineItem( ) then end\nrule once when Purchase( ) then end\n");
        Line[] lines = new Line[101];
        for (int i = 0; i < lines.length; i++) {
            lines[i] = line("A" + i, "TEA", 1, "1");
        }

        assertThatThrownBy(() -> fire(rules, facts(purchase(lines))))
                .isInstanceOf(RuleFailureException.class)
                .hasMessage("Rule \"pairs\" (f0.drl:1): more than 10000 firings in one evaluation;"
                        + " firing at the end: \"pairs\"");
    }

    @Test
    void given_a_regular_expression_without_end_when_evaluated_then_it_is_stopped() {
        RuleSet rules = rule("LineItem( sku matches \"(a+)+\\1b\" )");

        assertThatThrownBy(() -> fire(rules, facts(purchase(line("a".repeat(50), "TEA", 1, "1")))))
                .isInstanceOf(RuleFailureException.class)
                .hasMessage("Rule \"r\" (f0.drl:3): its regular expression takes too long");
    }

    @Test
    void given_a_constraint_when_compiled_then_it_can_be_explained() {
        RuleSet rules = rule("$p : Purchase( tier == \"GOLD\", amount > 5 && < 10 )");

        Condition.FactPattern pattern = (Condition.FactPattern)
                rules.compiled().get(0).alternatives().get(0).conditions().get(0);

        assertThat(pattern.constraints())
                .extracting(Condition.Constraint::written)
                .containsExactly("tier == \"GOLD\"", "amount > 5", "amount > 5 && < 10");
        assertThat(pattern.constraints().get(2).inquiry().check(purchase("17.50"), Variables.NONE))
                .isEqualTo(new Check.Comparison(
                        "amount < 10",
                        false,
                        "amount",
                        new BigDecimal("17.50"),
                        "<",
                        List.of(10L),
                        new Distance(new BigDecimal("-7.51"), Distance.Unit.MONEY)));
    }

    @Test
    void given_a_thread_with_a_foreign_class_loader_when_compiled_and_evaluated_then_it_works_and_is_left_alone()
            throws Exception {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        try (URLClassLoader foreign = new URLClassLoader(new URL[0], null)) {
            thread.setContextClassLoader(foreign);
            assertThat(fire(rule("Purchase( )"), facts(purchase("10")))).hasSize(1);
            assertThat(thread.getContextClassLoader()).isSameAs(foreign);
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    @Test
    void given_windows_line_ends_and_a_byte_order_mark_when_compiled_then_lines_are_counted_right() {
        RuleSet rules =
                compile("\uFEFFpackage 会员\r\n\r\nrule \"金卡\"\r\nwhen\r\n  Purchase( tier == \"GOLD\" )\r\nthen\r\n"
                        + "  award.message(\"你好\");\r\nend\r\n");

        assertThat(rules.rules().get(0).line()).isEqualTo(3);
        assertThat(awards(fire(rules, facts(purchase("10")))))
                .containsExactly(List.of(new Award.Message("你好", List.of())));
    }

    private static List<List<Award>> awards(List<Firing> firings) {
        return firings.stream().map(Firing::awards).toList();
    }
}
