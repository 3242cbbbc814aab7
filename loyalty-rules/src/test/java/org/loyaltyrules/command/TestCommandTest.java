package org.loyaltyrules.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TestCommandTest {

    @TempDir
    Path folder;

    private String out = "";
    private String err = "";

    @BeforeEach
    void writeProgram() throws IOException {
        write("program.json", """
                {"name": "shop", "zone": "Asia/Shanghai", "currency": "CNY", "tiers": ["BASIC"]}
                """);
        write("rules.drl", """
                rule "One point a yuan"
                when
                  Purchase()
                then
                  award.earn(1);
                end

                rule "Every day has its greeting"
                when
                  Day()
                then
                  award.message("GOOD_MORNING");
                end
                """);
    }

    private Path write(String path, String text) throws IOException {
        Path file = folder.resolve(path);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text, UTF_8);
    }

    private static String scenario(String name, int points) {
        return """
                {"name": "%s", "events": [
                  {"type": "enroll", "id": "e1", "at": "2026-01-01T09:00:00+08:00", "member": "m1"},
                  {"type": "purchase", "id": "p1", "at": "2026-01-02T09:00:00+08:00", "member": "m1", "amount": 100,
                   "expect": {"points": {"earned": %d}}}]}
                """.formatted(name, points);
    }

    private int test(String... scenarios) {
        String[] arguments = new String[scenarios.length + 2];
        arguments[0] = "test";
        arguments[1] = folder.toString();
        System.arraycopy(scenarios, 0, arguments, 2, scenarios.length);
        ByteArrayOutputStream results = new ByteArrayOutputStream();
        ByteArrayOutputStream diagnostics = new ByteArrayOutputStream();
        int exitCode = LoyaltyCommand.execute(
                new ByteArrayInputStream(new byte[0]), results, diagnostics, Watched.NOTHING, arguments);
        out = results.toString(UTF_8);
        err = diagnostics.toString(UTF_8);
        return exitCode;
    }

    @Test
    void givenNoScenarios_whenTested_thenThatIsSaidAndFine() {
        assertThat(test()).isZero();

        assertThat(out).isEqualTo(folder + " has no scenarios\n");
        assertThat(err).isEmpty();
    }

    @Test
    void givenScenariosThatPass_whenTested_thenEachHasALineInOrderOfPathAndUncoveredRulesAreListed()
            throws IOException {
        write("scenarios/b.json", scenario("Second", 100));
        write("scenarios/a.json", "[" + scenario("First", 100) + ", " + scenario("Another", 100) + "]");

        assertThat(test()).isZero();

        assertThat(out).isEqualTo("""
                ok      scenarios/a.json: First
                ok      scenarios/a.json: Another
                ok      scenarios/b.json: Second

                3 scenarios: 3 ok, 0 failed
                1 of 2 rules fired; no scenario made these fire:
                  rules.drl:8: Every day has its greeting
                """);
        assertThat(err).isEmpty();
    }

    @Test
    void givenEveryRuleFires_whenTested_thenNoRuleIsListed() throws IOException {
        write("scenarios/a.json", scenario("First", 100).replace("\"events\"", "\"daily\": true, \"events\""));

        assertThat(test()).isZero();

        assertThat(out).endsWith("1 scenario: 1 ok, 0 failed\n2 of 2 rules fired\n");
    }

    @Test
    void givenAScenarioThatFails_whenTested_thenItIsToldInFullAndTheOthersAreRun() throws IOException {
        write("scenarios/a.json", scenario("First", 99));
        write("scenarios/b.json", scenario("Second", 100));

        assertThat(test()).isEqualTo(1);

        assertThat(out).startsWith("""
                FAILED  scenarios/a.json: First
                  purchase p1 of m1 (line 3)
                    points.earned
                      expected: 99
                      actual:   100
                    Rules at this event:
                      "One point a yuan" (rules.drl:1) fired: earn 1 (100 points)
                ok      scenarios/b.json: Second

                2 scenarios: 1 ok, 1 failed
                """);
    }

    @Test
    void givenABrokenFile_whenTested_thenItsProblemsAreToldAndTheOthersAreRun() throws IOException {
        write("scenarios/a.json", "{\"name\": \"First\", \"event\": []}");
        write("scenarios/b.json", scenario("Second", 100));

        assertThat(test()).isEqualTo(1);

        assertThat(out).startsWith("""
                BROKEN  scenarios/a.json
                  scenarios/a.json:1:1: error[missing-key]: a scenario lacks the key "events"
                    {"name": "First", "event": []}
                    ^
                  scenarios/a.json:1:19: error[unknown-key]: "event" is not a key of a scenario
                    {"name": "First", "event": []}
                                      ^^^^^^^
                    did you mean 'events'?
                ok      scenarios/b.json: Second

                1 scenario: 1 ok, 0 failed; 1 file broken
                """);
    }

    @Test
    void givenAWarning_whenTested_thenItIsToldAndFine() throws IOException {
        write("scenarios/a.json", scenario("First", 100).replace("\"points\"", "\"gifts\": [], \"points\""));

        assertThat(test()).isZero();

        assertThat(out).contains("warning[empty-list]").contains("ok      scenarios/a.json: First");
    }

    @ParameterizedTest
    @ValueSource(strings = {"b", "b.json", "scenarios/b", "scenarios/b.json"})
    void givenANameOfAProgramsFile_whenTested_thenOnlyThatFileIsRun(String name) throws IOException {
        write("scenarios/a.json", scenario("First", 99));
        write("scenarios/b.json", scenario("Second", 100));

        assertThat(test(name, "b")).isZero();

        assertThat(out).startsWith("ok      scenarios/b.json: Second\n\n1 scenario: 1 ok, 0 failed\n");
    }

    @Test
    void givenAFileElsewhere_whenTested_thenItIsRunUnderTheNameGiven() throws IOException {
        Path file = write("elsewhere/x.txt", scenario("Elsewhere", 100));

        assertThat(test(file.toString())).isZero();

        assertThat(out).startsWith("ok      " + file + ": Elsewhere\n");
    }

    @Test
    void givenAnUnknownScenario_whenTested_thenTheKnownOnesAreListed() throws IOException {
        write("scenarios/a.json", scenario("First", 100));

        assertThat(test("c")).isEqualTo(2);

        assertThat(out).isEmpty();
        assertThat(err).isEqualTo("loyalty: There is no scenario file 'c'. The program has scenarios/a.json\n");
    }

    @Test
    void givenABrokenProgram_whenTested_thenItsProblemsAreDiagnostics() throws IOException {
        write("program.json", "{}");

        assertThat(test()).isEqualTo(1);

        assertThat(out).isEmpty();
        assertThat(err).contains("program.json:1:1: error[missing-key]");
    }
}
