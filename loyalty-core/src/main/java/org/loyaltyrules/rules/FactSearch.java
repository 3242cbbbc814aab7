package org.loyaltyrules.rules;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.loyaltyrules.rules.Condition.Accumulation;
import org.loyaltyrules.rules.Condition.Constraint;
import org.loyaltyrules.rules.Condition.FactPattern;
import org.loyaltyrules.rules.Condition.Group;

/**
 * Matches conditions on facts by trying one fact after the other, as a reader of the rule would: for explanations, where
 * what came close matters too. Gives up after a number of steps. Not thread-safe.
 */
final class FactSearch {

    /** Constraints that are tried for one rule before it counts as having too many combinations. */
    static final long MOST_STEPS = 2_000_000;

    private final List<?> facts;
    private @Nullable Object[] bound = new @Nullable Object[8];
    private long steps;

    FactSearch(List<?> facts) {
        this.facts = facts;
    }

    /** Hears of a match; says whether that is enough. */
    @FunctionalInterface
    interface Match {
        boolean found();
    }

    /** Whether the search was given up; what it found is then worth nothing. */
    boolean isExhausted() {
        return steps > MOST_STEPS;
    }

    long steps() {
        return steps;
    }

    /** What is bound to an element of the present match. */
    @Nullable
    Object bound(Element element) {
        return element.id() < bound.length ? bound[element.id()] : null;
    }

    void bind(Element element, Object value) {
        if (element.id() >= bound.length) {
            bound = Arrays.copyOf(bound, Math.max(element.id() + 1, bound.length * 2));
        }
        bound[element.id()] = value;
    }

    /** The variables of an expression, by slot, in the present match. */
    Variables variables(List<Element> elements) {
        return slot -> {
            Object value = bound(elements.get(slot));
            if (value == null) {
                throw new IllegalStateException("element " + elements.get(slot).id() + " is not bound");
            }
            return value;
        };
    }

    /** Tells of every way in which all conditions hold, until it is told that that is enough. */
    boolean each(List<Condition> conditions, Match match) {
        return each(conditions, 0, match);
    }

    private boolean each(List<Condition> conditions, int from, Match match) {
        return from == conditions.size()
                ? match.found()
                : each(conditions.get(from), () -> each(conditions, from + 1, match));
    }

    /** Tells of every way in which a condition holds, until it is told that that is enough. */
    boolean each(Condition condition, Match match) {
        if (isExhausted()) {
            return true;
        }
        if (condition instanceof FactPattern pattern) {
            return eachFact(pattern, match);
        }
        if (condition instanceof Accumulation accumulation) {
            Object result = result(accumulation);
            if (result == null) {
                return false;
            }
            bind(accumulation, result);
            return hold(accumulation.constraints(), result) && match.found();
        }
        Group group = (Group) condition;
        return switch (group.kind()) {
            case AND -> each(group.parts(), match);
            case OR -> eachBranch(group, match);
            case EXISTS -> each(group.parts(), () -> true) && match.found();
            case NOT -> !each(group.parts(), () -> true) && match.found();
        };
    }

    private boolean eachBranch(Group group, Match match) {
        for (Condition branch : group.parts()) {
            if (each(branch, match)) {
                return true;
            }
        }
        return false;
    }

    private boolean eachFact(FactPattern pattern, Match match) {
        for (Object candidate : candidates(pattern)) {
            bind(pattern, candidate);
            if (hold(pattern.constraints(), candidate) && match.found()) {
                return true;
            }
        }
        return false;
    }

    /** What a pattern chooses from: facts of its type, or the elements of its list. */
    List<Object> candidates(FactPattern pattern) {
        FactKind kind = pattern.type().fact();
        Class<?> type = kind == null ? String.class : kind.type();
        Collection<?> all = facts;
        if (pattern.from() != null) {
            Object list = pattern.from()
                    .list()
                    .evaluator()
                    .value(this, variables(pattern.from().elements()));
            all = list == null ? List.of() : (Collection<?>) list;
        }
        List<Object> candidates = new ArrayList<>();
        for (Object one : all) {
            if (type.isInstance(one)) {
                candidates.add(one);
            }
        }
        return candidates;
    }

    private boolean hold(List<Constraint> constraints, Object self) {
        for (Constraint constraint : constraints) {
            if (!holds(constraint, self)) {
                return false;
            }
        }
        return true;
    }

    /** Whether one constraint holds in the present match. */
    boolean holds(Constraint constraint, Object self) {
        steps++;
        return Inquiry.holds(constraint.operand(), self, variables(constraint.elements()));
    }

    /** What an accumulate comes to in the present match; null where a function has no result. */
    @Nullable
    Object result(Accumulation accumulation) {
        @Nullable Object[] results = results(accumulation);
        for (Object result : results) {
            if (result == null) {
                return null;
            }
        }
        return accumulation.single() ? results[0] : results;
    }

    /** What each function of an accumulate comes to; null for those without a result. */
    @Nullable
    Object[] results(Accumulation accumulation) {
        List<AccumulateFunction> functions = accumulation.functions();
        @Nullable Object[] results = new @Nullable Object[functions.size()];
        for (int i = 0; i < results.length; i++) {
            results[i] = functions.get(i).start();
        }
        each(accumulation.source(), () -> {
            Variables variables = variables(accumulation.elements());
            for (int i = 0; i < results.length; i++) {
                results[i] = functions.get(i).add(results[i], this, variables);
            }
            steps++;
            return isExhausted();
        });
        for (int i = 0; i < results.length; i++) {
            results[i] = functions.get(i).finish(results[i]);
        }
        return results;
    }

    /** The facts that an accumulate takes in, in the present match. */
    List<Object> accumulated(Accumulation accumulation) {
        List<Object> taken = new ArrayList<>();
        each(accumulation.source(), () -> {
            taken.addAll(facts(accumulation.source()));
            return isExhausted();
        });
        return taken;
    }

    /** The facts that the patterns among conditions are bound to. */
    List<Object> facts(List<Condition> conditions) {
        List<Object> matched = new ArrayList<>();
        for (Condition condition : conditions) {
            if (condition instanceof FactPattern pattern && bound(pattern) != null) {
                matched.add(bound(pattern));
            } else if (condition instanceof Group group && group.kind() == Group.Kind.AND) {
                matched.addAll(facts(group.parts()));
            }
        }
        return matched;
    }
}
