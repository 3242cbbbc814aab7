package org.loyaltyrules.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.loyaltyrules.MembershipEngine;
import org.loyaltyrules.decision.Decision;
import org.loyaltyrules.event.Enrollment;
import org.loyaltyrules.event.Event;
import org.loyaltyrules.event.MemberEvent;

/**
 * Faults on purpose: whatever strikes, what was acknowledged is kept, and nothing is kept twice. The judge is a store in
 * memory that nothing struck. Each test counts its faults and fails where too few have struck; {@code -Pfaults} makes many
 * more of them.
 */
class FaultsTest {

    private static final boolean MANY = Boolean.getBoolean("loyalty.faults");

    @TempDir
    Path folder;

    private static void report(String fault, String counts) {
        System.out.println("FAULTS | " + fault + " | " + counts);
    }

    @ParameterizedTest
    @EnumSource
    void given_processes_that_are_killed_at_random_statements_then_no_acknowledged_event_is_lost_or_doubled(
            TestDatabase database) throws Exception {
        int kills = MANY ? database == TestDatabase.H2 ? 200 : 300 : 3;
        String url = database == TestDatabase.H2
                ? "jdbc:h2:file:" + folder.resolve("killed") + ";WRITE_DELAY=0"
                : database.emptyUrl();
        Random random = new Random(kills);
        int acknowledged = 0;
        int struck = 0;
        while (struck < kills) {
            boolean waits = random.nextBoolean();
            Process child = child(
                    "work",
                    url,
                    "" + acknowledged,
                    "" + (acknowledged + 200),
                    "" + (1 + random.nextInt(300)),
                    "" + waits);
            try (BufferedReader out = child.inputReader(StandardCharsets.UTF_8)) {
                String line = out.readLine();
                while (line != null && !line.equals("now") && !line.equals("end")) {
                    acknowledged = read(line, acknowledged);
                    line = out.readLine();
                }
                assertThat(line).as("the child's last words").isNotNull();
                if (!waits) {
                    Thread.sleep(random.nextInt(15));
                }
                child.toHandle().destroyForcibly();
                for (line = out.readLine(); line != null; line = out.readLine()) {
                    acknowledged = read(line, acknowledged);
                }
            }
            struck += child.waitFor() == 128 + 9 ? 1 : 0;
        }
        List<Event> events = FaultScene.events(acknowledged + 20, 20, false);
        try (JdbcMembershipStore store = JdbcMembershipStore.open(url);
                MembershipEngine engine = FaultScene.engine(store)) {
            for (Event event : FaultScene.accepted(events.subList(0, acknowledged))) {
                assertThat(FaultScene.send(engine, event)).as(event.id()).allMatch(Decision::replayed);
            }
            events.subList(acknowledged, events.size()).forEach(event -> FaultScene.send(engine, event));
            assertThat(FaultScene.text(store)).isEqualTo(FaultScene.textAfter(events));
        }
        report(
                "kill -9 at random statements, " + database,
                struck + " kills, " + acknowledged + " acknowledged events, 0 lost, 0 doubled");
        assertThat(struck).isGreaterThanOrEqualTo(kills);
    }

    private static int read(String line, int acknowledged) {
        return line.startsWith("ack ") ? Integer.parseInt(line.substring(4)) + 1 : acknowledged;
    }

