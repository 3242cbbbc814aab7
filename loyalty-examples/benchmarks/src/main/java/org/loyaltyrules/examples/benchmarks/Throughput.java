package org.loyaltyrules.examples.benchmarks;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.loyaltyrules.MembershipEngine;
import org.loyaltyrules.decision.Decision;
import org.loyaltyrules.event.Enrollment;
import org.loyaltyrules.event.Purchase;
import org.loyaltyrules.store.InMemoryMembershipStore;
import org.loyaltyrules.store.MembershipStore;
import org.loyaltyrules.store.jdbc.JdbcMembershipStore;

/**
 * How many purchases a second an engine decides and keeps, with several clients at once that each wait for their answer: in
 * memory, or in a database. Each purchase is of a random member of 2,000, under {@code mobile-commerce}.
 */
public final class Throughput {

    private static final int MEMBERS = 2_000;
    private static final OffsetDateTime START =
            LocalDate.of(2026, 1, 1).atTime(9, 0).atOffset(ZoneOffset.ofHours(8));

    private final MembershipEngine engine;
    private final String run = UUID.randomUUID().toString().substring(0, 8);

    private Throughput(MembershipEngine engine) {
        this.engine = engine;
    }

    /**
     * Runs the program.
     *
     * @param arguments {@code memory} or the JDBC URL of an empty database; then clients, 4 where that is not said; then
     *     seconds to measure, after half as many to warm up, 20 where that is not said
     */
    public static void main(String[] arguments) throws InterruptedException, ExecutionException {
        if (arguments.length == 0) {
            throw new IllegalArgumentException("expected 'memory' or a JDBC URL");
        }
        int clients = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 4;
        int seconds = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 20;
        if (arguments[0].equals("memory")) {
            measure(new InMemoryMembershipStore(), clients, seconds);
        } else {
            try (JdbcMembershipStore store = JdbcMembershipStore.open(arguments[0])) {
                measure(store, clients, seconds);
            }
        }
    }

    private static void measure(MembershipStore store, int clients, int seconds)
            throws InterruptedException, ExecutionException {
        try (MembershipEngine engine = MembershipEngine.builder()
                .program(Programs.program(0))
                .store(store)
                .build()) {
            Throughput throughput = new Throughput(engine);
            throughput.enroll();
            throughput.purchases(clients, seconds / 2.0, "warm");
            long decided = throughput.purchases(clients, seconds, "measured");
            System.out.printf("%d clients: %,d purchases a second%n", clients, decided / seconds);
        }
    }

    private void enroll() {
        for (int i = 0; i < MEMBERS; i++) {
            engine.process(Enrollment.of("e" + i + "-" + run, START, member(i)));
        }
    }

    private String member(int number) {
        return "m" + number + "-" + run;
    }

    /** How many purchases all clients made until the time was over. */
    private long purchases(int clients, double seconds, String phase) throws InterruptedException, ExecutionException {
        long end = System.nanoTime() + (long) (seconds * 1e9);
        ExecutorService threads = Executors.newFixedThreadPool(clients);
        try {
            List<Future<Long>> counts = new ArrayList<>();
            for (int client = 0; client < clients; client++) {
                int number = client;
                counts.add(threads.submit(() -> purchasesOf(number, end, phase)));
            }
            long sum = 0;
            for (Future<Long> count : counts) {
                sum += count.get();
            }
            return sum;
        } finally {
            threads.shutdownNow();
        }
    }

    private long purchasesOf(int client, long end, String phase) {
        SplittableRandom random = new SplittableRandom(client);
        long count = 0;
        for (; System.nanoTime() < end; count++) {
            String id = "p" + client + "-" + count + "-" + phase + "-" + run;
            BigDecimal amount = BigDecimal.valueOf(500 + random.nextInt(20_000), 2);
            Decision decision = engine.process(Purchase.of(
                    id, START.plusMinutes(count), member(random.nextInt(MEMBERS)), List.of(Purchase.Line.of(amount))));
            if (!decision.accepted()) {
                throw new IllegalStateException("refused: " + decision.reason());
            }
        }
        return count;
    }
}
