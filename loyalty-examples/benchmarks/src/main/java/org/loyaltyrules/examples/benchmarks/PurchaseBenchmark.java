package org.loyaltyrules.examples.benchmarks;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.loyaltyrules.engine.EventDecider;
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

/** One purchase, decided by the engine and by its peers: the same purchases, the same decisions. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@OperationsPerInvocation(PurchaseBenchmark.VISITS)
@Warmup(iterations = 6, time = 1)
@Measurement(iterations = 8, time = 1)
@Fork(value = 2, jvmArgsAppend = "-XX:+UseParallelGC")
@State(Scope.Benchmark)
public class PurchaseBenchmark {

    static final int VISITS = 2_048;

    private final List<Shop.Visit> visits = Shop.visits(VISITS, 20, 4);
    private final EventDecider decider = Programs.decider(Programs.texts(0));

    /** A peer and its till, checked before anything is timed. */
    @State(Scope.Benchmark)
    public static class Peer {

        /** Which one. */
        @Param
        public Peers peer;

        private Till till;

        /** Makes the till. */
        @Setup
        public void setUp(PurchaseBenchmark benchmark) {
            till = peer.till();
            Peers.requireEqual(till, benchmark.decider, benchmark.visits);
        }
    }

    /** The engine's heart: a purchase and an account give a decision, the next account and ledger entries. */
    @Benchmark
    public void engine(Blackhole sink) {
        for (Shop.Visit visit : visits) {
            sink.consume(OneMember.decide(decider, visit.account(), visit.event()));
        }
    }

    /** The same by others. */
    @Benchmark
    public void peer(Peer peer, Blackhole sink) {
        for (Shop.Visit visit : visits) {
            sink.consume(peer.till.decide(visit.customer(), visit.event()));
        }
    }
}
