package org.loyaltyrules.testing;

import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What came of a scenario.
 *
 * @param failures in the order of the events; none where it passed
 * @param refusals events that were refused and of which nothing was expected: perhaps not as meant
 * @param fired the names of all rules that fired
 */
public record ScenarioResult(
        Scenario scenario, List<ScenarioFailure> failures, List<String> refusals, Set<String> fired) {

    public ScenarioResult {
        failures = List.copyOf(failures);
        refusals = List.copyOf(refusals);
        fired = Collections.unmodifiableSortedSet(new TreeSet<>(fired));
    }

    /** Whether everything came out as expected. */
    public boolean passed() {
        return failures.isEmpty();
    }

    /** Everything that failed, in several lines, for people; empty where it passed. */
    public String describe() {
        return FailureText.of(this);
    }
}
