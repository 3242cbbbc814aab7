package org.loyaltyrules.command;

import java.io.IOException;
import java.util.concurrent.Callable;
import org.loyaltyrules.LoyaltyProgram;
import org.loyaltyrules.MembershipEngine;
import org.loyaltyrules.decision.DecisionJson;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code loyalty run}: a decision a line. */
@Command(name = "run", description = "Decides events and prints a decision a line.", mixinStandardHelpOptions = true)
final class RunCommand implements Callable<Integer> {

    @ParentCommand
    private LoyaltyCommand parent;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private ProgramArgument programArgument = new ProgramArgument();

    @Parameters(index = "1", paramLabel = "EVENTS", description = "A file with an event a line; - is standard input.")
    private String events = "";

    @Mixin
    private RunOptions options = new RunOptions();

    RunCommand() {}

    @Override
    public Integer call() throws IOException {
        Console console = parent.console();
        EventSource source = new EventSource(spec.commandLine(), events, console);
        LoyaltyProgram program = programArgument.load(console);
        if (program == null) {
            return ExitCode.WRONG;
        }
        if (options.until() != null && !options.daily()) {
            console.diagnostic("loyalty: --until changes nothing here without --daily");
        }
        try (MembershipEngine engine =
                        MembershipEngine.builder().program(program).build();
                EventLines lines = source.open()) {
            EventRun run = new EventRun(
                    engine,
                    program.definition().zone(),
                    options.daily(),
                    decision -> console.result(DecisionJson.write(decision)),
                    console::result);
            run.decide(lines, new Progress(console, true), options.until());
            return run.failed() ? ExitCode.WRONG : ExitCode.FINE;
        }
    }
}
