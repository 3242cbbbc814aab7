package org.loyaltyrules.testing;

import java.util.List;
import org.loyaltyrules.LoyaltyProgram;
import org.loyaltyrules.program.Problem;
import org.loyaltyrules.program.Problem.Severity;
import org.loyaltyrules.program.TextFile;

/**
 * A file with one scenario or a list of them.
 *
 * @param path the file's path
 * @param scenarios in their order; none where there are errors
 * @param problems what is wrong, errors and warnings, in order of place
 */
public record ScenarioFile(String path, List<Scenario> scenarios, List<Problem> problems) {

    public ScenarioFile {
        scenarios = List.copyOf(scenarios);
        problems = List.copyOf(problems);
    }

    /** The scenarios in the program's own folder, in order of path. */
    public static List<ScenarioFile> of(LoyaltyProgram program) {
        return program.scenarioFiles().stream().map(file -> read(file, program)).toList();
    }

    /**
     * Reads a file of scenarios. Comments are allowed, other extensions of JSON are not; numbers are exact.
     *
     * @param program whose rules, tiers and vouchers can be expected
     */
    public static ScenarioFile read(TextFile file, LoyaltyProgram program) {
        return file.problems().isEmpty()
                ? ScenarioReader.read(file, program)
                : new ScenarioFile(file.path(), List.of(), file.problems());
    }

    /** Whether its scenarios cannot be run. */
    public boolean broken() {
        return problems.stream().anyMatch(problem -> problem.severity() == Severity.ERROR);
    }
}
