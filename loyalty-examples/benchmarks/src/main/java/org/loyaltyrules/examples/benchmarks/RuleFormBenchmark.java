package org.loyaltyrules.examples.benchmarks;

import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.loyaltyrules.engine.EventDecider;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/** What a rule that does not match costs each purchase, by the form of its conditions: a hundred of a form. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@OperationsPerInvocation(RuleFormBenchmark.VISITS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 6, time = 1)
@Fork(value = 1, jvmArgsAppend = "-XX:+UseParallelGC")
@State(Scope.Benchmark)
public class RuleFormBenchmark {

    static final int VISITS = 2_048;
    private static final int RULES = 100;

    private final List<Shop.Visit> visits = Shop.visits(VISITS, 20, 4);

    /** Forms of conditions; {@code #} is the number of the rule. */
    public enum Form {
        NONE(""),
        EQUAL_PROPERTY("Purchase( store == \"X#\", tier == \"GOLD\" )"),
        CONTAINS_TAG("$line : LineItem( tags contains \"X#\" )"),
        DATE_RANGE("Purchase( date >= \"2025-01-01\", date <= \"2025-03-#\" )"),
        AMOUNT("Purchase( amount >= 1000# )"),
        NESTED_PROPERTY("Purchase( member.channel == \"X#\" )"),
        COUNTER("Purchase( member.spend.lastDays(30) >= 100000# )"),
        JOIN("Member( tier == \"GOLD\" ) Purchase( store == \"X#\" )"),
        JOIN_ON_LINE("$purchase : Purchase() LineItem( amount > 1000#, purchase == $purchase )"),
        ACCUMULATE("accumulate( LineItem( $amount : amount ); $sum : sum($amount); $sum > 1000# )");

        private final String when;

        Form(String when) {
            this.when = when;
        }

        /** The program with a hundred rules of this form. */
        EventDecider decider() {
            Map<String, String> texts = Programs.texts(0);
            texts.put("forms.drl", rules());
            return Programs.decider(texts);
        }

        private String rules() {
            StringBuilder text = new StringBuilder();
            for (int i = 0; i < RULES && !when.isEmpty(); i++) {
                String number = this == DATE_RANGE ? String.format("%02d", i % 31 + 1) : String.format("%04d", i);
                text.append("rule \"Form ").append(i).append("\" when ");
                text.append(when.replace("#", number)).append(" then award.points(1); end\n");
            }
            return text.toString();
        }
    }

    /** Which. */
    @Param
    public Form form;

    private EventDecider decider;

    /** Compiles the program. */
    @Setup
    public void setUp() {
        decider = form.decider();
    }

    /** A purchase. */
    @Benchmark
    public void purchase(Blackhole sink) {
        for (Shop.Visit visit : visits) {
            sink.consume(OneMember.decide(decider, visit.account(), visit.event()));
        }
    }
}
