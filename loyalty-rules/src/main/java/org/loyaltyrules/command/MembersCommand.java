package org.loyaltyrules.command;

import java.io.IOException;
import java.time.LocalDate;
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

/** {@code loyalty members}: where each member stands after the events. */
@Command(
        name = "members",
        description = "Decides events and prints where each member stands then, a line each.",
        mixinStandardHelpOptions = true)
final class MembersCommand implements Callable<Integer> {

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

    MembersCommand() {}

    @Override
    public Integer call() throws IOException {
        Console console = parent.console();
        EventSource source = new EventSource(spec.commandLine(), events, console);
        LoyaltyProgram program = programArgument.load(console);
        if (program == null) {
            return ExitCode.WRONG;
        }
        try (MembershipEngine engine =
                        MembershipEngine.builder().program(program).build();
                EventLines lines = source.open()) {
            EventRun run = new EventRun(
                    engine, program.definition().zone(), options.daily(), decision -> {}, console::diagnostic);
            run.decide(lines, new Progress(console, false), options.until());
            LocalDate lastDay = run.lastDay();
            if (lastDay != null) {
                LocalDate until = options.until();
                // Books only go forward: there is no standing of a day before the last event.
                LocalDate asOf = until != null && until.isAfter(lastDay) ? until : lastDay;
                engine.standings(asOf).forEach(standing -> console.result(DecisionJson.write(standing)));
            }
            return run.failed() ? ExitCode.WRONG : ExitCode.FINE;
        }
    }
}
