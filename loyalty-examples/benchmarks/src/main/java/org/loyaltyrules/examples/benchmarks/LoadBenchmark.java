package org.loyaltyrules.examples.benchmarks;

import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.loyaltyrules.LoyaltyProgram;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Loading a program in a JVM that has loaded some before. */
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 4)
@Measurement(iterations = 6)
@Fork(value = 1, jvmArgsAppend = "-XX:+UseParallelGC")
@State(Scope.Benchmark)
public class LoadBenchmark {

    /** Rules besides the program's own. */
    @Param({"0", "1000", "10000"})
    public int campaigns;

    private Map<String, String> texts;

    /** Reads the files. */
    @Setup
    public void setUp() {
        texts = Programs.texts(campaigns);
    }

    /** Checks and compiles the program. */
    @Benchmark
    public LoyaltyProgram load() {
        return LoyaltyProgram.of("mobile-commerce", texts);
    }
}
