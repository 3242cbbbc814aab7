package org.loyaltyrules.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command as one jar with all its libraries in it, in a JVM of its own. */
class CommandJarIT {

    @Test
    void given_the_jar_alone_when_a_bundled_program_is_checked_then_drools_reads_its_rules() throws Exception {
        assertThat(run("check", "mobile-commerce")).contains("mobile-commerce: 0 errors");
    }

    @Test
    void given_the_jar_alone_when_events_are_run_then_the_decisions_are_those_of_the_library() throws Exception {
        Path events = Files.createTempFile("events", ".jsonl");
        try {
            Files.writeString(events, """
                    {"id":"e1","type":"enroll","at":"2026-03-01T10:00:00+08:00","member":"m1"}
                    {"id":"p1","type":"purchase","at":"2026-03-02T10:00:00+08:00","member":"m1","amount":100}
                    """);
            String fromJar = run("run", "mobile-commerce", events.toString());
            assertThat(fromJar.lines()).hasSize(2);
            assertThat(fromJar).contains("\"earned\":70").contains("\"code\":\"FIRST10-p1-1\"");
        } finally {
            Files.delete(events);
        }
    }

    @Test
    void given_the_jar_alone_when_a_bundled_program_is_tested_then_its_scenarios_are_found_in_the_jar()
            throws Exception {
        assertThat(run("test", "starter"))
                .contains("ok      scenarios/welcome.json: ")
                .contains(" 0 failed");
    }

    @Test
    void given_the_jar_alone_when_a_program_is_started_then_its_scenarios_pass(@TempDir Path folder) throws Exception {
        String program = folder.resolve("my-shop").toString();

        assertThat(run("new", program)).contains("program.json", "tiers.drl");
        assertThat(run("check", program)).contains(": 0 errors, 0 warnings");
        assertThat(run("test", program)).contains("ok      scenarios/").contains(" 0 failed");
    }

    @Test
    void given_the_jar_alone_when_two_runs_share_a_database_then_the_second_knows_the_members_of_the_first(
            @TempDir Path folder) throws Exception {
        String store = "jdbc:h2:file:" + folder.resolve("loyalty").toAbsolutePath();
        Path first = Files.writeString(folder.resolve("first.jsonl"), """
                {"id":"e1","type":"enroll","at":"2026-03-01T10:00:00+08:00","member":"m1"}
                """);
        Path second = Files.writeString(folder.resolve("second.jsonl"), """
                {"id":"p1","type":"purchase","at":"2026-03-02T10:00:00+08:00","member":"m1","amount":100}
                """);

        run("run", "mobile-commerce", first.toString(), "--store", store);

        assertThat(run("run", "mobile-commerce", second.toString(), "--store", store))
                .contains("\"earned\":70");
        assertThat(run("run", "mobile-commerce", second.toString(), "--store", store))
                .contains("\"replayed\":true");
    }

    private static String run(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-jar", jar()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(output).isZero();
        return output;
    }

    private static String jar() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("target"))) {
            return files.map(Path::toString)
                    .filter(file -> file.endsWith("-cli.jar"))
                    .findFirst()
                    .orElseThrow();
        }
    }
}
