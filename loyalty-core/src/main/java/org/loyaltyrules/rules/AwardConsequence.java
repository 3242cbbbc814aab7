package org.loyaltyrules.rules;

import java.util.List;
import org.drools.base.base.ValueResolver;
import org.drools.base.definitions.rule.impl.RuleImpl;
import org.drools.base.reteoo.BaseTuple;
import org.drools.base.rule.Declaration;
import org.drools.base.rule.consequence.Consequence;
import org.drools.base.rule.consequence.ConsequenceContext;
import org.loyaltyrules.fact.LineItem;
import org.loyaltyrules.program.Rule;

/** Runs a rule's steps and hands what they award to the evaluation. */
final class AwardConsequence implements Consequence<ConsequenceContext> {

    private final RuleAction action;
    private final Declaration[] declarations;
    private final Declaration[] lines;

    /**
     * Creates a consequence.
     *
     * @param declarations what the steps look at, by slot
     * @param lines the patterns on line items, in the order of the rule
     */
    AwardConsequence(Rule rule, List<Step> steps, Declaration[] declarations, Declaration[] lines) {
        this.action = new RuleAction(rule, steps);
        this.declarations = declarations;
        this.lines = lines;
    }

    @Override
    public String getName() {
        return RuleImpl.DEFAULT_CONSEQUENCE_NAME;
    }

    @Override
    public void evaluate(ConsequenceContext context, ValueResolver resolver) {
        BaseTuple tuple = context.getTuple();
        int[] places = new int[lines.length];
        for (int i = 0; i < places.length; i++) {
            places[i] = ((LineItem) tuple.get(lines[i]).getObject()).index();
        }
        FiringLog log = FiringLog.of(resolver);
        log.fired(action.run(log, new TupleVariables(tuple, declarations)), places);
    }
}
