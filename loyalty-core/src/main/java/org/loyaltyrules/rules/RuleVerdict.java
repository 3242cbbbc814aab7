package org.loyaltyrules.rules;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.loyaltyrules.award.Award;
import org.loyaltyrules.explanation.MatchedFact;
import org.loyaltyrules.explanation.Outcome;
import org.loyaltyrules.program.Rule;

/**
 * What a rule should do in an evaluation, by its conditions alone.
 *
 * @param matches for each phase those that should fire in it, in the order of firings
 * @param otherwise why it should not fire at all; null where it should
 * @param group what may keep it from firing all the same, such as its activation group; null for nothing
 */
public record RuleVerdict(
        Rule rule,
        List<List<Match>> matches,
        @Nullable Outcome otherwise,
        @Nullable String group) {

    public RuleVerdict {
        matches = matches.stream().map(List::copyOf).toList();
    }

    /** One match: its facts, and what the rule awards for them. */
    public record Match(List<MatchedFact> facts, List<Award> awards) {

        public Match {
            facts = List.copyOf(facts);
            awards = List.copyOf(awards);
        }
    }
}
