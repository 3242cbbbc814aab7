package org.loyaltyrules.command;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.loyaltyrules.LoyaltyProgram;
import org.loyaltyrules.MembershipEngine;
import org.loyaltyrules.decision.Decision;
import org.loyaltyrules.decision.MemberStanding;
import org.loyaltyrules.event.Day;
import org.loyaltyrules.event.Event;
import org.loyaltyrules.event.EventConflictException;
import org.loyaltyrules.event.EventFormatException;
import org.loyaltyrules.event.MemberEvent;
import org.loyaltyrules.explanation.Explanation;
import org.loyaltyrules.explanation.ExplanationJson;
import org.loyaltyrules.program.Rule;
import org.loyaltyrules.program.Spelling;
import org.loyaltyrules.rules.RuleFailureException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code loyalty explain}: why each rule fired or did not for one event. */
@Command(
        name = "explain",
        description = "Decides events up to one and says why each rule fired or did not for it.",
        mixinStandardHelpOptions = true)
final class ExplainCommand implements Callable<Integer> {

    @ParentCommand
    private LoyaltyCommand parent;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private ProgramArgument programArgument = new ProgramArgument();

    @Parameters(index = "1", paramLabel = "EVENTS", description = "A file with an event a line; - is standard input.")
    private String events = "";

    @Parameters(index = "2", paramLabel = "ID", description = "The id of the event, such as p1 or day-2026-05-02.")
    private String id = "";

    @Option(names = "--daily", description = "Begin each day with a day event, from the first event's day on.")
    private boolean daily;

    @Option(names = "--member", paramLabel = "MEMBER", description = "For a day: whose.")
    private @Nullable String member;

    @Option(names = "--all", description = "Tell of every rule, also of those on facts that the event does not have.")
    private boolean all;

    @Option(
            names = "--rule",
            paramLabel = "RULE",
            description = "Tell of this rule alone; may be given more than once.")
    private List<String> rules = new ArrayList<>();

    @Option(names = "--format", paramLabel = "text|json", description = "text (the default) or json.")
    private OutputFormat format = OutputFormat.text;

    ExplainCommand() {}

    @Override
    public Integer call() throws IOException {
        Console console = parent.console();
        EventSource source = new EventSource(spec.commandLine(), events, console);
        LoyaltyProgram program = programArgument.load(console);
        if (program == null) {
            return ExitCode.WRONG;
        }
        refuseUnknownRules(program);
        try (MembershipEngine engine =
                        MembershipEngine.builder().program(program).build();
                EventLines lines = source.open()) {
            EventRun run =
                    new EventRun(engine, program.definition().zone(), daily, decision -> {}, console::diagnostic);
            EventRun.Found found = run.decideUntil(id, lines, new Progress(console, false));
            if (found == null) {
                throw new UsageException(spec.commandLine(), unknown(run));
            }
            return explain(engine, found, console) && !run.failed() ? ExitCode.FINE : ExitCode.WRONG;
        }
    }

    private void refuseUnknownRules(LoyaltyProgram program) {
        List<String> names = program.rules().stream().map(Rule::name).toList();
        for (String rule : rules) {
            if (!names.contains(rule)) {
                String nearest = Spelling.nearest(rule, names);
                throw new UsageException(
                        spec.commandLine(),
                        "The program has no rule '" + rule + "'"
                                + (nearest == null ? "" : "; did you mean '" + nearest + "'?"));
            }
        }
    }

    private String unknown(EventRun run) {
        String nearest = Spelling.nearest(id, run.ids());
        return "There is no event '" + id + "' in " + (events.equals("-") ? "standard input" : events)
                + (nearest == null ? "" : "; did you mean '" + nearest + "'?")
                + (id.startsWith("day-") && !daily ? "; days begin with --daily" : "");
    }

    /** Prints why; false where the event has an error, which is printed in its place. */
    private boolean explain(MembershipEngine engine, EventRun.Found found, Console console) {
        try {
            Explanation whole = explanation(engine, found.event());
            Explanation explanation = rules.isEmpty() ? whole : whole.of(rules);
            if (format == OutputFormat.json) {
                console.result(ExplanationJson.write(explanation));
            } else {
                String text = all || !rules.isEmpty() ? explanation.textOfAll() : explanation.text();
                text.lines().forEach(console::result);
            }
            return true;
        } catch (EventFormatException e) {
            console.result(EventErrors.of(found.line(), e));
        } catch (EventConflictException e) {
            console.result(EventErrors.of(found.line(), e));
        } catch (RuleFailureException e) {
            console.result(EventErrors.of(found.line(), e));
        }
        return false;
    }

    private Explanation explanation(MembershipEngine engine, Event event) {
        if (event instanceof Day day) {
            String whose = whose(engine, day);
            Optional<Explanation> explanation = engine.explain(day, whose);
            return explanation.orElseThrow(() -> new UsageException(
                    spec.commandLine(), "Nobody with the id '" + whose + "' is enrolled on " + day.date()));
        }
        return engine.explain((MemberEvent) event);
    }

    /** Whose day to explain: the member who was named, the only one, or the only one for whom anything happens. */
    private String whose(MembershipEngine engine, Day day) {
        if (member != null) {
            return member;
        }
        List<String> enrolled = engine.standings(day.date()).stream()
                .map(MemberStanding::member)
                .limit(2)
                .toList();
        if (enrolled.size() == 1) {
            return enrolled.get(0);
        }
        List<String> concerned =
                engine.preview(day).stream().map(Decision::member).toList();
        if (concerned.size() == 1) {
            return concerned.get(0);
        }
        throw new UsageException(
                spec.commandLine(),
                "Day " + day.date() + " concerns every member: say whose with --member. "
                        + (concerned.isEmpty()
                                ? "Nothing happens to anybody"
                                : "Something happens to " + concerned.size() + ", such as "
                                        + String.join(", ", concerned.subList(0, Math.min(5, concerned.size())))));
    }
}
