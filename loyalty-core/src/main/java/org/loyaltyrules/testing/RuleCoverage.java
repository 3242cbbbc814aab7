package org.loyaltyrules.testing;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.loyaltyrules.LoyaltyProgram;
import org.loyaltyrules.program.Rule;

/**
 * Which rules scenarios or other tests made fire. A rule counts that fired, also where it refused the event or a limit kept it from granting.
 *
 * @param rules how many rules the program has
 * @param notFired rules that none of them made fire, by file and line
 */
public record RuleCoverage(int rules, List<Rule> notFired) {

    public RuleCoverage {
        notFired = List.copyOf(notFired);
    }

    /** The coverage by scenarios that were run on the program. */
    public static RuleCoverage of(LoyaltyProgram program, Collection<ScenarioResult> results) {
        Set<String> fired = new HashSet<>();
        results.forEach(result -> fired.addAll(result.fired()));
        return of(program, fired);
    }

    /** The coverage by tests, of which it is known which rules fired, by name. */
    public static RuleCoverage of(LoyaltyProgram program, Set<String> fired) {
        List<Rule> notFired = program.rules().stream()
                .filter(rule -> !fired.contains(rule.name()))
                .sorted(Comparator.comparing(Rule::file).thenComparingInt(Rule::line))
                .toList();
        return new RuleCoverage(program.rules().size(), notFired);
    }

    /** How many rules fired, and which did not, in several lines, for people. */
    public String describe() {
        StringBuilder text = new StringBuilder()
                .append(rules - notFired.size())
                .append(" of ")
                .append(rules)
                .append(rules == 1 ? " rule" : " rules")
                .append(" fired");
        notFired.forEach(rule -> text.append("\n  not: ")
                .append(rule.file())
                .append(':')
                .append(rule.line())
                .append(" \"")
                .append(rule.name())
                .append('"'));
        return text.toString();
    }
}
