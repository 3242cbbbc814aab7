package org.loyaltyrules.command;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.loyaltyrules.LoyaltyProgram;
import org.loyaltyrules.MembershipEngine;
import org.loyaltyrules.decision.Decision;
import org.loyaltyrules.decision.DecisionJson;
import org.loyaltyrules.event.Day;
import org.loyaltyrules.event.Event;
import org.loyaltyrules.event.EventConflictException;
import org.loyaltyrules.event.EventFormatException;
import org.loyaltyrules.event.EventJson;
import org.loyaltyrules.event.MemberEvent;
import org.loyaltyrules.rules.RuleFailureException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code loyalty preview}: the decision that an event would get. */
@Command(
        name = "preview",
        description = "Decides events and prints the decision that one more would get.",
        mixinStandardHelpOptions = true)
final class PreviewCommand implements Callable<Integer> {

    @ParentCommand
    private LoyaltyCommand parent;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private ProgramArgument programArgument = new ProgramArgument();

    @Parameters(index = "1", paramLabel = "EVENTS", description = "A file with an event a line; - is standard input.")
    private String events = "";

    @Parameters(
            index = "2",
            paramLabel = "EVENT",
            description = "The event as JSON, or a file with one event; - is standard input.")
    private String event = "";

    PreviewCommand() {}

    @Override
    public Integer call() throws IOException {
        Console console = parent.console();
        EventSource source = new EventSource(spec.commandLine(), events, console);
        boolean json = event.stripLeading().startsWith("{");
        EventSource single = json ? null : new EventSource(spec.commandLine(), event, console);
        if (single != null && single.standardInput() && source.standardInput()) {
            throw new UsageException(spec.commandLine(), "Standard input can be EVENTS or EVENT, not both");
        }
        LoyaltyProgram program = programArgument.load(console);
        if (program == null) {
            return ExitCode.WRONG;
        }
        try (MembershipEngine engine =
                        MembershipEngine.builder().program(program).build();
                EventLines before = source.open()) {
            EventRun run =
                    new EventRun(engine, program.definition().zone(), false, decision -> {}, console::diagnostic);
            run.decide(before, new Progress(console, false), null);
            return preview(engine, single, console) && !run.failed() ? ExitCode.FINE : ExitCode.WRONG;
        }
    }

    /** Prints what the event would get; false where it has an error, which is printed in its place. */
    private boolean preview(MembershipEngine engine, @Nullable EventSource single, Console console) throws IOException {
        try {
            Event next = EventJson.read(single == null ? event : single.text());
            List<Decision> decisions =
                    next instanceof Day day ? engine.preview(day) : List.of(engine.preview((MemberEvent) next));
            decisions.forEach(decision -> console.result(DecisionJson.write(decision)));
            return true;
        } catch (EventFormatException e) {
            console.result(EventErrors.of(1, e));
        } catch (EventConflictException e) {
            console.result(EventErrors.of(1, e));
        } catch (RuleFailureException e) {
            console.result(EventErrors.of(1, e));
        }
        return false;
    }
}
