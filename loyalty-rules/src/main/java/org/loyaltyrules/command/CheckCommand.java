package org.loyaltyrules.command;

import java.util.List;
import java.util.concurrent.Callable;
import org.loyaltyrules.program.Problem;
import org.loyaltyrules.program.Problem.Severity;
import org.loyaltyrules.program.ProblemJson;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code loyalty check}: says every problem of a program. */
@Command(
        name = "check",
        description = "Says every problem of a program's rules and catalog.",
        mixinStandardHelpOptions = true)
final class CheckCommand implements Callable<Integer> {

    @ParentCommand
    private LoyaltyCommand parent;

    @Mixin
    private ProgramArgument program = new ProgramArgument();

    @Option(names = "--format", paramLabel = "text|json", description = "text (the default) or json.")
    private OutputFormat format = OutputFormat.text;

    CheckCommand() {}

    @Override
    public Integer call() {
        Console console = parent.console();
        List<Problem> problems = program.check();
        if (format == OutputFormat.json) {
            console.result(ProblemJson.write(problems));
        } else {
            problems.forEach(problem -> console.result(problem.describe()));
        }
        console.flush();
        long errors = problems.stream()
                .filter(problem -> problem.severity() == Severity.ERROR)
                .count();
        console.diagnostic(
                program.name() + ": " + counted(errors, "error") + ", " + counted(problems.size() - errors, "warning"));
        return errors == 0 ? ExitCode.FINE : ExitCode.WRONG;
    }

    private static String counted(long count, String what) {
        return count + " " + what + (count == 1 ? "" : "s");
    }
}
