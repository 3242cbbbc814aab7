package org.loyaltyrules.command;

import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.loyaltyrules.LoyaltyProgram;
import org.loyaltyrules.MembershipEngine;
import org.loyaltyrules.decision.MemberStanding;
import org.loyaltyrules.explanation.ExplanationJson;
import org.loyaltyrules.explanation.NearMiss;
import org.loyaltyrules.program.Spelling;
import org.loyaltyrules.rules.RuleFailureException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code loyalty near}: what a member is closest to. */
@Command(
        name = "near",
        description = "Decides events and prints what a member is closest to, a rule a line.",
        mixinStandardHelpOptions = true)
final class NearCommand implements Callable<Integer> {

    @ParentCommand
    private LoyaltyCommand parent;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private ProgramArgument programArgument = new ProgramArgument();

    @Parameters(index = "1", paramLabel = "EVENTS", description = "A file with an event a line; - is standard input.")
    private String events = "";

    @Parameters(index = "2", paramLabel = "MEMBER", description = "The member's id.")
    private String member = "";

    @Mixin
    private RunOptions options = new RunOptions();

    @Option(names = "--format", paramLabel = "text|json", description = "text (the default) or json.")
    private OutputFormat format = OutputFormat.text;

    NearCommand() {}

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
            LocalDate until = options.until();
            if (lastDay == null || engine.standing(member, lastDay).isEmpty()) {
                throw new UsageException(spec.commandLine(), unknown(engine, lastDay));
            }
            boolean told = tell(engine, until != null && until.isAfter(lastDay) ? until : lastDay, console);
            return told && !run.failed() ? ExitCode.FINE : ExitCode.WRONG;
        }
    }

    private String unknown(MembershipEngine engine, @Nullable LocalDate day) {
        List<String> members = day == null
                ? List.of()
                : engine.standings(day).stream().map(MemberStanding::member).toList();
        String nearest = Spelling.nearest(member, members);
        return "Nobody with the id '" + member + "' is enrolled"
                + (nearest == null ? "" : "; did you mean '" + nearest + "'?");
    }

    private boolean tell(MembershipEngine engine, LocalDate asOf, Console console) {
        String currency = engine.program().definition().currency().getCurrencyCode();
        try {
            for (NearMiss miss : engine.nearMisses(member, asOf)) {
                console.result(format == OutputFormat.json ? ExplanationJson.write(miss) : miss.text(currency));
            }
            return true;
        } catch (RuleFailureException e) {
            console.diagnostic("loyalty: " + e.getMessage());
            return false;
        }
    }
}
