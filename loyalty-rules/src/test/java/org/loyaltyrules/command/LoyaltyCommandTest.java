package org.loyaltyrules.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LoyaltyCommandTest {

    private static final Pattern EVENT = Pattern.compile("^\\{\"event\":\"([^\"]*)\"", Pattern.MULTILINE);

    @TempDir
    Path folder;

    private String in = "";
    private String out = "";
    private String err = "";
    private Path program;

    @BeforeEach
    void writeProgram() throws IOException {
        program = folder.resolve("shop");
        Files.createDirectories(program);
        write("shop/program.json", """
                {"name": "shop", "zone": "Asia/Shanghai", "currency": "CNY", "tiers": ["BASIC"]}
                """);
        write("shop/rules.drl", """
                rule "Every day has its greeting"
                when
                  Day()
                then
                  award.message("GOOD_MORNING");
                end
                """);
    }

    private String write(String path, String text) throws IOException {
        Path file = folder.resolve(path);
        Files.writeString(file, text, UTF_8);
        return file.toString();
    }

    private int execute(String... arguments) {
        ByteArrayOutputStream results = new ByteArrayOutputStream();
        ByteArrayOutputStream diagnostics = new ByteArrayOutputStream();
        int exitCode = LoyaltyCommand.execute(
                new ByteArrayInputStream(in.getBytes(UTF_8)), results, diagnostics, Watched.NOTHING, arguments);
        out = results.toString(UTF_8);
        err = diagnostics.toString(UTF_8);
        return exitCode;
    }

    /** The ids of the decided events, in order. */
    private List<String> decided() {
        return EVENT.matcher(out).results().map(match -> match.group(1)).toList();
    }

    private static String enroll(String id, String at, String member) {
        return "{\"type\":\"enroll\",\"id\":\"" + id + "\",\"at\":\"" + at + "\",\"member\":\"" + member + "\"}\n";
    }

    private static String purchase(String id, String at, String amount) {
        return "{\"type\":\"purchase\",\"id\":\"" + id + "\",\"at\":\"" + at + "\",\"member\":\"m1\",\"amount\":"
                + amount + "}\n";
    }

    private static final String ENROLLED = enroll("e1", "2026-01-01T09:00:00+08:00", "m1");

    @Test
    void givenAGoodProgram_whenChecked_thenNothingIsSaidOnStandardOutput() {
        assertThat(execute("check", program.toString())).isZero();

        assertThat(out).isEmpty();
        assertThat(err).isEqualTo(program + ": 0 errors, 0 warnings\n");
    }

    @Test
    void givenABrokenCatalog_whenChecked_thenEveryProblemIsShown() throws IOException {
        write("shop/program.json", "{\"name\": \"shop\", \"zone\": \"Mars\", \"currency\": \"CNY\"}");

        assertThat(execute("check", program.toString())).isEqualTo(1);

        assertThat(out).isEqualTo("""
                        program.json:1:1: error[missing-key]: the program lacks the key "tiers"
                          {"name": "shop", "zone": "Mars", "currency": "CNY"}
                          ^
                        program.json:1:26: error[wrong-value]: "zone" must be an IANA time zone such as "Asia/Shanghai", but is "Mars"
                          {"name": "shop", "zone": "Mars", "currency": "CNY"}
                                                   ^^^^^^
                        """);
        assertThat(err).isEqualTo(program + ": 2 errors, 0 warnings\n");
    }

    @Test
    void givenAGoodProgram_whenCheckedAsJson_thenTheListIsEmpty() {
        assertThat(execute("check", "--format", "json", program.toString())).isZero();

        assertThat(out).isEqualTo("[]\n");
        assertThat(err).isEqualTo(program + ": 0 errors, 0 warnings\n");
    }

    @Test
    void givenErrorsOrWarnings_whenCheckedAsJson_thenTheListHasThemAndTheExitCodeIsThatOfTheText() throws IOException {
        write("shop/rules.drl", "rule \"A\" when Purchase( amout > 5 ) then end\n");

        assertThat(execute("check", program.toString(), "--format=json")).isEqualTo(1);
        assertThat(out)
                .isEqualTo("[{\"severity\":\"error\",\"code\":\"unknown-property\",\"file\":\"rules.drl\",\"line\":1,"
                        + "\"column\":25,\"length\":5,\"message\":\"Purchase has no property 'amout'\","
                        + "\"hint\":\"did you mean 'amount'?\"}]\n");

        write("shop/rules.drl", "rule \"A\" when Purchase( amount > 5 ) then end\n");

        assertThat(execute("check", program.toString(), "--format=json")).isZero();
        assertThat(out).startsWith("[{\"severity\":\"warning\",\"code\":\"empty-consequence\"");
        assertThat(err).isEqualTo(program + ": 0 errors, 1 warning\n");
    }

    @Test
    void givenAnUnknownFormat_whenChecked_thenItIsWrongUsage() {
        assertThat(execute("check", "--format", "xml", program.toString())).isEqualTo(2);
        assertThat(out).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"run", "members"})
    void givenABrokenProgram_whenRun_thenTheProblemsAreDiagnostics(String command) throws IOException {
        write("shop/program.json", "{}");

        assertThat(execute(command, program.toString(), "-")).isEqualTo(1);

        assertThat(out).isEmpty();
        assertThat(err).contains("program.json:1:1: error[missing-key]");
    }

    @Test
    void givenAnUnknownProgram_whenRun_thenTheBundledOnesAreListed() {
        assertThat(execute("run", "no-such-program", "-")).isEqualTo(2);

        assertThat(out).isEmpty();
        assertThat(err)
                .isEqualTo("loyalty: There is no folder and no bundled program 'no-such-program'. Bundled programs: "
                        + "lifecycle, membership-card, mobile-commerce, starter\n");
    }

    @Test
    void givenAMisspelledProgram_whenRun_thenTheOneThatWasMeantIsNamed() {
        assertThat(execute("run", "startr", "-")).isEqualTo(2);

        assertThat(err)
                .startsWith(
                        "loyalty: There is no folder and no bundled program 'startr'; did you mean 'starter'? Bundled");
    }

    @Test
    void givenAMisspelledCommand_whenCalled_thenTheOneThatWasMeantIsNamed() {
        assertThat(execute("tset", "starter")).isEqualTo(2);

        assertThat(out).isEmpty();
        assertThat(err).isEqualTo("loyalty: There is no command 'tset'; did you mean 'test'?\n");
    }

    @Test
    void givenAnUnknownCommand_whenCalled_thenTheKnownOnesAreListed() {
        assertThat(execute("frobnicate")).isEqualTo(2);

        assertThat(out).isEmpty();
        assertThat(err)
                .isEqualTo(
                        "loyalty: There is no command 'frobnicate'. Commands: check, run, members, preview, explain, near,"
                                + " test, terms, new\n");
    }

    @Test
    void givenAnArgumentTooMany_whenCalled_thenItIsNotTakenForACommand() {
        assertThat(execute("check", "starter", "tset")).isEqualTo(2);
        assertThat(err).contains("Unmatched argument").doesNotContain("There is no command");

        assertThat(execute("--tset")).isEqualTo(2);
        assertThat(err).contains("--tset").doesNotContain("There is no command");
    }

    @Test
    void givenEvents_whenRun_thenEachGetsALine() throws IOException {
        String events = write("events.jsonl", ENROLLED + "\n" + purchase("p1", "2026-01-03T09:00:00+08:00", "5.00"));

        assertThat(execute("run", program.toString(), events)).isZero();

        assertThat(out.lines()).hasSize(2);
        assertThat(decided()).containsExactly("e1", "p1");
        assertThat(err).isEmpty();
    }

    @Test
    void givenStandardInput_whenRunTwice_thenTheBytesAreTheSame() {
        in = enroll("e1", "2026-01-01T09:00:00+08:00", "会员");
        assertThat(execute("run", program.toString(), "-")).isZero();
        String first = out;
        assertThat(execute("run", program.toString(), "-")).isZero();

        assertThat(out).isEqualTo(first).contains("会员").endsWith("}\n");
    }

    @Test
    void givenMalformedEvents_whenRun_thenErrorsStandInTheirPlaceAndTheRunGoesOn() {
        in = ENROLLED + "\nnot JSON\n"
                + purchase("p1", "2026-01-02T09:00:00+08:00", "\"5\"")
                + purchase("p2", "2026-01-02T09:00:00+08:00", "5");

        assertThat(execute("run", program.toString(), "-")).isEqualTo(1);

        assertThat(out.lines().toList().get(1))
                .startsWith("{\"error\":{\"line\":3,\"path\":\"\",\"message\":\"is not valid JSON at line 1, column ")
                .endsWith("\"code\":\"MALFORMED\"}}");
        assertThat(out.lines().toList().get(2))
                .isEqualTo("{\"error\":{\"line\":4,\"path\":\"amount\",\"message\":\"must be a number, not a text\","
                        + "\"code\":\"MALFORMED\"}}");
        assertThat(decided()).containsExactly("e1", "p2");
    }

    @Test
    void givenAnIdUsedTwice_whenRun_thenItIsAConflictUnlessTheContentIsTheSame() {
        in = ENROLLED
                + purchase("p1", "2026-01-02T09:00:00+08:00", "5")
                + purchase("p1", "2026-01-02T09:00:00+08:00", "5.00")
                + purchase("p1", "2026-01-02T09:00:00+08:00", "6");

        assertThat(execute("run", program.toString(), "-")).isEqualTo(1);

        assertThat(out.lines().toList().get(2)).contains("\"replayed\":true");
        assertThat(out.lines().toList().get(3))
                .startsWith("{\"error\":{\"line\":4,\"path\":\"\",")
                .contains("\"code\":\"CONFLICT\"");
    }

    @Test
    void givenDaily_whenRun_thenEachDayBeginsBeforeItsFirstEvent() {
        in = ENROLLED
                + purchase("p1", "2026-01-03T00:00:00+08:00", "5")
                + purchase("late", "2026-01-01T23:59:59+08:00", "5")
                + purchase("p2", "2026-01-03T23:59:59+08:00", "5")
                // Already 4 January in the program's zone.
                + purchase("p3", "2026-01-03T16:00:00Z", "5");

        assertThat(execute("run", program.toString(), "-", "--daily", "--until", "2026-01-05"))
                .isZero();

        assertThat(decided())
                .containsExactly(
                        "e1",
                        "day-2026-01-02",
                        "day-2026-01-03",
                        "p1",
                        "late",
                        "p2",
                        "day-2026-01-04",
                        "p3",
                        "day-2026-01-05");
        assertThat(out)
                .contains("\"event\":\"day-2026-01-02\",\"type\":\"day\",\"member\":\"m1\","
                        + "\"at\":\"2026-01-02T00:00:00+08:00\"");
    }

    @Test
    void givenDailyUntilAPastDay_whenRun_thenNoDayIsRepeated() {
        in = ENROLLED + purchase("p1", "2026-01-02T00:00:00+08:00", "5");

        assertThat(execute("run", program.toString(), "-", "--daily", "--until", "2026-01-01"))
                .isZero();

        assertThat(decided()).containsExactly("e1", "day-2026-01-02", "p1");
    }

    @Test
    void givenNoEvents_whenRunDaily_thenNoDayBegins() {
        assertThat(execute("run", program.toString(), "-", "--daily", "--until", "2026-01-05"))
                .isZero();
        assertThat(out).isEmpty();
    }

    @Test
    void givenUntilWithoutDaily_whenRun_thenItIsSaidThatItChangesNothing() {
        in = ENROLLED;

        assertThat(execute("run", program.toString(), "-", "--until", "2026-01-05"))
                .isZero();

        assertThat(decided()).containsExactly("e1");
        assertThat(err).contains("--daily");
    }

    @Test
    void givenEvents_whenAskedForMembers_thenEachHasALineInOrderOfId() {
        in = enroll("e2", "2026-01-02T09:00:00+08:00", "m2") + ENROLLED + "{}\n";

        assertThat(execute("members", program.toString(), "-")).isEqualTo(1);

        assertThat(out.lines().toList())
                .satisfiesExactly(
                        line -> assertThat(line).startsWith("{\"member\":\"m1\",\"tier\":\"BASIC\","),
                        line -> assertThat(line).startsWith("{\"member\":\"m2\",\"tier\":\"BASIC\","));
        assertThat(err).startsWith("{\"error\":{\"line\":3,\"path\":\"type\",");
    }

    @Test
    void givenAnEvent_whenPreviewed_thenItsDecisionIsTheOnlyLine() throws IOException {
        String events = write("events.jsonl", ENROLLED);
        String next = purchase("p1", "2026-01-02T09:00:00+08:00", "5");

        assertThat(execute("preview", program.toString(), events, next)).isZero();
        assertThat(decided()).containsExactly("p1");
        String previewed = out;

        assertThat(execute("preview", program.toString(), events, write("next.json", next.replace(",", ",\n"))))
                .isZero();
        assertThat(out).isEqualTo(previewed);

        in = next;
        assertThat(execute("preview", program.toString(), events, "-")).isZero();
        assertThat(out).isEqualTo(previewed);

        in = ENROLLED + next;
        assertThat(execute("run", program.toString(), "-")).isZero();
        assertThat(out).endsWith(previewed);
    }

    @Test
    void givenAMalformedEvent_whenPreviewed_thenItsErrorIsTheResult() throws IOException {
        String events = write("events.jsonl", ENROLLED);

        assertThat(execute("preview", program.toString(), events, "{\"type\":\"purchase\",\n\"id\":5}"))
                .isEqualTo(1);

        assertThat(out).startsWith("{\"error\":{\"line\":1,\"path\":").endsWith("\"code\":\"MALFORMED\"}}\n");
    }

    @Test
    void givenAnEvent_whenExplained_thenEveryRuleIsToldAndTheEventsAfterItAreNotRead() {
        in = ENROLLED + purchase("p1", "2026-01-02T09:00:00+08:00", "5") + "not JSON\n";

        assertThat(execute("explain", program.toString(), "-", "p1")).isZero();

        assertThat(out).isEqualTo("""
                purchase p1 of m1 is accepted: pays 5.00 CNY of 5.00.

                Not asked: 1 rule on facts that are not there (Day 1)
                """);
        assertThat(err).isEmpty();

        in = ENROLLED + purchase("p1", "2026-01-02T09:00:00+08:00", "5");
        assertThat(execute("explain", program.toString(), "-", "p1", "--all")).isZero();
        assertThat(out).contains("Every day has its greeting (rules.drl:1)");
    }

    @Test
    void givenAnErrorBeforeTheEvent_whenExplained_thenItIsADiagnosticAndTheExitCodeIs1() {
        in = ENROLLED + "{}\n" + purchase("p1", "2026-01-02T09:00:00+08:00", "5");

        assertThat(execute("explain", program.toString(), "-", "p1")).isEqualTo(1);

        assertThat(out).startsWith("purchase p1 of m1 is accepted");
        assertThat(err).startsWith("{\"error\":{\"line\":2,");
    }

    @Test
    void givenAMalformedEvent_whenExplained_thenItsErrorIsTheResult() {
        in = ENROLLED + purchase("p1", "2026-01-02T09:00:00+08:00", "5.001");

        assertThat(execute("explain", program.toString(), "-", "p1")).isEqualTo(1);

        assertThat(out).startsWith("{\"error\":{\"line\":2,\"path\":\"amount\"");
    }

    @Test
    void givenJson_whenExplained_thenItIsOneLine() {
        in = ENROLLED + purchase("p1", "2026-01-02T09:00:00+08:00", "5");

        assertThat(execute("explain", program.toString(), "-", "p1", "--format", "json"))
                .isZero();

        assertThat(out).startsWith("{\"event\":\"p1\",\"member\":\"m1\",\"currency\":\"CNY\",\"decision\":{");
        assertThat(out.lines()).hasSize(1);
    }

    @Test
    void givenAnUnknownId_whenExplained_thenTheExitCodeIs2AndTheNearestIsNamed() {
        in = ENROLLED + purchase("purchase-17", "2026-01-02T09:00:00+08:00", "5");

        assertThat(execute("explain", program.toString(), "-", "purchase-71")).isEqualTo(2);

        assertThat(err)
                .isEqualTo("loyalty: There is no event 'purchase-71' in standard input; did you mean 'purchase-17'?\n");
        assertThat(out).isEmpty();
    }

    @Test
    void givenADayWithoutDaily_whenExplained_thenItIsSaidWhereDaysComeFrom() {
        in = ENROLLED;

        assertThat(execute("explain", program.toString(), "-", "day-2026-01-02"))
                .isEqualTo(2);

        assertThat(err).endsWith("'day-2026-01-02' in standard input; days begin with --daily\n");
    }

    @Test
    void givenADayOfSeveralMembers_whenExplained_thenOneMustBeNamed() {
        String events = ENROLLED
                + enroll("e2", "2026-01-01T10:00:00+08:00", "m2")
                + purchase("p1", "2026-01-03T09:00:00+08:00", "5");
        in = events;
        assertThat(execute("explain", program.toString(), "-", "day-2026-01-02", "--daily"))
                .isEqualTo(2);
        assertThat(err).contains("--member. Something happens to 2, such as m1, m2");

        in = events;
        assertThat(execute("explain", program.toString(), "-", "day-2026-01-02", "--daily", "--member", "m2"))
                .isZero();
        assertThat(out).startsWith("day-2026-01-02 of m2 is accepted.\n\nFired\n  Every day has its greeting");

        in = events;
        assertThat(execute("explain", program.toString(), "-", "day-2026-01-02", "--daily", "--member", "m3"))
                .isEqualTo(2);
        assertThat(err).contains("Nobody with the id 'm3' is enrolled on 2026-01-02");
    }

    @Test
    void givenAnUnknownRule_whenExplained_thenTheExitCodeIs2AndTheNearestIsNamed() {
        in = ENROLLED;

        assertThat(execute("explain", program.toString(), "-", "e1", "--rule", "Every day has its greetings"))
                .isEqualTo(2);

        assertThat(err).contains("no rule 'Every day has its greetings'; did you mean 'Every day has its greeting'?");
    }

    @Test
    void givenAMember_whenAskedWhatIsNear_thenEachRuleHasALine() throws IOException {
        write(
                "shop/rules.drl",
                "rule \"Every day has its cake\" when Day() then award.message(\"HELLO\"); award.gift(\"CAKE\"); end");
        in = ENROLLED;

        assertThat(execute("near", program.toString(), "-", "m1")).isZero();

        assertThat(out)
                .isEqualTo(
                        "Every day has its cake (rules.drl:1): 2026-01-02, in 1 day, brings message HELLO, gift CAKE\n");

        in = ENROLLED;
        assertThat(execute("near", program.toString(), "-", "m1", "--until", "2026-03-01", "--format", "json"))
                .isZero();
        assertThat(out).isEqualTo("""
                {"rule":"Every day has its cake","file":"rules.drl","line":1,"kind":"DAY",\
                "distance":{"amount":1,"unit":"DAYS"},"spend":null,"day":"2026-03-02",\
                "grants":[{"kind":"message","code":"HELLO"},{"kind":"gift","code":"CAKE"}]}
                """);
    }

    @Test
    void givenAnUnknownMember_whenAskedWhatIsNear_thenTheExitCodeIs2AndTheNearestIsNamed() {
        in = ENROLLED;

        assertThat(execute("near", program.toString(), "-", "m2")).isEqualTo(2);

        assertThat(err).isEqualTo("loyalty: Nobody with the id 'm2' is enrolled; did you mean 'm1'?\n");
        assertThat(out).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "frobnicate",
                "check",
                "run starter",
                "run starter no-such-file",
                "run starter - --until 2026-02-30",
                "run starter - --weekly",
                "run starter .",
                "members starter - -",
                "preview starter - -",
                "preview starter no-such-file {}",
                "test",
                "test starter no-such-scenario",
                "test starter .",
                "explain starter -",
                "near starter -",
                "explain starter - p1 --format xml"
            })
    void givenWrongUsage_whenExecuted_thenTheExitCodeIs2AndStandardOutputIsEmpty(String arguments) {
        assertThat(execute(arguments.isEmpty() ? new String[0] : arguments.split(" ")))
                .isEqualTo(2);

        assertThat(out).isEmpty();
        assertThat(err).startsWith("loyalty: ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--help", "run --help", "--version"})
    void givenAQuestion_whenExecuted_thenTheAnswerIsAResult(String arguments) {
        assertThat(execute(arguments.split(" "))).isZero();

        assertThat(out).contains("loyalty");
        assertThat(err).isEmpty();
    }

    @Test
    void givenAReaderThatHasGone_whenRun_thenTheExitCodeIs1() {
        OutputStream closed = new OutputStream() {
            @Override
            public void write(int value) throws IOException {
                throw new IOException("closed");
            }
        };
        int exitCode = LoyaltyCommand.execute(
                new ByteArrayInputStream(ENROLLED.getBytes(UTF_8)),
                closed,
                new ByteArrayOutputStream(),
                Watched.NOTHING,
                "run",
                program.toString(),
                "-");

        assertThat(exitCode).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"starter", "mobile-commerce", "membership-card", "lifecycle"})
    void givenABundledProgram_whenChecked_thenThereAreNoErrors(String name) {
        assertThat(execute("check", name)).as(out).isZero();
    }

    @Test
    void given_a_store_in_a_database_when_events_are_run_twice_then_the_second_run_replays_them() throws IOException {
        String events = write("events.jsonl", ENROLLED);
        String store = "jdbc:h2:file:" + folder.resolve("members").toAbsolutePath();

        assertThat(execute("run", program.toString(), events, "--store", store)).isZero();
        assertThat(execute("run", program.toString(), events, "--store", store)).isZero();

        assertThat(out).contains("\"replayed\":true");
    }

    @Test
    void given_a_store_that_is_no_known_database_when_events_are_run_then_the_message_says_what_is_known()
            throws IOException {
        String events = write("events.jsonl", ENROLLED);

        assertThat(execute("run", program.toString(), events, "--store", "jdbc:oracle:thin"))
                .isEqualTo(2);

        assertThat(err).contains("jdbc:h2:").contains("jdbc:postgresql:");
    }

    @Test
    void given_a_store_whose_database_does_not_answer_when_events_are_run_then_the_message_says_so()
            throws IOException {
        String events = write("events.jsonl", ENROLLED);

        assertThat(execute("run", program.toString(), events, "--store", "jdbc:postgresql://localhost:1/none"))
                .isEqualTo(2);

        assertThat(err).contains("cannot be opened");
    }
}
