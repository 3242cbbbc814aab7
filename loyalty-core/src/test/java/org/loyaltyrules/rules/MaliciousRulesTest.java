package org.loyaltyrules.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.net.URL;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.loyaltyrules.event.Purchase.Line;
import org.loyaltyrules.fact.Purchase;
import org.loyaltyrules.program.Problem;

/** Nothing that an author can write does more than award. Canaries tell if something did. */
class MaliciousRulesTest {

    /** The stage that refuses, by code. */
    private static final Map<String, String> STAGES = Map.ofEntries(
            Map.entry("illegal-character", "characters"),
            Map.entry("too-long", "limits"),
            Map.entry("too-deep", "limits"),
            Map.entry("too-many-patterns", "limits"),
            Map.entry("too-many-constraints", "limits"),
            Map.entry("too-many-alternatives", "limits"),
            Map.entry("missing-end", "structure"),
            Map.entry("missing-then", "structure"),
            Map.entry("syntax", "syntax"),
            Map.entry("not-supported", "language"),
            Map.entry("not-allowed", "language"),
            Map.entry("unknown-import", "language"),
            Map.entry("unknown-annotation", "language"),
            Map.entry("malformed-annotation", "language"),
            Map.entry("unknown-fact", "vocabulary"),
            Map.entry("unknown-function", "vocabulary"),
            Map.entry("unknown-method", "vocabulary"),
            Map.entry("unknown-property", "vocabulary"),
            Map.entry("unknown-variable", "vocabulary"),
            Map.entry("not-a-list", "types"),
            Map.entry("not-a-number", "types"),
            Map.entry("not-a-condition", "types"),
            Map.entry("not-comparable", "types"),
            Map.entry("wrong-argument", "types"),
            Map.entry("wrong-type", "types"),
            Map.entry("illegal-number", "values"),
            Map.entry("illegal-value", "values"),
            Map.entry("duplicate-rule", "program"),
            Map.entry("never-fires", "program"));

    /** Hears what classes are asked for by name. */
    private static final class ListeningLoader extends ClassLoader {

        private final Set<String> asked = new ConcurrentSkipListSet<>();

        ListeningLoader(ClassLoader parent) {
            super(parent);
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            asked.add(name);
            return super.loadClass(name, resolve);
        }

        @Override
        public URL getResource(String name) {
            asked.add(name);
            return super.getResource(name);
        }
    }

    @Test
    void given_every_technique_in_every_place_when_loaded_then_each_is_refused_and_no_canary_is_touched(
            @TempDir Path folder) throws IOException {
        Path file = folder.resolve("canary");
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        ListeningLoader loader = new ListeningLoader(before);
        try (ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            List<Malice.Case> cases = Malice.cases(file.toString(), listener.getLocalPort());
            Rules.compile("rule \"warm\" when Purchase( ) then award.points(1); end");
            Set<String> threads = threads();
            long heap = usedHeap();
            Thread.currentThread().setContextClassLoader(loader);
            List<String> escaped = new ArrayList<>();
            Map<String, Integer> stages = new TreeMap<>();
            Set<String> techniques = new TreeSet<>();
            for (Malice.Case one : cases) {
                List<Problem> problems = Rules.problems(one.text());
                int lines = one.text().split("\n").length + 1;
                Problem first = problems.stream()
                        .filter(problem -> STAGES.containsKey(problem.code()))
                        .filter(problem -> problem.line() >= 1 && problem.line() <= lines && problem.column() >= 1)
                        .findFirst()
                        .orElse(null);
                if (first == null) {
                    escaped.add(one + ": " + problems);
                } else {
                    stages.merge(STAGES.get(first.code()), 1, Integer::sum);
                    techniques.add(one.technique().substring(0, one.technique().indexOf(' ')));
                }
            }
            Thread.currentThread().setContextClassLoader(before);
            System.out.println("Malicious rules: " + cases.size() + " cases of " + techniques.size()
                    + " techniques refused, by stage " + stages);

            assertThat(escaped).isEmpty();
            assertThat(cases).hasSizeGreaterThan(400);
            assertThat(file).doesNotExist();
            assertThat(System.getProperty("loyalty.canary")).isNull();
            assertThat(threads()).isSubsetOf(threads);
            assertThat(loader.asked)
                    .noneMatch(
                            name -> name.contains("Rule_") || name.contains("evil") || name.contains("ProcessBuilder"));
            assertThat(usedHeap() - heap).isLessThan(64L << 20);
            listener.setSoTimeout(1);
            assertThatThrownBy(listener::accept).isInstanceOf(SocketTimeoutException.class);
        } finally {
            Thread.currentThread().setContextClassLoader(before);
        }
    }

