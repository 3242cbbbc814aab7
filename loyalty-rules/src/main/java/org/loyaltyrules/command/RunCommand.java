package org.loyaltyrules.command;

import java.io.IOException;
import java.util.concurrent.Callable;
import org.loyaltyrules.LoyaltyProgram;
import org.loyaltyrules.MembershipEngine;
import org.loyaltyrules.decision.DecisionJson;
import org.loyaltyrules.store.ConcurrentUnitException;
import org.loyaltyrules.store.StoreException;
import org.loyaltyrules.store.UnknownOutcomeException;
import org.loyaltyrules.store.jdbc.JdbcMembershipStore;
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

    @Mixin
    private StoreOption storeOption = new StoreOption();

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
        MembershipEngine.Builder builder = MembershipEngine.builder().program(program);
        try (JdbcMembershipStore store = storeOption.open();
                MembershipEngine engine = (store == null ? builder : builder.store(store)).build();
                EventLines lines = source.open()) {
            EventRun run = new EventRun(
                    engine,
                    program.definition().zone(),
                    options.daily(),
                    decision -> console.result(DecisionJson.write(decision)),
                    console::result);
            run.decide(lines, new Progress(console, true), options.until());
            return run.failed() ? ExitCode.WRONG : ExitCode.FINE;
        } catch (ConcurrentUnitException | StoreException | UnknownOutcomeException e) {
            console.diagnostic("loyalty: " + e.getMessage());
            return ExitCode.WRONG;
        }
    }
}
