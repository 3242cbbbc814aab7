package org.loyaltyrules.watch;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.loyaltyrules.LoyaltyProgram;
import org.loyaltyrules.program.Problem;
import org.loyaltyrules.testing.ScenarioResult;

/**
 * What came of a change of a watched folder.
 *
 * @param outcome whether the program was replaced, or why it was not
 * @param program the program in the folder; null where it could not be loaded
 * @param problems errors of the program or of its scenario files, or why it may not take over; none where there are none
 * @param failures scenarios that did not come out as expected
 * @param error what else failed, such as that the engine is closed; null where nothing did
 */
public record ReloadAttempt(
        Outcome outcome,
        @Nullable LoyaltyProgram program,
        List<Problem> problems,
        List<ScenarioResult> failures,
        @Nullable Exception error) {

    /** What came of it. */
    public enum Outcome {
        /** The engine decides by the new program. */
        RELOADED,
        /** The folder holds no program that can be used, or a scenario file that cannot be read. */
        BROKEN,
        /** A scenario did not come out as expected. */
        SCENARIO_FAILED,
        /** The program is in order, but may not take over the members of the running one. */
        INCOMPATIBLE,
        /** Something else failed. */
        FAILED
    }

    public ReloadAttempt {
        problems = List.copyOf(problems);
        failures = List.copyOf(failures);
    }

    /** Whether the engine decides by the new program. */
    public boolean reloaded() {
        return outcome == Outcome.RELOADED;
    }

    /** What came of it and why, in several lines, for people. */
    public String describe() {
        String first = switch (outcome) {
            case RELOADED -> "reloaded: " + (program == null ? "" : program.id());
            case BROKEN -> "not reloaded: the program has errors";
            case SCENARIO_FAILED -> "not reloaded: scenarios do not come out as expected";
            case INCOMPATIBLE -> "not reloaded: the program may not take over the members of the running one";
            case FAILED -> "not reloaded: " + error;
        };
        String problemText = problems.stream().map(one -> "\n" + one.describe()).collect(Collectors.joining());
        String failureText = failures.stream()
                .map(one -> "\n" + one.scenario() + "\n" + one.describe())
                .collect(Collectors.joining());
        return first + problemText + failureText;
    }
}
