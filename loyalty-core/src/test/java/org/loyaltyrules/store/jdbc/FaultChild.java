package org.loyaltyrules.store.jdbc;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.loyaltyrules.MembershipEngine;
import org.loyaltyrules.event.Action;
import org.loyaltyrules.event.Event;

/** A process that works until it is killed, or that races others; it speaks to its parent by lines. */
public final class FaultChild {

    private FaultChild() {}

    public static void main(String[] arguments) throws Exception {
        if (arguments[0].equals("work")) {
            work(
                    arguments[1],
                    Integer.parseInt(arguments[2]),
                    Integer.parseInt(arguments[3]),
                    Integer.parseInt(arguments[4]),
                    Boolean.parseBoolean(arguments[5]));
        } else {
            race(arguments[1], arguments[2], Integer.parseInt(arguments[3]));
        }
    }

    private static void say(String line) {
        System.out.println(line);
        System.out.flush();
    }

    /**
     * Sends events and says {@code ack} after each; says {@code now} at a statement, counted from the first event on, and
     * then waits there to be killed, or goes on working.
     */
    private static void work(String url, int first, int last, int deadline, boolean waits) {
        AtomicInteger statements = new AtomicInteger();
        WatchedConnections.Watcher watcher = new WatchedConnections.Watcher() {
            private void reached() throws SQLException {
                if (statements.incrementAndGet() == deadline) {
                    say("now");
                    if (waits) {
                        try {
                            Thread.sleep(60_000);
                        } catch (InterruptedException e) {
                            throw new SQLException(e);
                        }
                    }
                }
            }

            @Override
            public void before(boolean commit) throws SQLException {
                if (deadline % 2 == 0) {
                    reached();
                }
            }

            @Override
            public void after(boolean commit) throws SQLException {
                if (deadline % 2 == 1) {
                    reached();
                }
            }
        };
        JdbcMembershipStore store = new JdbcMembershipStore(new ConnectionPool(url));
        statements.set(0);
        JdbcMembershipStore watched = new JdbcMembershipStore(WatchedConnections.of(new ConnectionPool(url), watcher));
        List<Event> events = FaultScene.events(last, 20, false);
        statements.set(0);
        try (store;
                MembershipEngine engine = FaultScene.engine(watched.withPartsOf(6))) {
            for (int i = first; i < last; i++) {
                FaultScene.send(engine, events.get(i));
                say("ack " + i);
            }
        }
        say("end");
    }

    /** On each line of its input, lets its threads draw on the budget once each. */
    private static void race(String url, String name, int threads) throws Exception {
        ExecutorService workers = Executors.newFixedThreadPool(threads);
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        try (JdbcMembershipStore store = JdbcMembershipStore.open(url);
                MembershipEngine engine = FaultScene.engine(store)) {
            say("ready");
            for (String round = in.readLine(); round != null; round = in.readLine()) {
                List<Callable<Long>> draws = new ArrayList<>();
                for (int i = 0; i < threads; i++) {
                    String member = name + i;
                    Action action = Action.of(
                            "race-" + round + "-" + member,
                            OffsetDateTime.parse("2026-01-02T08:00:00+08:00"),
                            member,
                            "RACE");
                    draws.add(() ->
                            FaultScene.send(engine, action).get(0).points().earned() - 3);
                }
                long granted = 0;
                for (Future<Long> draw : workers.invokeAll(draws)) {
                    granted += draw.get();
                }
                say("granted " + granted);
            }
        } finally {
            workers.shutdownNow();
        }
    }
}
