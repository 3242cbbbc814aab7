package org.loyaltyrules.programs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.loyaltyrules.testing.DecisionAssert.assertThat;
import static org.loyaltyrules.testing.ProgramVerifier.member;
import static org.loyaltyrules.testing.ProgramVerifier.purchase;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.loyaltyrules.LoyaltyProgram;
import org.loyaltyrules.MembershipEngine;
import org.loyaltyrules.event.Enrollment;
import org.loyaltyrules.event.Purchase;
import org.loyaltyrules.program.TextFile;
import org.loyaltyrules.testing.ProgramVerifier;
import org.loyaltyrules.testing.ScenarioFile;
import org.loyaltyrules.testing.ScenarioResult;

/** The example in docs/testing-campaigns.md does what the guide says. */
class TestingCampaignsGuideTest {

    private static final Path GUIDE = Path.of("..", "docs", "testing-campaigns.md");
    private static final LoyaltyProgram PROGRAM = LoyaltyProgram.bundled("mobile-commerce");

    private static ScenarioResult run(String json) {
        ScenarioFile file = ScenarioFile.read(new TextFile("scenarios/member-day.json", json, List.of()), PROGRAM);
        assertThat(file.problems()).isEmpty();
        return file.scenarios().get(0).run(PROGRAM);
    }

    /** The text of the only block of the guide that begins so. */
    private static String block(String beginning) throws IOException {
        String guide = Files.readString(GUIDE, UTF_8);
        int start = guide.indexOf("```" + beginning);
        assertThat(start).isNotNegative();
        int text = guide.indexOf('\n', start) + 1;
        return guide.substring(text, guide.indexOf("```", text));
    }

    @Test
    void given_the_scenario_of_the_guide_when_run_then_it_passes() throws IOException {
        assertThat(run(block("json")).describe()).isEmpty();
    }

    @Test
    void given_the_scenario_of_the_guide_with_a_wrong_expectation_when_run_then_the_report_is_that_of_the_guide()
            throws IOException {
        String wrong = block("json").replace("\"points\": {\"earned\": 95}", "\"points\": {\"earned\": 100}");

        ScenarioResult result = run(wrong);

        assertThat("FAILED  " + result.scenario() + "\n" + result.describe() + "\n")
                .isEqualTo(block("\nFAILED"));
    }

    @Test
    void given_a_sentence_of_the_guide_that_is_not_so_when_it_is_said_then_the_failure_is_that_of_the_guide()
            throws IOException {
        ProgramVerifier verify = ProgramVerifier.of(LoyaltyProgram.bundled("starter"));

        assertThatThrownBy(() -> verify.rule("Premium members earn half as much again")
                        .given(member().tier("PREMIUM"))
                        .when(purchase("100"))
                        .awardsPoints(50))
                .isInstanceOf(AssertionError.class)
                .hasMessage(block("text failure").strip());
    }

    @Test
    void given_a_decision_of_an_engine_when_the_guide_speaks_of_it_then_it_is_so() {
        OffsetDateTime now = OffsetDateTime.parse("2026-03-02T12:00:00+08:00");
        try (MembershipEngine engine = MembershipEngine.builder()
                .program(LoyaltyProgram.bundled("starter"))
                .build()) {
            engine.process(Enrollment.of("e1", now, "m1"));
            assertThat(engine.process(Purchase.of("p1", now, "m1", "100")))
                    .isAccepted()
                    .earned(100)
                    .grantedBy("One point for every yuan");
        }
    }
}
