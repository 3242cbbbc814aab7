package org.loyaltyrules.examples.benchmarks;

import java.util.List;
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

/** How the cost of a purchase grows with its lines and with what the member has bought before. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@OperationsPerInvocation(GrowthBenchmark.VISITS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 6, time = 1)
@Fork(value = 1, jvmArgsAppend = "-XX:+UseParallelGC")
@State(Scope.Benchmark)
public class GrowthBenchmark {

    static final int VISITS = 64;

    private final EventDecider decider = Programs.decider(Programs.texts(0));

    /** Purchases of so many lines. */
    @State(Scope.Benchmark)
    public static class Lines {

        /** Lines of each purchase. */
        @Param({"1", "4", "16", "64"})
        public int lines;

        private List<Shop.Visit> visits;

        /** Makes the purchases. */
        @Setup
        public void setUp() {
            visits = Shop.exactVisits(VISITS, 10, lines);
        }
    }

    /** Members who have bought so often, every fourth day. */
    @State(Scope.Benchmark)
    public static class Age {

        /** Purchases before. */
        @Param({"0", "10", "100", "1000"})
        public int before;

        private List<Shop.Visit> visits;

        /** Makes the members. */
        @Setup
        public void setUp() {
            visits = Shop.exactVisits(VISITS, before, 2);
        }
    }

    /** By lines. */
    @Benchmark
    public void lines(Lines lines, Blackhole sink) {
        for (Shop.Visit visit : lines.visits) {
            sink.consume(OneMember.decide(decider, visit.account(), visit.event()));
        }
    }

    /** By purchases before. */
    @Benchmark
    public void age(Age age, Blackhole sink) {
        for (Shop.Visit visit : age.visits) {
            sink.consume(OneMember.decide(decider, visit.account(), visit.event()));
        }
    }
}
