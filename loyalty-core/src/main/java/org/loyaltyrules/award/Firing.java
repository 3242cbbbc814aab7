package org.loyaltyrules.award;

import java.util.List;
import org.loyaltyrules.program.Rule;

/**
 * One firing of a rule and what it granted, in the order of its calls.
 *
 * @param rule the rule that fired
 * @param awards possibly none
 */
public record Firing(Rule rule, List<Award> awards) {

    public Firing {
        awards = List.copyOf(awards);
    }
}