    private static Set<String> threads() {
        Set<String> names = new TreeSet<>();
        Thread.getAllStackTraces().keySet().forEach(thread -> names.add(thread.getName()));
        return names;
    }

    private static long usedHeap() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }

    private static Purchase manyLines(int count) {
        Line[] lines = new Line[count];
        for (int i = 0; i < count; i++) {
            lines[i] = Rules.line("S" + i, "TEA", 1, "1.00");
        }
        return Rules.purchase(lines);
    }

    private static void assertAbandonedAndServedAgain(String conditions) {
        RuleSet rules = Rules.compile(
                "rule \"glutton\"\nwhen\n  " + conditions + "\nthen\n  award.points(1);\nend\n",
                "rule \"modest\" when Purchase( ) then award.points(1); end");

        assertThatThrownBy(() -> Rules.fire(rules, Rules.facts(manyLines(400))))
                .isInstanceOf(RuleFailureException.class)
                .hasMessageStartingWith(
                        "Rule \"glutton\" (f0.drl:1): the evaluation was abandoned after 10000000 steps")
                .hasMessageContaining("\"glutton\"");
        assertThat(Rules.fire(rules, Rules.facts(Rules.purchase("1.00")))).isNotEmpty();
    }

    @Test
    void given_a_cross_product_without_constraints_when_there_are_many_lines_then_it_is_abandoned() {
        assertAbandonedAndServedAgain(
                "$a : LineItem( ) $b : LineItem( ) $c : LineItem( ) LineItem( amount > $a.amount + $b.amount + $c.amount )\n"
                        + "or Purchase( amount < 2 )");
    }

    @Test
    void given_a_cross_product_within_not_when_there_are_many_lines_then_it_is_abandoned() {
        assertAbandonedAndServedAgain(
                "Purchase( )\n  not ( $a : LineItem( ) and $b : LineItem( ) and $c : LineItem( )\n"
                        + "    and LineItem( amount > $a.amount + $b.amount + $c.amount ) )");
    }

    @Test
    void given_a_cross_product_within_accumulate_when_there_are_many_lines_then_it_is_abandoned() {
        assertAbandonedAndServedAgain("Purchase( )\n"
                + "  accumulate( LineItem( $a : amount ) and LineItem( $b : amount ) and LineItem( $c : amount );"
                + " $n : sum($a + $b + $c); $n > 0 )");
    }

    @Test
    void given_a_list_of_lists_when_there_are_many_lines_then_it_is_abandoned() {
        assertAbandonedAndServedAgain(
                "$p : Purchase( )\n  accumulate( LineItem( ) from $p.lines and LineItem( ) from $p.lines"
                        + " and LineItem( ) from $p.lines; $n : count(); $n > 0 )");
    }

    @Test
    void given_slow_regular_expressions_when_there_are_many_lines_then_the_evaluation_is_abandoned() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 40; i++) {
            // Some 750,000 looks for each line, below what a single expression may take.
            text.append("rule \"r")
                    .append(i)
                    .append("\" when LineItem( sku matches \"(.*a){12}b")
                    .append(i)
                    .append("\" ) then award.points(1); end\n");
        }
        RuleSet rules = Rules.compile(text.toString());
        Line[] lines = new Line[200];
        for (int i = 0; i < lines.length; i++) {
            lines[i] = new Line("a".repeat(18), "TEA", null, 1, BigDecimal.ONE, Set.of(), Rules.DAY);
        }

        assertThatThrownBy(() -> Rules.fire(rules, Rules.facts(Rules.purchase(lines))))
                .isInstanceOf(RuleFailureException.class)
                .hasMessageContaining("was abandoned after");
    }

    @Test
    void given_a_catastrophic_regular_expression_when_it_meets_its_text_then_the_event_fails() {
        RuleSet rules = Rules.rule("LineItem( sku matches \"(.*a){12}b\" )");

        assertThatThrownBy(() ->
                        Rules.fire(rules, Rules.facts(Rules.purchase(Rules.line("a".repeat(60), "TEA", 1, "1.00")))))
                .isInstanceOf(RuleFailureException.class)
                .hasMessageContaining("its regular expression takes too long");
    }

    @Test
    void given_many_rules_and_many_lines_when_they_are_honest_then_they_are_not_abandoned() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 1_000; i++) {
            text.append("rule \"r")
                    .append(i)
                    .append("\" when $p : Purchase( amount > ")
                    .append(i % 7 == 0 ? 10 : 100_000)
                    .append(" ) LineItem( purchase == $p, sku == \"S")
                    .append(i)
                    .append("\" ) then award.points(1); end\n");
        }

        assertThat(Rules.fire(Rules.compile(text.toString()), Rules.facts(manyLines(200))))
                .hasSize(29);
    }
}
