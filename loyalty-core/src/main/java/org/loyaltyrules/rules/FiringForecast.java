package org.loyaltyrules.rules;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.loyaltyrules.fact.Member;
import org.loyaltyrules.program.Rule;

/**
 * Tells without a session that no rule can fire on some facts. Looks at each pattern alone: a rule whose patterns each find
 * a fact may still not match, but one with a pattern that finds none cannot.
 */
final class FiringForecast {

    /** A pattern that must find a fact, with those of its constraints that look at nothing else. */
    private record Need(Class<?> type, List<Evaluator> constraints) {

        boolean isMetBy(List<?> facts, Spent spent) {
            for (Object fact : facts) {
                if (type.isInstance(fact) && meets(fact, spent)) {
                    return true;
                }
            }
            return false;
        }

        /** As {@link #isMetBy} for some member; where a condition asks what is not known, it could be. */
        boolean couldBeMetBy(List<?> facts, Spent spent) {
            if (type == Member.class) {
                return true;
            }
            for (Object fact : facts) {
                if (type.isInstance(fact) && couldMeet(fact, spent)) {
                    return true;
                }
            }
            return false;
        }

        private boolean couldMeet(Object fact, Spent spent) {
            for (Evaluator constraint : constraints) {
                try {
                    if (!constraint.test(fact, spent)) {
                        return false;
                    }
                } catch (RuntimeException notKnown) {
                    continue;
                }
            }
            return true;
        }

        private boolean meets(Object fact, Spent spent) {
            for (Evaluator constraint : constraints) {
                if (!constraint.test(fact, spent)) {
                    return false;
                }
            }
            return true;
        }
    }

    private record Candidate(Rule rule, Steadiness steadiness, List<Need> needs) {

        boolean couldFire(LocalDate date, List<?> facts, Spent spent) {
            return rule.inEffectOn(date) && isMetBy(facts, spent);
        }

        boolean isMetBy(List<?> facts, Spent spent) {
            for (Need need : needs) {
                if (!need.isMetBy(facts, spent)) {
                    return false;
                }
            }
            return true;
        }
    }

    /** Ends a forecast that takes too long; the evaluation will tell why. */
    private static final class Spent implements Variables {

        private long steps;

        @Override
        public Object get(int slot) {
            return Variables.NONE.get(slot);
        }

        @Override
        public void spend(long more) {
            steps += more;
            if (steps > Workload.MOST_STEPS) {
                throw new EvaluationException("the forecast takes too long");
            }
        }
    }

    private final List<Candidate> candidates;

    private FiringForecast(Stream<Candidate> candidates) {
        this.candidates = candidates.toList();
    }

    FiringForecast(List<CompiledRule> rules, Function<CompiledRule, Steadiness> steadiness) {
        this(rules, steadiness, constraint -> constraint.elements().isEmpty());
    }

    private FiringForecast(
            List<CompiledRule> rules,
            Function<CompiledRule, Steadiness> steadiness,
            Predicate<Condition.Constraint> asked) {
        candidates = new ArrayList<>();
        for (CompiledRule rule : rules) {
            Steadiness known = steadiness.apply(rule);
            if (rule.trusted()) {
                candidates.add(new Candidate(rule.rule(), known, List.of()));
            }
            for (CompiledRule.Alternative alternative : rule.alternatives()) {
                candidates.add(new Candidate(rule.rule(), known, needs(alternative, asked)));
            }
        }
    }

    /** What stands in the way of rules on all days, or on none. */
    static FiringForecast ofAllDays(List<CompiledRule> rules, Function<CompiledRule, Steadiness> steadiness) {
        return new FiringForecast(rules, steadiness, Steadiness::isSteady);
    }

    private static List<Need> needs(CompiledRule.Alternative alternative, Predicate<Condition.Constraint> asked) {
        List<Need> needs = new ArrayList<>();
        for (Condition condition : alternative.conditions()) {
            if (condition instanceof Condition.FactPattern pattern
                    && pattern.from() == null
                    && pattern.type().fact() != null) {
                List<Evaluator> constraints = pattern.constraints().stream()
                        .filter(asked)
                        .map(constraint -> constraint.operand().evaluator())
                        .toList();
                needs.add(new Need(pattern.type().fact().type(), constraints));
            }
        }
        return needs;
    }

    /** The rules that could fire on these facts for some member. */
    FiringForecast forSomebody(LocalDate date, List<?> facts) {
        Spent spent = new Spent();
        return new FiringForecast(candidates.stream()
                .filter(candidate -> candidate.rule().inEffectOn(date)
                        && candidate.needs().stream().allMatch(need -> need.couldBeMetBy(facts, spent))));
    }

    /** Some of the rules. */
    FiringForecast those(Predicate<Steadiness> which) {
        return new FiringForecast(candidates.stream().filter(candidate -> which.test(candidate.steadiness())));
    }

    /** As {@link #couldFire}, whenever the rules are in effect. */
    boolean couldFireOnceInEffect(List<?> facts) {
        Spent spent = new Spent();
        for (Candidate candidate : candidates) {
            if (candidate.isMetBy(facts, spent)) {
                return true;
            }
        }
        return false;
    }

    /** Whether there are no rules. */
    boolean isEmpty() {
        return candidates.isEmpty();
    }

    /** Whether some rule could fire on these facts, inserted at once or one after the other. */
    boolean couldFire(LocalDate date, List<?> facts) {
        if (candidates.isEmpty()) {
            return false;
        }
        Spent spent = new Spent();
        for (Candidate candidate : candidates) {
            if (candidate.couldFire(date, facts, spent)) {
                return true;
            }
        }
        return false;
    }
}
