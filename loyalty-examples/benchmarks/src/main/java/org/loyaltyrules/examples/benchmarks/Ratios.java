package org.loyaltyrules.examples.benchmarks;

import com.sun.management.ThreadMXBean;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.loyaltyrules.engine.EventDecider;
import org.loyaltyrules.examples.benchmarks.peer.DroolsRules;
import org.loyaltyrules.examples.benchmarks.retailer.Till;

/**
 * The engine and its peers in turn, over and over, by the time that the thread itself got: for machines that do other things
 * as well, on which one benchmark after the other would tell more of the machine than of them.
 */
public final class Ratios {

    private static final int VISITS = 512;

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    /** What is measured is kept here, so that it is not optimized away. */
    @SuppressWarnings("unused")
    private static volatile Object sink;

    private interface Way {
        Object decide(Shop.Visit visit);
    }

    private record Measured(List<Double> micros, List<Double> bytes) {
        private static double quartile(List<Double> values) {
            Collections.sort(values);
            return values.get(values.size() / 4);
        }
    }

    private Ratios() {}

    /**
     * Runs the comparison.
     *
     * @param arguments seconds to measure, after as many to warm up, 60 where that is not said; then {@code forms} to compare
     *     forms of rules in place of peers
     */
    public static void main(String[] arguments) {
        int seconds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 60;
        List<Shop.Visit> visits = Shop.visits(VISITS, 20, 4);
        Map<String, Way> ways = arguments.length > 1 && arguments[1].equals("forms") ? forms() : ways(visits);
        rounds(ways, visits, seconds);
        show(System.out, rounds(ways, visits, seconds), ways.keySet().iterator().next());
    }

    private static Map<String, Way> ways(List<Shop.Visit> visits) {
        Map<String, Way> ways = new LinkedHashMap<>();
        EventDecider plain = Programs.decider(Programs.texts(0));
        for (Peers peer : Peers.values()) {
            Till till = peer.till();
            Peers.requireEqual(till, plain, visits);
            ways.put(peer.name(), visit -> till.decide(visit.customer(), visit.event()));
        }
        Till thousand = new Till(DroolsRules.withSessions(1_000));
        Peers.requireEqual(thousand, plain, visits);
        ways.put("DROOLS_SESSION, 1000 more rules", visit -> thousand.decide(visit.customer(), visit.event()));
        for (int campaigns : new int[] {0, 1_000, 10_000}) {
            EventDecider decider = Programs.decider(Programs.texts(campaigns));
            ways.put(
                    "engine, " + campaigns + " more rules",
                    visit -> OneMember.decide(decider, visit.account(), visit.event()));
        }
        return ways;
    }

    /** A hundred rules of each form that match nothing. */
    private static Map<String, Way> forms() {
        Map<String, Way> ways = new LinkedHashMap<>();
        for (RuleFormBenchmark.Form form : RuleFormBenchmark.Form.values()) {
            EventDecider decider = form.decider();
            ways.put(form.name(), visit -> OneMember.decide(decider, visit.account(), visit.event()));
        }
        return ways;
    }

    /** Each way in turn until the time is over, an eighth of the visits at a time. */
    private static Map<String, Measured> rounds(Map<String, Way> ways, List<Shop.Visit> visits, int seconds) {
        Map<String, Measured> measured = new LinkedHashMap<>();
        ways.keySet().forEach(name -> measured.put(name, new Measured(new ArrayList<>(), new ArrayList<>())));
        int part = visits.size() / 8;
        long end = System.nanoTime() + seconds * 1_000_000_000L;
        for (int round = 0; System.nanoTime() < end; round++) {
            int first = round % 8 * part;
            for (Map.Entry<String, Way> way : ways.entrySet()) {
                // Not measured: what the way before left in the processor's caches must not count against this one.
                decide(way.getValue(), visits.subList(first, first + part));
                long thread = Thread.currentThread().getId();
                long bytes = THREADS.getThreadAllocatedBytes(thread);
                long time = THREADS.getCurrentThreadCpuTime();
                decide(way.getValue(), visits.subList(first, first + part));
                Measured one = measured.get(way.getKey());
                one.micros().add((THREADS.getCurrentThreadCpuTime() - time) / 1_000.0 / part);
                one.bytes().add((double) (THREADS.getThreadAllocatedBytes(thread) - bytes) / part);
            }
        }
        return measured;
    }

    private static void decide(Way way, List<Shop.Visit> visits) {
        for (Shop.Visit visit : visits) {
            sink = way.decide(visit);
        }
    }

    private static void show(PrintStream out, Map<String, Measured> measured, String base) {
        double baseMicros = Measured.quartile(measured.get(base).micros());
        double baseBytes = Measured.quartile(measured.get(base).bytes());
        out.printf("%-34s %10s %8s %10s %8s%n", "a purchase, lower quartile", "µs", "× first", "bytes", "× first");
        measured.forEach((name, one) -> out.printf(
                "%-34s %10.2f %8.2f %,10.0f %8.2f%n",
                name,
                Measured.quartile(one.micros()),
                Measured.quartile(one.micros()) / baseMicros,
                Measured.quartile(one.bytes()),
                Measured.quartile(one.bytes()) / baseBytes));
    }
}