    private static Process child(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path"),
                FaultChild.class.getName()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    @Test
    void given_connections_that_the_server_terminates_then_every_event_is_decided_once() throws Exception {
        int wanted = MANY ? 100 : 10;
        String url = TestDatabase.POSTGRESQL.emptyUrl() + "&ApplicationName=victim";
        AtomicInteger terminated = new AtomicInteger();
        AtomicBoolean done = new AtomicBoolean();
        ExecutorService terminator = Executors.newSingleThreadExecutor();
        List<Event> sent = new ArrayList<>();
        try (JdbcMembershipStore store = JdbcMembershipStore.open(url);
                MembershipEngine engine = FaultScene.engine(store)) {
            Future<?> terminating = terminator.submit(() -> {
                terminate(terminated, wanted, done);
                return null;
            });
            List<Event> events = FaultScene.events(200_000, 40, true);
            for (int from = 0; !terminating.isDone(); from += 200) {
                List<Event> part = events.subList(from, from + 200);
                inParallel(4, part, event -> FaultScene.send(engine, event));
                sent.addAll(part);
            }
            terminating.get();
            assertThat(FaultScene.text(store)).isEqualTo(FaultScene.textAfter(sent));
        } finally {
            done.set(true);
            terminator.shutdownNow();
        }
        report(
                "connections terminated by the server",
                terminated + " terminations, " + sent.size() + " events, 0 lost, 0 doubled");
        assertThat(terminated.get()).isGreaterThanOrEqualTo(wanted);
    }

    private static void terminate(AtomicInteger terminated, int wanted, AtomicBoolean done) throws Exception {
        try (Connection connection = DriverManager.getConnection(TestDatabase.serverUrl());
                Statement statement = connection.createStatement()) {
            while (terminated.get() < wanted && !done.get()) {
                Thread.sleep(60);
                try (ResultSet rows = statement.executeQuery("SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                        + " WHERE application_name = 'victim' AND state <> 'idle' ORDER BY random() LIMIT 1")) {
                    if (rows.next() && rows.getBoolean(1)) {
                        terminated.incrementAndGet();
                    }
                }
            }
        }
    }

    private interface Sending {
        void send(Event event) throws Exception;
    }

    /** Sends the events of each member in order, those of different members at once. */
    private static void inParallel(int threads, List<Event> events, Sending sending) throws Exception {
        ExecutorService workers = Executors.newFixedThreadPool(threads);
        try {
            List<Callable<Void>> tasks = new ArrayList<>();
            for (int thread = 0; thread < threads; thread++) {
                int share = thread;
                tasks.add(() -> {
                    for (Event event : events) {
                        if (Math.floorMod(((MemberEvent) event).member().hashCode(), threads) == share) {
                            sending.send(event);
                        }
                    }
                    return null;
                });
            }
            for (Future<Void> done : workers.invokeAll(tasks)) {
                done.get();
            }
        } finally {
            workers.shutdownNow();
        }
    }

    @Test
    void given_connections_that_are_cut_around_the_commit_then_every_event_is_decided_once() throws Exception {
        int wanted = MANY ? 500 : 24;
        String direct = TestDatabase.POSTGRESQL.emptyUrl();
        int port = Integer.parseInt(direct.replaceAll(".*localhost:(\\d+)/.*", "$1"));
        Random random = new Random(wanted);
        List<Event> sent = new ArrayList<>();
        AtomicInteger asReplays = new AtomicInteger();
        try (CuttingProxy proxy = new CuttingProxy(port)) {
            ConnectionPool pool = new ConnectionPool(direct.replace("localhost:" + port, "localhost:" + proxy.port()));
            AtomicInteger commits = new AtomicInteger();
            JdbcMembershipStore store =
                    new JdbcMembershipStore(WatchedConnections.of(pool, new WatchedConnections.Watcher() {
                        @Override
                        public void before(boolean commit) {
                            if (commit && commits.incrementAndGet() % 2 == 0) {
                                proxy.arm(random.nextBoolean() ? CuttingProxy.Cut.REQUEST : CuttingProxy.Cut.ANSWER);
                            }
                        }
                    }));
            try (MembershipEngine engine = FaultScene.engine(store)) {
                List<Event> events = FaultScene.events(20_000, 20, false);
                for (int i = 0; proxy.requestsCut() + proxy.answersCut() < wanted; i++) {
                    boolean replayed =
                            FaultScene.send(engine, events.get(i)).stream().anyMatch(decision -> decision.replayed());
                    asReplays.addAndGet(replayed ? 1 : 0);
                    sent.add(events.get(i));
                }
            }
            try (JdbcMembershipStore unwatched = JdbcMembershipStore.open(direct)) {
                assertThat(FaultScene.text(unwatched)).isEqualTo(FaultScene.textAfter(sent));
            }
            report(
                    "connection cut around the commit",
                    proxy.requestsCut() + " cuts before the commit arrived, " + proxy.answersCut()
                            + " before its answer arrived, " + sent.size() + " events, 0 lost, 0 doubled");
            assertThat(asReplays).hasValue(0);
            assertThat(proxy.requestsCut()).isGreaterThanOrEqualTo(wanted / 4);
            assertThat(proxy.answersCut()).isGreaterThanOrEqualTo(wanted / 4);
        }
    }

    @ParameterizedTest
    @EnumSource
    void given_deadlocks_and_serialization_failures_then_each_event_is_decided_in_ten_tries_or_fewer(
            TestDatabase database) throws Exception {
        int wanted = MANY ? 500 : 50;
        Random random = new Random(wanted);
        AtomicInteger deadlocks = new AtomicInteger();
        AtomicInteger serializations = new AtomicInteger();
        AtomicInteger tries = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        ConnectionPool pool = new ConnectionPool(database.emptyUrl());
        JdbcMembershipStore store = new JdbcMembershipStore(pool);
        JdbcMembershipStore struck =
                new JdbcMembershipStore(WatchedConnections.of(pool, new WatchedConnections.Watcher() {
                    @Override
                    public void before(boolean commit) throws SQLException {
                        if (random.nextInt(60) == 0) {
                            boolean deadlock = random.nextBoolean();
                            (deadlock ? deadlocks : serializations).incrementAndGet();
                            most.accumulateAndGet(tries.incrementAndGet() + 1, Math::max);
                            throw new SQLException("injected", deadlock ? "40P01" : "40001");
                        }
                    }
                }));
        List<Event> sent = new ArrayList<>();
        try (MembershipEngine engine = FaultScene.engine(struck)) {
            List<Event> events = FaultScene.events(20_000, 20, true);
            while (deadlocks.get() < wanted || serializations.get() < wanted) {
                Event event = events.get(sent.size());
                tries.set(0);
                // Not as a careful host: what ten tries do not resolve fails the test.
                engine.process((MemberEvent) event);
                sent.add(event);
            }
        }
        assertThat(FaultScene.text(store)).isEqualTo(FaultScene.textAfter(sent));
        report(
                "deadlocks and serialization failures, " + database,
                deadlocks + " and " + serializations + ", " + sent.size() + " events, at most " + most
                        + " tries, 0 lost, 0 doubled");
        assertThat(most.get()).isBetween(2, 10);
    }

    @Test
    void given_four_processes_that_race_for_a_budget_then_it_is_never_overspent() throws Exception {
        int rounds = MANY ? 200 : 5;
        int processes = 4;
        int threads = 16;
        String url = TestDatabase.POSTGRESQL.emptyUrl();
        try (JdbcMembershipStore store = JdbcMembershipStore.open(url);
                MembershipEngine engine = FaultScene.engine(store)) {
            for (int process = 0; process < processes; process++) {
                for (int thread = 0; thread < threads; thread++) {
                    String member = "c" + process + "-" + thread;
                    engine.process(Enrollment.of(
                            "enroll-" + member, OffsetDateTime.parse("2026-01-01T08:00:00+08:00"), member));
                }
            }
        }
        List<Process> children = new ArrayList<>();
        List<BufferedReader> outs = new ArrayList<>();
        List<BufferedWriter> ins = new ArrayList<>();
        try {
            for (int i = 0; i < processes; i++) {
                Process child = child("race", url, "c" + i + "-", "" + threads);
                children.add(child);
                outs.add(child.inputReader(StandardCharsets.UTF_8));
                ins.add(child.outputWriter(StandardCharsets.UTF_8));
            }
            for (BufferedReader out : outs) {
                assertThat(out.readLine()).isEqualTo("ready");
            }
            for (int round = 0; round < rounds; round++) {
                TestDatabase.execute(url, "UPDATE loyalty_budget SET drawn = 0, alerted = FALSE");
                for (BufferedWriter in : ins) {
                    in.write("" + round);
                    in.newLine();
                    in.flush();
                }
                long granted = 0;
                for (BufferedReader out : outs) {
                    granted += Long.parseLong(out.readLine().substring("granted ".length()));
                }
                assertThat(granted).as("round %d", round).isEqualTo(FaultScene.RACE_CAP);
                assertThat(drawn(url)).as("round %d", round).isEqualTo(FaultScene.RACE_CAP);
            }
        } finally {
            children.forEach(Process::destroyForcibly);
        }
        report(
                "budget race",
                rounds + " rounds of " + processes + " processes with " + threads
                        + " threads each, overspent by 0, nothing left over");
    }

    private static long drawn(String url) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT drawn FROM loyalty_budget WHERE code = 'RACE'")) {
            rows.next();
            return rows.getLong(1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void given_events_of_which_three_in_ten_come_twice_then_the_store_is_as_if_each_came_once(TestDatabase database)
            throws Exception {
        int count = MANY ? 100_000 : 600;
        List<Event> events = FaultScene.events(count, 500, true);
        Random random = new Random(count);
        List<Event> withDuplicates = new ArrayList<>();
        for (Event event : events) {
            withDuplicates.add(event);
            if (random.nextInt(10) < 3) {
                withDuplicates.add(
                        random.nextBoolean() ? event : withDuplicates.get(random.nextInt(withDuplicates.size())));
            }
        }
        try (JdbcMembershipStore store = JdbcMembershipStore.open(database.emptyUrl());
                MembershipEngine engine = FaultScene.engine(store)) {
            inParallel(4, withDuplicates, event -> FaultScene.send(engine, event));
            assertThat(FaultScene.text(store)).isEqualTo(FaultScene.textAfter(events));
        }
        int duplicates = withDuplicates.size() - events.size();
        report(
                "duplicates, " + database,
                duplicates + " among " + withDuplicates.size() + " events, same text as a clean run");
        assertThat(duplicates).isGreaterThan(count / 4);
    }
}
