package org.loyaltyrules.examples.benchmarks;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.loyaltyrules.engine.EventDecider;
import org.loyaltyrules.examples.benchmarks.peer.DroolsRules;
import org.loyaltyrules.examples.benchmarks.retailer.Till;
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

/** One purchase beside further campaigns that do not match it. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@OperationsPerInvocation(CampaignBenchmark.VISITS)
@Warmup(iterations = 6, time = 1)
@Measurement(iterations = 8, time = 1)
@Fork(value = 2, jvmArgsAppend = "-XX:+UseParallelGC")
@State(Scope.Benchmark)
public class CampaignBenchmark {

    static final int VISITS = 2_048;

    private final List<Shop.Visit> visits = Shop.visits(VISITS, 20, 4);

    /** The engine with so many further campaigns. */
    @State(Scope.Benchmark)
    public static class Engine {

        /** Rules besides the program's own. */
        @Param({"0", "1000", "10000"})
        public int campaigns;

        private EventDecider decider;

        /** Compiles the program. */
        @Setup
        public void setUp() {
            decider = Programs.decider(Programs.texts(campaigns));
        }
    }

    /** A session of Drools for each request, with so many further campaigns. */
    @State(Scope.Benchmark)
    public static class Drools {

        /** Rules besides the program's own. */
        @Param({"0", "1000"})
        public int campaigns;

        private Till till;

        /** Compiles the rules. */
        @Setup
        public void setUp(CampaignBenchmark benchmark) {
            till = new Till(DroolsRules.withSessions(campaigns));
            Peers.requireEqual(till, Programs.decider(Programs.texts(0)), benchmark.visits);
        }
    }

    /** The engine. */
    @Benchmark
    public void engine(Engine engine, Blackhole sink) {
        for (Shop.Visit visit : visits) {
            sink.consume(OneMember.decide(engine.decider, visit.account(), visit.event()));
        }
    }

    /** A session of Drools for each request. */
    @Benchmark
    public void droolsSession(Drools drools, Blackhole sink) {
        for (Shop.Visit visit : visits) {
            sink.consume(drools.till.decide(visit.customer(), visit.event()));
        }
    }
}
