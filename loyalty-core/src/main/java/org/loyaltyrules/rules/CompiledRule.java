package org.loyaltyrules.rules;

import java.util.List;
import java.util.Set;
import org.loyaltyrules.program.Rule;
import org.loyaltyrules.program.RuleOutline;

/**
 * A rule, checked and compiled, but not yet part of a network.
 *
 * @param outline the rule, and what can be told of it without evaluating it
 * @param alternatives one for each way in which the branches of {@code or} can be taken; mostly one
 * @param matched the types of facts that its patterns name
 * @param trusted whether it was compiled by Drools, for which there are no alternatives and no explanations
 */
record CompiledRule(
        RuleOutline outline,
        RuleAttributes attributes,
        List<Alternative> alternatives,
        Set<FactKind> matched,
        boolean trusted) {

    Rule rule() {
        return outline.rule();
    }

    /**
     * One way for the rule to match.
     *
     * @param elements what the steps look at, by slot
     * @param lines the patterns on line items, in the order of the rule
     */
    record Alternative(List<Condition> conditions, List<Step> steps, List<Element> elements, List<Element> lines) {}
}
