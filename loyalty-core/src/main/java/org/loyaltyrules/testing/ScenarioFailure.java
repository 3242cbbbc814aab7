package org.loyaltyrules.testing;

import java.util.List;

/**
 * An event, or the end of a scenario, that came out otherwise than expected.
 *
 * @param event the type, id and member of the event; empty at the end
 * @param line the 1-based line of the scenario's file on which the event, or at the end the scenario, begins
 * @param differences at least one
 * @param explanation lines that say what the rules did at this event; possibly none
 */
public record ScenarioFailure(String event, int line, List<Difference> differences, List<String> explanation) {

    public ScenarioFailure {
        differences = List.copyOf(differences);
        explanation = List.copyOf(explanation);
    }

    /** All of it, in several lines, for people. */
    public String describe() {
        return FailureText.of(this);
    }
}
