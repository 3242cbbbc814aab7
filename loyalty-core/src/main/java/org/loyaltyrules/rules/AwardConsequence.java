package org.loyaltyrules.rules;

import java.util.ArrayList;
import java.util.List;
import org.drools.base.base.ValueResolver;
import org.drools.base.definitions.rule.impl.RuleImpl;
import org.drools.base.reteoo.BaseTuple;
import org.drools.base.rule.Declaration;
import org.drools.base.rule.consequence.Consequence;
import org.drools.base.rule.consequence.ConsequenceContext;
import org.loyaltyrules.award.Award;
import org.loyaltyrules.fact.LineItem;
import org.loyaltyrules.program.Rule;

/** Runs a rule's steps and hands what they award to the evaluation. */
final class AwardConsequence implements Consequence<ConsequenceContext> {

    private final Rule rule;
    private final List<Step> steps;
    private final Declaration[] declarations;
    private final Declaration[] lines;
    private final RulePlace place;

    /**
     * Creates a consequence.
     *
     * @param declarations what the steps look at, by slot
     * @param lines the patterns on line items, in the order of the rule
     */
    AwardConsequence(Rule rule, List<Step> steps, Declaration[] declarations, Declaration[] lines) {
        this.rule = rule;
        this.steps = steps;
        this.declarations = declarations;
        this.lines = lines;
        this.place = new RulePlace(rule, rule.line());
    }

    @Override
    public String getName() {
        return RuleImpl.DEFAULT_CONSEQUENCE_NAME;
    }

    @Override
    public void evaluate(ConsequenceContext context, ValueResolver resolver) {
        BaseTuple tuple = context.getTuple();
        FiringLog log = FiringLog.of(resolver);
        log.count(rule);
        log.work().spend(1L + steps.size(), place);
        Variables variables = new TupleVariables(tuple, declarations);
        List<Award> awards = new ArrayList<>(2);
        try {
            for (Step step : steps) {
                step.run(variables, awards);
            }
        } catch (RuntimeException failed) {
            RuleFailureException failure = place.failure(failed);
            log.failed(failure);
            throw failure;
        }
        int[] places = new int[lines.length];
        for (int i = 0; i < places.length; i++) {
            places[i] = ((LineItem) tuple.get(lines[i]).getObject()).index();
        }
        log.fired(rule, places, awards);
    }
}
