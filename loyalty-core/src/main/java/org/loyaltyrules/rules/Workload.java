package org.loyaltyrules.rules;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.loyaltyrules.program.Rule;

/**
 * How much work one evaluation has done, in steps: a condition that is tested, a fact that is joined or accumulated. The
 * same facts always take the same number of steps, whatever the machine. An evaluation that takes too many is abandoned.
 */
final class Workload {

    /** About a second. A purchase of 100 lines under 1,000 rules takes some 200,000. */
    static final long MOST_STEPS = 10_000_000;
    /** A match that goes on costs memory too, so that it counts more than a condition that failed. */
    static final int JOINED = 10;

    private static final int SAMPLE = 1_024;
    private static final int NAMED = 3;

    private long steps;
    private long sampledAt;
    private Map<Rule, Long> samples = Map.of();

    void begin() {
        steps = 0;
        sampledAt = 0;
        samples = Map.of();
    }

    /** Adds steps of which the next {@link #spend} will take notice. */
    void add(long more) {
        steps += more;
    }

    /**
     * Adds steps of a rule.
     *
     * @throws RuleFailureException if there are too many now; names the rules that took most of them
     */
    void spend(long more, RulePlace place) {
        steps += more;
        if (steps - sampledAt >= SAMPLE) {
            sample(place);
        }
    }

    private void sample(RulePlace place) {
        samples = samples.isEmpty() ? new HashMap<>() : samples;
        samples.merge(place.rule(), steps - sampledAt, Long::sum);
        sampledAt = steps;
        if (steps > MOST_STEPS) {
            List<Rule> rules = byShare();
            Rule most = rules.get(0);
            String names =
                    rules.stream().limit(NAMED).map(Rule::name).collect(Collectors.joining("\", \"", "\"", "\""));
            throw new RuleFailureException(
                    most.name(),
                    most.file(),
                    most.line(),
                    "the evaluation was abandoned after " + MOST_STEPS + " steps; most of them were taken by " + names,
                    null);
        }
    }

    private List<Rule> byShare() {
        return samples.entrySet().stream()
                .sorted(Map.Entry.<Rule, Long>comparingByValue()
                        .reversed()
                        .thenComparing(entry -> entry.getKey().name()))
                .map(Map.Entry::getKey)
                .toList();
    }
}
