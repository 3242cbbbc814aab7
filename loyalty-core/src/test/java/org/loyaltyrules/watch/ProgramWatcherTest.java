package org.loyaltyrules.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.loyaltyrules.LoyaltyProgram;
import org.loyaltyrules.MembershipEngine;
import org.loyaltyrules.event.Enrollment;
import org.loyaltyrules.rules.RuleSafety;
import org.loyaltyrules.watch.ReloadAttempt.Outcome;

@Timeout(value = 120, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ProgramWatcherTest {

    private static final String SCENARIO = """
            {"name": "A point a yuan",
             "events": [
              {"type": "enroll", "id": "e1", "at": "2026-03-01T09:00:00+08:00", "member": "m1"},
              {"type": "purchase", "id": "p1", "at": "2026-03-02T09:00:00+08:00", "member": "m1", "amount": 10,
               "expect": {"points": {"earned": 10}}}]}
            """;

    @TempDir
    private Path temp;

    private Path folder;
    private MembershipEngine engine;
    private ProgramWatcher watcher;
    private final BlockingQueue<ReloadAttempt> attempts = new LinkedBlockingQueue<>();

    @BeforeEach
    void begin() throws IOException {
        folder = temp.resolve("program");
        write(folder, "1", "1");
    }

    @AfterEach
    void end() {
        if (watcher != null) {
            watcher.close();
        }
        if (engine != null) {
            engine.close();
        }
    }

    private static void write(Path folder, String version, String rate) throws IOException {
        Files.createDirectories(folder.resolve("scenarios"));
        Files.writeString(folder.resolve("program.json"), catalog(version));
        Files.writeString(folder.resolve("points.drl"), rule(rate));
        Files.writeString(folder.resolve("scenarios/points.json"), SCENARIO);
    }

    private static String catalog(String version) {
        return """
                {"name": "watched", "version": "%s", "zone": "Asia/Shanghai", "currency": "CNY", "tiers": ["BASIC"]}
                """.formatted(version);
    }

    private static String rule(String rate) {
        return "rule \"Points\"\nwhen\n  Purchase()\nthen\n  award.earn(" + rate + ");\nend\n";
    }

    /** Puts a file in its place at once, so that nobody can see half of it. */
    private void put(Path file, String text) throws IOException {
        Path whole = Files.writeString(temp.resolve("whole"), text);
        Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private void watch() throws IOException {
        engine = MembershipEngine.builder().program(LoyaltyProgram.load(folder)).build();
        watcher = ProgramWatcher.of(engine, folder)
                .settleTime(Duration.ofMillis(60))
                .onAttempt(attempt -> {
                    throw new IllegalStateException("of a listener");
                })
                .onAttempt(attempts::add)
                .start();
    }

    private ReloadAttempt next() throws InterruptedException {
        return attempts.take();
    }

    @Test
    void given_a_new_version_when_the_folder_is_still_then_the_engine_decides_by_it() throws Exception {
        watch();

        put(folder.resolve("program.json"), catalog("2"));

        assertThat(next().outcome()).isEqualTo(Outcome.RELOADED);
        assertThat(engine.program().id()).isEqualTo("watched@2");
    }

    @Test
    void given_a_folder_that_changed_before_it_was_watched_when_watching_begins_then_the_change_is_taken()
            throws Exception {
        LoyaltyProgram old = LoyaltyProgram.load(folder);
        put(folder.resolve("program.json"), catalog("2"));
        engine = MembershipEngine.builder().program(old).build();

        watcher = ProgramWatcher.of(engine, folder)
                .settleTime(Duration.ofMillis(20))
                .onAttempt(attempts::add)
                .start();

        assertThat(next().outcome()).isEqualTo(Outcome.RELOADED);
        assertThat(engine.program().id()).isEqualTo("watched@2");
    }

    @Test
    void given_a_mistake_when_the_folder_is_still_then_the_good_program_stays_and_the_problem_is_told()
            throws Exception {
        watch();

        put(folder.resolve("points.drl"), rule("1").replace("Purchase()", "Purchase( amonut > 1 )"));

        ReloadAttempt attempt = next();
        assertThat(attempt.outcome()).isEqualTo(Outcome.BROKEN);
        assertThat(attempt.describe())
                .startsWith("not reloaded: the program has errors\npoints.drl:3:13: error[unknown-property]: ");
        assertThat(engine.program().id()).isEqualTo("watched@1");

        put(folder.resolve("points.drl"), rule("1"));
        put(folder.resolve("program.json"), catalog("3"));
        assertThat(next().outcome()).isEqualTo(Outcome.RELOADED);
        assertThat(engine.program().id()).isEqualTo("watched@3");
    }

    @Test
    void given_rules_beyond_safe_drl_when_the_watcher_trusts_them_then_they_are_taken() throws Exception {
        engine = MembershipEngine.builder().program(LoyaltyProgram.load(folder)).build();
        watcher = ProgramWatcher.of(engine, folder)
                .safety(RuleSafety.TRUSTED)
                .settleTime(Duration.ofMillis(60))
                .onAttempt(attempts::add)
                .start();

        put(folder.resolve("points.drl"), rule("1").replace("award", "int one = 1; award"));

        assertThat(next().outcome()).isEqualTo(Outcome.RELOADED);
    }

    @Test
    void given_a_scenario_that_fails_when_the_folder_is_still_then_the_good_program_stays_until_it_passes()
            throws Exception {
        watch();

        put(folder.resolve("points.drl"), rule("2"));

        ReloadAttempt attempt = next();
        assertThat(attempt.outcome()).isEqualTo(Outcome.SCENARIO_FAILED);
        assertThat(attempt.describe())
                .contains("scenarios/points.json: A point a yuan", "expected: 10", "actual:   20");
        assertThat(engine.program().digest())
                .isNotEqualTo(LoyaltyProgram.load(folder).digest());

        put(folder.resolve("scenarios/points.json"), SCENARIO.replace("\"earned\": 10", "\"earned\": 20"));
        assertThat(next().outcome()).isEqualTo(Outcome.RELOADED);
        assertThat(engine.program().digest())
                .isEqualTo(LoyaltyProgram.load(folder).digest());
    }

    @Test
    void given_a_scenario_file_that_cannot_be_read_when_the_folder_is_still_then_the_good_program_stays()
            throws Exception {
        put(folder.resolve("scenarios/points.json"), "{\"name\": ");
        watch();

        put(folder.resolve("program.json"), catalog("2"));

        ReloadAttempt attempt = next();
        assertThat(attempt.outcome()).isEqualTo(Outcome.BROKEN);
        assertThat(attempt.problems().get(0).file()).isEqualTo("scenarios/points.json");
        assertThat(engine.program().id()).isEqualTo("watched@1");
    }

    @Test
    void given_a_program_of_another_currency_when_the_folder_is_still_then_it_is_told_why_it_may_not_take_over()
            throws Exception {
        watch();

        put(folder.resolve("program.json"), catalog("2").replace("CNY", "EUR"));

        ReloadAttempt attempt = next();
        assertThat(attempt.outcome()).isEqualTo(Outcome.INCOMPATIBLE);
        assertThat(attempt.problems().get(0).code()).isEqualTo("reload-currency");
        assertThat(engine.program().id()).isEqualTo("watched@1");
    }

    @Test
    void given_a_file_written_bit_by_bit_when_it_is_whole_then_only_the_whole_is_judged() throws Exception {
        String text = catalog("2");
        watch();

        for (int end = 0; end <= text.length(); end += 4) {
            Files.writeString(folder.resolve("program.json"), text.substring(0, end));
        }
        Files.writeString(folder.resolve("program.json"), text);

        // A machine that pauses for longer than the settle time between two of these writes may judge a part, and says
        // so.
        ReloadAttempt attempt = next();
        while (!attempt.reloaded()) {
            assertThat(attempt.outcome()).isEqualTo(Outcome.BROKEN);
            attempt = next();
        }
        assertThat(engine.program().id()).isEqualTo("watched@2");
    }

    @Test
    void given_a_folder_put_in_the_place_of_another_when_it_is_still_then_its_program_is_taken() throws Exception {
        watch();
        Path other = temp.resolve("next");
        write(other, "2", "1");

        Files.move(folder, temp.resolve("previous"));
        Files.move(other, folder);

        ReloadAttempt attempt = next();
        while (!attempt.reloaded()) {
            attempt = next();
        }
        assertThat(engine.program().id()).isEqualTo("watched@2");

        put(folder.resolve("program.json"), catalog("3"));
        assertThat(next().outcome()).isEqualTo(Outcome.RELOADED);
        assertThat(engine.program().id()).isEqualTo("watched@3");
    }

    /** Each file is a link through ..data, itself a link that is switched by a rename. */
    @Test
    void given_a_mounted_configuration_when_its_data_link_is_switched_then_the_new_program_is_taken() throws Exception {
        Path mount = Files.createDirectories(temp.resolve("mount"));
        write(mount.resolve("..2026_01"), "1", "1");
        Files.createSymbolicLink(mount.resolve("..data"), Path.of("..2026_01"));
        for (String name : new String[] {"program.json", "points.drl", "scenarios"}) {
            Files.createSymbolicLink(mount.resolve(name), Path.of("..data", name));
        }
        folder = mount;
        watch();

        for (int version = 2; version <= 3; version++) {
            write(mount.resolve("..2026_0" + version), String.valueOf(version), "1");
            Files.createSymbolicLink(mount.resolve("..data_tmp"), Path.of("..2026_0" + version));
            Files.move(mount.resolve("..data_tmp"), mount.resolve("..data"), StandardCopyOption.ATOMIC_MOVE);

            assertThat(next().outcome()).isEqualTo(Outcome.RELOADED);
            assertThat(engine.program().id()).isEqualTo("watched@" + version);
        }
    }

    @Test
    void given_the_folder_itself_is_a_link_when_it_is_switched_then_the_new_program_is_taken() throws Exception {
        write(temp.resolve("releases/2"), "2", "1");
        Path current = temp.resolve("current");
        Files.createSymbolicLink(current, folder);
        folder = current;
        watch();

        Files.createSymbolicLink(temp.resolve("current_tmp"), temp.resolve("releases/2"));
        Files.move(temp.resolve("current_tmp"), current, StandardCopyOption.ATOMIC_MOVE);

        assertThat(next().outcome()).isEqualTo(Outcome.RELOADED);
        assertThat(engine.program().id()).isEqualTo("watched@2");
    }

    @Test
    void given_a_rule_file_in_a_new_folder_when_it_changes_then_each_change_is_taken() throws Exception {
        watch();
        Files.createDirectories(folder.resolve("more"));
        String rule = rule("0").replace("Points", "More");

        put(folder.resolve("more/more.drl"), rule);
        assertThat(next().outcome()).isEqualTo(Outcome.RELOADED);
        assertThat(engine.program().rules()).hasSize(2);

        Files.delete(folder.resolve("more/more.drl"));
        assertThat(next().outcome()).isEqualTo(Outcome.RELOADED);
        assertThat(engine.program().rules()).hasSize(1);
    }

    @Test
    void given_a_file_written_again_with_the_same_text_when_something_else_changes_then_only_that_is_an_attempt()
            throws Exception {
        watch();

        put(folder.resolve("points.drl"), rule("1"));
        put(folder.resolve("notes.txt"), "nothing to do with the program");
        Thread.sleep(300);
        put(folder.resolve("program.json"), catalog("2"));

        assertThat(next().program().id()).isEqualTo("watched@2");
        assertThat(attempts).isEmpty();
    }

    @Test
    void given_a_closed_watcher_when_the_folder_changes_then_the_program_stays_and_no_thread_is_left()
            throws Exception {
        watch();
        watcher.close();
        watcher.close();

        put(folder.resolve("program.json"), catalog("2"));

        assertThat(Thread.getAllStackTraces().keySet().stream().map(Thread::getName))
                .doesNotContain("loyalty-program-watcher");
        assertThat(engine.program().id()).isEqualTo("watched@1");
        assertThat(engine.process(Enrollment.of("e1", OffsetDateTime.parse("2026-03-01T09:00:00+08:00"), "m1"))
                        .accepted())
                .isTrue();
    }

    @Test
    void given_no_time_to_settle_when_a_watcher_is_set_up_then_that_is_refused() throws IOException {
        engine = MembershipEngine.builder().program(LoyaltyProgram.load(folder)).build();
        assertThatThrownBy(() -> ProgramWatcher.of(engine, folder).settleTime(Duration.ZERO))
                .hasMessage("the settle time must be at least a millisecond, and is PT0S");
    }
}
