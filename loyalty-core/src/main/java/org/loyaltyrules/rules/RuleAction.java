package org.loyaltyrules.rules;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.loyaltyrules.award.Award;
import org.loyaltyrules.award.Firing;
import org.loyaltyrules.program.Rule;

/** What a rule does when it fires: runs its steps and tells the log what they award. Immutable. */
final class RuleAction {

    private final Rule rule;
    private final List<Step> steps;
    private final RulePlace place;

    /** What every firing grants, where that is always the same; else null. */
    private final @Nullable List<Award> always;

    RuleAction(Rule rule, List<Step> steps) {
        this.rule = rule;
        this.steps = steps;
        this.place = new RulePlace(rule, rule.line());
        this.always = steps.stream().allMatch(ConstantStep.class::isInstance) ? awards(Variables.NONE) : null;
    }

    Rule rule() {
        return rule;
    }

    /** Whether what the rule grants depends on what was matched. */
    boolean looksAtMatch() {
        return always == null;
    }

    /** Fires the rule. */
    Firing run(FiringLog log, Variables variables) {
        log.count(rule);
        log.work().spend(1L + steps.size(), place);
        if (always != null) {
            return new Firing(rule, always);
        }
        try {
            return new Firing(rule, awards(variables));
        } catch (RuntimeException failed) {
            RuleFailureException failure = place.failure(failed);
            log.failed(failure);
            throw failure;
        }
    }

    private List<Award> awards(Variables variables) {
        List<Award> awards = new ArrayList<>(steps.size());
        for (Step step : steps) {
            step.run(variables, awards);
        }
        return List.copyOf(awards);
    }
}
