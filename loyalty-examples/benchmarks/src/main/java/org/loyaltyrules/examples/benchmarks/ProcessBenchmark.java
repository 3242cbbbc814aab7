package org.loyaltyrules.examples.benchmarks;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.loyaltyrules.LoyaltyProgram;
import org.loyaltyrules.MembershipEngine;
import org.loyaltyrules.engine.EventDecider;
import org.loyaltyrules.event.Purchase;
import org.loyaltyrules.member.MemberAccount;
import org.loyaltyrules.member.Profile;
import org.loyaltyrules.store.InMemoryMembershipStore;
import org.loyaltyrules.store.UnitOfWork;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;
import org.openjdk.jmh.infra.ThreadParams;

/**
 * {@code process} with the store in memory beside {@code decide} alone, with one thread and with two. Iterations are short,
 * since all that they process stays in memory until the next.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@OperationsPerInvocation(ProcessBenchmark.VISITS)
@Warmup(iterations = 20, time = 200, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 30, time = 200, timeUnit = TimeUnit.MILLISECONDS)
@Fork(value = 2, jvmArgsAppend = "-XX:+UseParallelGC")
public class ProcessBenchmark {

    static final int VISITS = 2_048;

    /** What all threads share. */
    @State(Scope.Benchmark)
    public static class Shared {

        private final List<Shop.Visit> visits = Shop.visits(VISITS, 20, 4);
        private final EventDecider decider = Programs.decider(Programs.texts(0));
        private final LoyaltyProgram program = Programs.program(0);
        private InMemoryMembershipStore store;
        private MembershipEngine engine;

        /** An empty engine, so that what was kept does not grow from one iteration to the next. */
        @Setup(Level.Iteration)
        public void open() {
            store = new InMemoryMembershipStore();
            engine = MembershipEngine.builder().program(program).store(store).build();
        }
    }

    /** Members of one thread, each with the purchase that is next. */
    @State(Scope.Thread)
    public static class Members {

        private List<MemberAccount> accounts;
        private List<Purchase> events;
        private int round;

        /** Puts the members back to where they were, each with an event that is new. */
        @Setup(Level.Invocation)
        public void enroll(Shared shared, ThreadParams thread) {
            String suffix = "-" + thread.getThreadIndex();
            if (accounts == null) {
                accounts = new ArrayList<>();
                for (Shop.Visit visit : shared.visits) {
                    accounts.add(renamed(visit.account(), suffix));
                }
            }
            events = new ArrayList<>();
            round++;
            Set<String> ids = new HashSet<>();
            for (Shop.Visit visit : shared.visits) {
                events.add(renamed(visit.event(), suffix, round));
                ids.add(visit.event().member() + suffix);
            }
            try (UnitOfWork unit = shared.store.begin(ids)) {
                accounts.forEach(unit::put);
                unit.commit();
            }
        }

        private static MemberAccount renamed(MemberAccount account, String suffix) {
            var old = account.profile();
            return account.with(new Profile(
                    old.id() + suffix,
                    old.enrolledBy(),
                    old.enrolledOn(),
                    old.channel(),
                    old.referred(),
                    old.referrer(),
                    old.birthday(),
                    old.tags(),
                    old.attributes()));
        }

        private static Purchase renamed(Purchase event, String suffix, int round) {
            return new Purchase(
                    event.id() + suffix + "-" + round,
                    event.at(),
                    event.member() + suffix,
                    event.lines(),
                    event.channel(),
                    event.store(),
                    event.currency(),
                    event.vouchers(),
                    event.pointsToSpend());
        }
    }

    /** The heart alone. */
    @Benchmark
    public void decide(Shared shared, Blackhole sink) {
        for (Shop.Visit visit : shared.visits) {
            sink.consume(OneMember.decide(shared.decider, visit.account(), visit.event()));
        }
    }

    /** As {@link #decide}, by two threads at once. */
    @Benchmark
    @Threads(2)
    public void decideByTwo(Shared shared, Blackhole sink) {
        decide(shared, sink);
    }

    /** With locks, replays, ledger and commit. */
    @Benchmark
    public void process(Shared shared, Members members, Blackhole sink) {
        for (Purchase event : members.events) {
            sink.consume(shared.engine.process(event));
        }
    }

    /** As {@link #process}, by two threads on one engine. */
    @Benchmark
    @Threads(2)
    public void processByTwo(Shared shared, Members members, Blackhole sink) {
        process(shared, members, sink);
    }
}
