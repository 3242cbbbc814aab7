package org.loyaltyrules.command;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.loyaltyrules.LoyaltyProgram;
import org.loyaltyrules.program.Problem;
import org.loyaltyrules.program.Rule;
import org.loyaltyrules.testing.RuleCoverage;
import org.loyaltyrules.testing.Scenario;
import org.loyaltyrules.testing.ScenarioFile;
import org.loyaltyrules.testing.ScenarioResult;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code loyalty test}: runs scenarios and says which rules none of them made fire. */
@Command(
        name = "test",
        description = "Runs a program's scenarios and says what came out otherwise than expected.",
        mixinStandardHelpOptions = true)
final class TestCommand implements Callable<Integer> {

    @ParentCommand
    private LoyaltyCommand parent;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private ProgramArgument programArgument = new ProgramArgument();

    @Parameters(
            index = "1..*",
            paramLabel = "SCENARIO",
            description =
                    "A file in the program's folder scenarios, or any other; all of that folder, if none is given.")
    private List<String> names = new ArrayList<>();

    TestCommand() {}

    @Override
    public Integer call() throws IOException {
        Console console = parent.console();
        LoyaltyProgram program = programArgument.load(console);
        if (program == null) {
            return ExitCode.WRONG;
        }
        List<ScenarioFile> files = new ScenarioArguments(spec.commandLine(), program).files(names);
        if (files.isEmpty()) {
            console.result(programArgument.name() + " has no scenarios");
            return ExitCode.FINE;
        }
        List<ScenarioResult> results = new ArrayList<>();
        for (ScenarioFile file : files) {
            run(file, program, results);
        }
        long broken = files.stream().filter(ScenarioFile::broken).count();
        long failed = results.stream().filter(result -> !result.passed()).count();
        tellTotals(results.size(), failed, broken);
        if (!results.isEmpty()) {
            tellCoverage(RuleCoverage.of(program, results));
        }
        return failed + broken == 0 ? ExitCode.FINE : ExitCode.WRONG;
    }

    private void run(ScenarioFile file, LoyaltyProgram program, List<ScenarioResult> results) {
        Console console = parent.console();
        if (file.broken()) {
            console.result("BROKEN  " + file.path());
        }
        for (Problem problem : file.problems()) {
            console.result(problem.describe().indent(2).stripTrailing());
        }
        for (Scenario scenario : file.scenarios()) {
            ScenarioResult result = scenario.run(program);
            results.add(result);
            console.result((result.passed() ? "ok      " : "FAILED  ") + scenario);
            if (!result.passed()) {
                console.result(result.describe());
            }
        }
    }

    private void tellTotals(int scenarios, long failed, long broken) {
        String totals = counted(scenarios, "scenario") + ": " + (scenarios - failed) + " ok, " + failed + " failed";
        parent.console().result("");
        parent.console().result(broken == 0 ? totals : totals + "; " + counted(broken, "file") + " broken");
    }

    private void tellCoverage(RuleCoverage coverage) {
        Console console = parent.console();
        List<Rule> missed = coverage.notFired();
        String fired = (coverage.rules() - missed.size()) + " of " + counted(coverage.rules(), "rule") + " fired";
        console.result(missed.isEmpty() ? fired : fired + "; no scenario made these fire:");
        for (Rule rule : missed) {
            console.result("  " + rule.file() + ":" + rule.line() + ": " + rule.name());
        }
    }

    private static String counted(long count, String what) {
        return count + " " + what + (count == 1 ? "" : "s");
    }
}
