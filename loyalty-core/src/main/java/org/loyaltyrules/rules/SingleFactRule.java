package org.loyaltyrules.rules;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.loyaltyrules.award.Firing;
import org.loyaltyrules.fact.LineItem;
import org.loyaltyrules.program.Rule;

/**
 * One alternative of a rule that looks at one fact and no other: it fires for every fact that meets its constraints, and
 * what else is there makes no difference. Immutable.
 */
final class SingleFactRule {

    /** Words of the rule language that may ask for something that one line has and another has not. */
    private static final Set<String> OF_A_LINE =
            Set.of("this", "sku", "category", "brand", "quantity", "amount", "tags", "availableFrom", "lines");

    private final Rule rule;
    private final RuleAction action;
    private final Condition.FactPattern pattern;
    private final Evaluator[] constraints;
    private final RulePlace[] places;

    /** So many constraints at the beginning are the same for all lines of a purchase. */
    private final int ofThePurchase;

    private SingleFactRule(Rule rule, RuleAction action, Condition.FactPattern pattern) {
        this.rule = rule;
        this.action = action;
        this.pattern = pattern;
        this.constraints = pattern.constraints().stream()
                .map(constraint -> constraint.operand().evaluator())
                .toArray(Evaluator[]::new);
        this.places = pattern.constraints().stream()
                .map(constraint -> new RulePlace(rule, constraint.line()))
                .toArray(RulePlace[]::new);
        this.ofThePurchase = (int) pattern.constraints().stream()
                .takeWhile(constraint -> Collections.disjoint(constraint.words(), OF_A_LINE))
                .count();
    }

    /**
     * Whether every alternative of the rule looks at one fact alone, and nothing in its header makes its firing depend on
     * that of others.
     */
    static boolean fits(CompiledRule rule) {
        return !rule.trusted()
                && !rule.attributes().needFreshSession()
                && rule.alternatives().stream().allMatch(SingleFactRule::fits);
    }

    private static boolean fits(CompiledRule.Alternative alternative) {
        return alternative.conditions().size() == 1
                && alternative.conditions().get(0) instanceof Condition.FactPattern pattern
                && pattern.from() == null
                && pattern.type().fact() != null
                && pattern.constraints().stream()
                        .allMatch(constraint -> constraint.elements().isEmpty());
    }

    /** The alternatives of a rule that {@link #fits}; none where it is switched off. */
    static List<SingleFactRule> of(CompiledRule rule) {
        List<SingleFactRule> rules = new ArrayList<>();
        if (rule.attributes().enabled()) {
            for (CompiledRule.Alternative alternative : rule.alternatives()) {
                Condition.FactPattern pattern =
                        (Condition.FactPattern) alternative.conditions().get(0);
                rules.add(new SingleFactRule(rule.rule(), new RuleAction(rule.rule(), alternative.steps()), pattern));
            }
        }
        return rules;
    }

    Rule rule() {
        return rule;
    }

    Condition.FactPattern pattern() {
        return pattern;
    }

    /**
     * Whether the rule is in effect on the day and the fact meets its constraints.
     *
     * @throws RuleFailureException where a constraint fails
     */
    boolean matches(Object fact, LocalDate day, FiringLog log) {
        return rule.inEffectOn(day) && meets(fact, constraints.length, log);
    }

    /**
     * Whether the rule may match a line of the purchase that the line is of: the same for all of them.
     *
     * @throws RuleFailureException where a constraint fails
     */
    boolean mayMatchLinesLike(LineItem line, FiringLog log) {
        return meets(line, ofThePurchase, log);
    }

    private boolean meets(Object fact, int end, FiringLog log) {
        for (int i = 0; i < end; i++) {
            try {
                log.work().spend(1, places[i]);
                if (!constraints[i].test(fact, log)) {
                    return false;
                }
            } catch (RuntimeException failed) {
                throw places[i].failure(failed);
            }
        }
        return true;
    }

    Firing fire(Object fact, FiringLog log) {
        return action.run(log, action.looksAtMatch() ? slot -> fact : Variables.NONE);
    }
}
