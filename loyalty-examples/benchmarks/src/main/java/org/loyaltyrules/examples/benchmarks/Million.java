package org.loyaltyrules.examples.benchmarks;

import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.management.JMException;
import javax.management.ObjectName;
import org.loyaltyrules.MembershipEngine;
import org.loyaltyrules.event.Enrollment;
import org.loyaltyrules.event.Purchase;

/** How much memory members take: enrolls many, lets each buy ten times, and counts what lives on the heap. */
public final class Million {

    private static final int PURCHASES = 10;
    private static final int SHOWN = 25;

    private Million() {}

    /**
     * Runs the program.
     *
     * @param arguments how many members, 20,000 where that is not said; a million needs a heap of 19 GB
     */
    public static void main(String[] arguments) throws JMException {
        int members = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 20_000;
        PrintStream out = System.out;
        try (MembershipEngine engine =
                MembershipEngine.builder().program(Programs.program(0)).build()) {
            Map<String, long[]> empty = histogram();
            fill(engine, members);
            Map<String, long[]> full = histogram();
            show(out, members, empty, full);
        }
    }

    private static void fill(MembershipEngine engine, int members) {
        OffsetDateTime start = LocalDate.of(2026, 1, 1).atTime(12, 0).atOffset(ZoneOffset.ofHours(8));
        for (int i = 0; i < members; i++) {
            engine.process(Enrollment.of("e" + i, start.plusSeconds(i % 3_600), "m" + i));
        }
        for (int round = 1; round <= PURCHASES; round++) {
            for (int i = 0; i < members; i++) {
                String amount = (20 + i * 7L % 200) + ".50";
                engine.process(Purchase.of(
                        "p" + i + "-" + round, start.plusDays(17L * round).plusSeconds(i % 3_600), "m" + i, amount));
            }
        }
    }

    /** Live objects and their bytes by class, after a collection. */
    private static Map<String, long[]> histogram() throws JMException {
        String text = (String) ManagementFactory.getPlatformMBeanServer()
                .invoke(
                        new ObjectName("com.sun.management:type=DiagnosticCommand"),
                        "gcClassHistogram",
                        new Object[] {new String[0]},
                        new String[] {String[].class.getName()});
        Map<String, long[]> classes = new TreeMap<>();
        for (String line : text.split("\n")) {
            String[] columns = line.strip().split("\\s+");
            if (columns.length >= 4 && columns[0].endsWith(":")) {
                classes.put(columns[3], new long[] {Long.parseLong(columns[1]), Long.parseLong(columns[2])});
            }
        }
        return classes;
    }

    private static void show(PrintStream out, int members, Map<String, long[]> empty, Map<String, long[]> full) {
        long total = 0;
        List<Map.Entry<String, long[]>> grown = new ArrayList<>();
        for (Map.Entry<String, long[]> entry : full.entrySet()) {
            long[] before = empty.getOrDefault(entry.getKey(), new long[2]);
            long[] more = {entry.getValue()[0] - before[0], entry.getValue()[1] - before[1]};
            total += more[1];
            grown.add(Map.entry(entry.getKey(), more));
        }
        grown.sort((one, other) -> Long.compare(other.getValue()[1], one.getValue()[1]));
        out.printf("%,d members with %d purchases each: %,d bytes a member%n", members, PURCHASES, total / members);
        out.printf("%10s %10s  %s%n", "objects", "bytes", "a member, by class");
        for (Map.Entry<String, long[]> entry : grown.subList(0, Math.min(SHOWN, grown.size()))) {
            out.printf(
                    "%10.1f %10.1f  %s%n",
                    (double) entry.getValue()[0] / members, (double) entry.getValue()[1] / members, entry.getKey());
        }
    }
}
