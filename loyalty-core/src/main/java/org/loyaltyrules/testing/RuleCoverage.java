package org.loyaltyrules.testing;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.loyaltyrules.LoyaltyProgram;
import org.loyaltyrules.program.Rule;

/**
 * Which rules scenarios made fire. A rule counts that fired, also where it refused the event or a limit kept it from granting.
 *
 * @param rules how many rules the program has
 * @param notFired rules that no scenario made fire, by file and line
 */
public record RuleCoverage(int rules, List<Rule> notFired) {

    public RuleCoverage {
        notFired = List.copyOf(notFired);
    }

    /** The coverage by scenarios that were run on the program. */
    public static RuleCoverage of(LoyaltyProgram program, Collection<ScenarioResult> results) {
        Set<String> fired = new HashSet<>();
        results.forEach(result -> fired.addAll(result.fired()));
        List<Rule> notFired = program.rules().stream()
                .filter(rule -> !fired.contains(rule.name()))
                .sorted(Comparator.comparing(Rule::file).thenComparingInt(Rule::line))
                .toList();
        return new RuleCoverage(program.rules().size(), notFired);
    }
}
