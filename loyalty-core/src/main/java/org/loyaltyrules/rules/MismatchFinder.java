package org.loyaltyrules.rules;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.loyaltyrules.explanation.Check;
import org.loyaltyrules.explanation.MatchedFact;
import org.loyaltyrules.explanation.Mismatch;
import org.loyaltyrules.rules.Condition.Accumulation;
import org.loyaltyrules.rules.Condition.Constraint;
import org.loyaltyrules.rules.Condition.FactPattern;
import org.loyaltyrules.rules.Condition.Group;

/** Finds the first condition that failed in the match that came furthest. For conditions that do not hold. */
final class MismatchFinder {

    /**
     * Something that failed.
     *
     * @param held conditions of the same pattern that held before it, in the order of the rule
     * @param failing conditions that stand in the way at least
     * @param away how far values were off
     */
    record Failure(Mismatch mismatch, int held, int failing, BigDecimal away) {

        boolean isCloserThan(@Nullable Failure other) {
            if (other == null) {
                return true;
            }
            if (held != other.held) {
                return held > other.held;
            }
            return failing != other.failing ? failing < other.failing : away.compareTo(other.away) < 0;
        }
    }

    private final FactSearch search;
    private final int ruleLine;

    /**
     * Creates a finder.
     *
     * @param ruleLine where the rule begins, for conditions that have no line of their own
     */
    MismatchFinder(FactSearch search, int ruleLine) {
        this.search = search;
        this.ruleLine = ruleLine;
    }

    /** What failed first, in the present match, of conditions that all should hold. */
    @Nullable
    Failure failure(List<Condition> conditions) {
        Furthest furthest = new Furthest(conditions);
        furthest.walk(0);
        return furthest.best;
    }

    /** Goes through all partial matches, and keeps what came furthest. */
    private final class Furthest {

        private final List<Condition> conditions;
        private int deepest = -1;
        private @Nullable Failure best;

        Furthest(List<Condition> conditions) {
            this.conditions = conditions;
        }

        private boolean walk(int from) {
            if (from == conditions.size()) {
                return false;
            }
            boolean[] any = {false};
            search.each(conditions.get(from), () -> {
                any[0] = true;
                return walk(from + 1);
            });
            if (!any[0] && from >= deepest) {
                note(from);
            }
            return search.isExhausted();
        }

        private void note(int at) {
            Failure failure = failure(conditions.get(at));
            if (failure == null) {
                return;
            }
            if (at > deepest || failure.isCloserThan(best)) {
                int after = 0;
                for (Condition later : conditions.subList(at + 1, conditions.size())) {
                    after += weight(later);
                }
                best = new Failure(failure.mismatch(), failure.held(), failure.failing() + after, failure.away());
                deepest = at;
            }
        }
    }

    private static int weight(Condition condition) {
        if (condition instanceof FactPattern pattern) {
            return Math.max(1, pattern.constraints().size());
        }
        return condition instanceof Accumulation accumulation
                ? Math.max(1, accumulation.constraints().size())
                : 1;
    }

    private @Nullable Failure failure(Condition condition) {
        if (condition instanceof FactPattern pattern) {
            return ofPattern(pattern);
        }
        if (condition instanceof Accumulation accumulation) {
            return ofAccumulation(accumulation);
        }
        Group group = (Group) condition;
        return switch (group.kind()) {
            case AND -> failure(group.parts());
            case OR -> ofBranches(group);
            case EXISTS -> ofExists(group);
            case NOT -> ofNot(group);
        };
    }

    private Failure ofPattern(FactPattern pattern) {
        List<Object> candidates = search.candidates(pattern);
        Failure best = null;
        for (Object candidate : candidates) {
            search.bind(pattern, candidate);
            Failure failure = ofCandidate(pattern, candidate, candidates.size());
            if (failure != null && failure.isCloserThan(best)) {
                best = failure;
            }
        }
        if (best != null) {
            return best;
        }
        String kind =
                pattern.type().fact() == null ? "String" : pattern.type().fact().word();
        return new Failure(new Mismatch.FactMissing(kind, line(pattern)), -1, weight(pattern), BigDecimal.ONE);
    }

    private @Nullable Failure ofCandidate(FactPattern pattern, Object candidate, int candidates) {
        List<String> held = new ArrayList<>();
        Constraint first = null;
        Check check = null;
        int before = 0;
        int failing = 0;
        BigDecimal away = BigDecimal.ZERO;
        for (Constraint constraint : pattern.constraints()) {
            if (search.holds(constraint, candidate)) {
                held.add(constraint.written());
                continue;
            }
            Check failed = constraint.inquiry().check(candidate, search.variables(constraint.elements()));
            failing++;
            away = away.add(Nearness.of(failed));
            if (first == null) {
                first = constraint;
                check = failed;
                before = held.size();
            }
        }
        if (first == null || check == null) {
            return null;
        }
        MatchedFact fact = Values.fact(candidate);
        return new Failure(
                new Mismatch.ConditionFailed(fact, candidates, held, check, first.line()), before, failing, away);
    }

