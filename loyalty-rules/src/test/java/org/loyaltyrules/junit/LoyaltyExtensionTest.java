package org.loyaltyrules.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.loyaltyrules.testing.ProgramVerifier.member;
import static org.loyaltyrules.testing.ProgramVerifier.purchase;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;
import org.loyaltyrules.LoyaltyProgram;
import org.loyaltyrules.testing.ProgramVerifier;

/** Runs small test classes as JUnit would. Their names keep them from being run as tests of this build. */
class LoyaltyExtensionTest {

    private static final String FOLDER = "target/extension-program";

    @LoyaltyTest("starter")
    static class Covering {

        @Test
        void buys(ProgramVerifier verify, LoyaltyProgram program) {
            assertThat(verify.program()).isSameAs(program);
            verify.given(member()).when(purchase("1")).awardsPoints(1);
        }

        @Nested
        class Inner {
            @Test
            void buys_as_a_premium_member(ProgramVerifier verify) {
                verify.given(member().tier("PREMIUM")).when(purchase("100")).awardsPoints(147);
            }
        }
    }

    @LoyaltyTest(value = "starter", everyRule = true)
    static class Demanding extends Covering {}

    @LoyaltyTest(folder = FOLDER)
    static class Scenarios {

        @TestFactory
        Stream<DynamicNode> scenarios(ProgramVerifier verify) {
            return ProgramScenarios.of(verify);
        }
    }

    @LoyaltyTest
    static class Nameless {

        @Test
        void runs() {}
    }

    private record Run(TestExecutionSummary summary, String output) {

        List<String> failures() {
            return summary.getFailures().stream()
                    .map(failure -> String.valueOf(failure.getException().getMessage()))
                    .toList();
        }
    }

    private static Run run(Class<?> type) {
        LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
                .selectors(selectClass(type))
                .build();
        SummaryGeneratingListener listener = new SummaryGeneratingListener();
        PrintStream out = System.out;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try {
            LauncherFactory.create().execute(request, listener);
        } finally {
            System.setOut(out);
        }
        return new Run(listener.getSummary(), printed.toString(StandardCharsets.UTF_8));
    }

    @Test
    void given_tests_of_a_program_when_they_have_run_then_the_rules_that_did_not_fire_are_printed_once() {
        Run run = run(Covering.class);

        assertThat(run.failures()).isEmpty();
        assertThat(run.summary().getTestsSucceededCount()).isEqualTo(2);
        assertThat(run.output())
                .startsWith("Covering, program starter@1: 3 of ")
                .contains(" rules fired\n  not: ", "\"Supreme members earn double points\"")
                .doesNotContain("\"Premium members earn half as much again\"")
                .containsOnlyOnce("starter@1");
    }

    @Test
    void given_a_class_that_asks_for_every_rule_when_some_did_not_fire_then_it_fails() {
        Run run = run(Demanding.class);

        assertThat(run.summary().getTestsFailedCount()).isZero();
        assertThat(run.failures()).singleElement().asString().startsWith("Demanding, program starter@1: 3 of ");
    }

    @Test
    void given_scenario_files_when_they_are_run_as_tests_then_each_scenario_is_one_and_broken_files_fail()
            throws IOException {
        Path folder = Files.createDirectories(Path.of(FOLDER, "scenarios")).getParent();
        Files.writeString(folder.resolve("program.json"), """
                {"name": "small", "zone": "UTC", "currency": "EUR", "tiers": ["A"]}
                """);
        Files.writeString(
                folder.resolve("points.drl"), "rule \"Points\"\nwhen\n  Enrollment()\nthen\n  award.points(5);\nend\n");
        Files.writeString(folder.resolve("scenarios/good.json"), """
                [{"name": "five", "events": [{"type": "enroll", "id": "e1", "at": "2026-03-01T09:00:00Z", "member": "m1",
                  "expect": {"points": {"earned": 5}}}]},
                 {"name": "six", "events": [{"type": "enroll", "id": "e1", "at": "2026-03-01T09:00:00Z", "member": "m1",
                  "expect": {"points": {"earned": 6}}}]}]
                """);
        Files.writeString(folder.resolve("scenarios/broken.json"), "{");

        Run run = run(Scenarios.class);

        assertThat(run.summary().getTestsSucceededCount()).isEqualTo(1);
        assertThat(run.failures())
                .hasSize(2)
                .anySatisfy(text -> assertThat(text).startsWith("scenarios/broken.json:"))
                .anySatisfy(
                        text -> assertThat(text).contains("scenarios/good.json: six", "expected: 6", "actual:   5"));
        assertThat(run.output()).isEqualTo("Scenarios, program small@1: 1 of 1 rule fired" + System.lineSeparator());
    }

    @Test
    void given_a_class_that_names_no_program_when_it_is_run_then_it_is_told_what_to_write() {
        assertThat(run(Nameless.class).failures())
                .singleElement()
                .asString()
                .contains("must name either a bundled program, @LoyaltyTest(\"starter\"), or a folder");
    }
}
