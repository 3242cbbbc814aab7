package org.loyaltyrules.rules;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
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

    private record Candidate(Rule rule, List<Need> needs) {

        boolean couldFire(LocalDate date, List<?> facts, Spent spent) {
            if (!rule.inEffectOn(date)) {
                return false;
            }
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

    private final List<Candidate> candidates = new ArrayList<>();

    FiringForecast(List<CompiledRule> rules) {
        for (CompiledRule rule : rules) {
            if (rule.trusted()) {
                candidates.add(new Candidate(rule.rule(), List.of()));
            }
            for (CompiledRule.Alternative alternative : rule.alternatives()) {
                candidates.add(new Candidate(rule.rule(), needs(alternative)));
            }
        }
    }

    private static List<Need> needs(CompiledRule.Alternative alternative) {
        List<Need> needs = new ArrayList<>();
        for (Condition condition : alternative.conditions()) {
            if (condition instanceof Condition.FactPattern pattern
                    && pattern.from() == null
                    && pattern.type().fact() != null) {
                List<Evaluator> constraints = pattern.constraints().stream()
                        .filter(constraint -> constraint.elements().isEmpty())
                        .map(constraint -> constraint.operand().evaluator())
                        .toList();
                needs.add(new Need(pattern.type().fact().type(), constraints));
            }
        }
        return needs;
    }

    /** Whether some rule could fire on these facts for some member. */
    boolean couldFireForSomebody(LocalDate date, List<?> facts) {
        Spent spent = new Spent();
        for (Candidate candidate : candidates) {
            if (candidate.rule().inEffectOn(date)
                    && candidate.needs().stream().allMatch(need -> need.couldBeMetBy(facts, spent))) {
                return true;
            }
        }
        return false;
    }

    /** Whether some rule could fire on these facts, inserted at once or one after the other. */
    boolean couldFire(LocalDate date, List<?> facts) {
        Spent spent = new Spent();
        for (Candidate candidate : candidates) {
            if (candidate.couldFire(date, facts, spent)) {
                return true;
            }
        }
        return false;
    }
}