    private Failure ofAccumulation(Accumulation accumulation) {
        @Nullable Object[] values = search.results(accumulation);
        List<Mismatch.Result> results = new ArrayList<>();
        boolean complete = true;
        for (int i = 0; i < values.length; i++) {
            complete &= values[i] != null;
            results.add(new Mismatch.Result(accumulation.functions().get(i).written(), values[i]));
        }
        int facts = search.accumulated(accumulation).size();
        int line = accumulation.constraints().isEmpty()
                ? ruleLine
                : accumulation.constraints().get(0).line();
        Check check = null;
        int held = 0;
        int failing = 0;
        BigDecimal away = BigDecimal.ZERO;
        if (complete) {
            Object self = accumulation.single() ? values[0] : values;
            search.bind(accumulation, self);
            for (Constraint constraint : accumulation.constraints()) {
                if (search.holds(constraint, self)) {
                    held += check == null ? 1 : 0;
                    continue;
                }
                Check failed = constraint.inquiry().check(self, search.variables(constraint.elements()));
                failing++;
                away = away.add(Nearness.of(failed));
                line = check == null ? constraint.line() : line;
                check = check == null ? failed : check;
            }
        }
        return new Failure(
                new Mismatch.AccumulationFailed(results, facts, check, line), held, Math.max(1, failing), away);
    }

    private @Nullable Failure ofBranches(Group group) {
        Failure best = null;
        for (Condition branch : group.parts()) {
            Failure failure = failure(branch);
            if (failure != null && (best == null || failure.failing() < best.failing())) {
                best = failure;
            }
        }
        return best;
    }

    private @Nullable Failure ofExists(Group group) {
        Failure inner = failure(group.parts());
        if (inner == null) {
            return null;
        }
        Mismatch mismatch =
                new Mismatch.NoneExists(inner.mismatch(), inner.mismatch().line());
        return new Failure(mismatch, inner.held(), inner.failing(), inner.away());
    }

    private @Nullable Failure ofNot(Group group) {
        Failure[] found = {null};
        search.each(group.parts(), () -> {
            found[0] = forbidden(group.parts());
            return true;
        });
        return found[0];
    }

    /** In the present match, facts were there that must not be. */
    private Failure forbidden(List<Condition> parts) {
        Failure exception = exception(parts);
        if (exception != null) {
            return exception;
        }
        List<MatchedFact> facts = search.facts(parts).stream().map(Values::fact).toList();
        List<String> conditions = new ArrayList<>();
        int line = write(parts, conditions);
        return new Failure(
                new Mismatch.Forbidden(facts, conditions, line == 0 ? ruleLine : line), 0, 1, BigDecimal.ONE);
    }

    /** Where nothing may be without something else, which is how {@code forall} is put: the one that lacks it. */
    private @Nullable Failure exception(List<Condition> parts) {
        boolean forAll = parts.size() == 1
                && parts.get(0) instanceof Group both
                && both.kind() == Group.Kind.AND
                && both.parts().size() == 2
                && both.parts().get(0) instanceof FactPattern
                && both.parts().get(1) instanceof Group lacking
                && lacking.kind() == Group.Kind.NOT;
        if (!forAll) {
            return null;
        }
        List<Condition> both = ((Group) parts.get(0)).parts();
        FactPattern base = (FactPattern) both.get(0);
        Object fact = search.bound(base);
        Failure lacking = lacking(fact, ((Group) both.get(1)).parts());
        if (fact == null || lacking == null) {
            return null;
        }
        Mismatch reason = lacking.mismatch();
        return new Failure(
                new Mismatch.NotForAll(Values.fact(fact), reason, reason.line()), 0, lacking.failing(), lacking.away());
    }

    /** What one fact lacks: where the very fact must meet more conditions, which of these; else what there is none of. */
    private @Nullable Failure lacking(@Nullable Object fact, List<Condition> others) {
        if (fact == null || others.size() != 1 || !(others.get(0) instanceof FactPattern pattern)) {
            return failure(others);
        }
        boolean same = pattern.constraints().stream()
                .map(constraint -> constraint.written().replace(" ", ""))
                .anyMatch(written -> written.equals("this") || written.startsWith("this==$"));
        if (!same) {
            return failure(others);
        }
        search.bind(pattern, fact);
        return ofCandidate(pattern, fact, 1);
    }

    private static int write(List<Condition> parts, List<String> conditions) {
        int line = 0;
        for (Condition part : parts) {
            if (part instanceof FactPattern pattern) {
                for (Constraint constraint : pattern.constraints()) {
                    conditions.add(constraint.written());
                    line = line == 0 ? constraint.line() : line;
                }
            } else if (part instanceof Group group && group.kind() == Group.Kind.AND) {
                int inner = write(group.parts(), conditions);
                line = line == 0 ? inner : line;
            }
        }
        return line;
    }

    private int line(FactPattern pattern) {
        return pattern.constraints().isEmpty()
                ? ruleLine
                : pattern.constraints().get(0).line();
    }
}
