package org.loyaltyrules.explanation;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One firing of a rule.
 *
 * @param facts what it matched, in the order of the rule
 * @param suppressed what kept it from granting anything; null where nothing did
 * @param awards in the order of the rule; possibly none
 */
public record ExplainedFiring(
        List<MatchedFact> facts, @Nullable Suppression suppressed, List<ExplainedAward> awards) {

    public ExplainedFiring {
        facts = List.copyOf(facts);
        awards = List.copyOf(awards);
    }

    /** Whether it granted something. */
    public boolean granted() {
        return awards.stream().anyMatch(award -> award.granted() != null);
    }
}
