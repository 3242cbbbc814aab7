package org.loyaltyrules.rules;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.loyaltyrules.award.Award;
import org.loyaltyrules.explanation.Distance;
import org.loyaltyrules.explanation.MatchedFact;
import org.loyaltyrules.explanation.Outcome;
import org.loyaltyrules.fact.LineItem;
import org.loyaltyrules.program.Rule;
import org.loyaltyrules.rules.CompiledRule.Alternative;
import org.loyaltyrules.rules.Condition.Accumulation;
import org.loyaltyrules.rules.Condition.FactPattern;
import org.loyaltyrules.rules.Condition.Group;

/** Says of one rule and the facts of one evaluation what it should do, and why not. Knows nothing of Drools. */
final class RuleExplainer {

    /** A match: facts, awards, and what it is told apart by. */
    private record Found(List<Object> key, RuleVerdict.Match match, int[] lines) {}

    private final CompiledRule rule;
    private final LocalDate day;
    private final List<List<Object>> phases;
    private long steps;

    /**
     * Creates an explainer.
     *
     * @param phases the facts that were inserted before each firing of the rules
     */
    RuleExplainer(CompiledRule rule, LocalDate day, List<? extends List<?>> phases) {
        this.rule = rule;
        this.day = day;
        this.phases = new ArrayList<>();
        List<Object> known = new ArrayList<>();
        for (List<?> inserted : phases) {
            known.addAll(inserted);
            this.phases.add(List.copyOf(known));
        }
    }

    RuleVerdict verdict() {
        List<List<RuleVerdict.Match>> matches = matches();
        Outcome otherwise = null;
        if (matches == null) {
            otherwise = new Outcome.TooManyCombinations(steps);
        } else if (rule.trusted()) {
            otherwise = new Outcome.NotExplained();
        } else if (matches.stream().allMatch(List::isEmpty)) {
            otherwise = mismatch();
        }
        Outcome kept = otherwise instanceof Outcome.NotAsked ? null : keptOut(matches != null && otherwise == null);
        return new RuleVerdict(
                rule.rule(),
                kept != null || matches == null
                        ? phases.stream()
                                .<List<RuleVerdict.Match>>map(phase -> List.of())
                                .toList()
                        : matches,
                kept == null ? otherwise : kept,
                group(rule.attributes()));
    }

    private @Nullable Outcome keptOut(boolean matches) {
        Rule dated = rule.rule();
        if (!rule.attributes().enabled()) {
            return new Outcome.Disabled(matches);
        }
        if (dated.inEffectOn(day)) {
            return null;
        }
        LocalDate bound = dated.from() != null && day.isBefore(dated.from()) ? dated.from() : dated.until();
        long off = bound == null ? 0 : bound.toEpochDay() - day.toEpochDay();
        return new Outcome.NotInEffect(dated.from(), dated.until(), Distance.of(off, Distance.Unit.DAYS), matches);
    }

    private static @Nullable String group(RuleAttributes attributes) {
        if (attributes.activationGroup() != null) {
            return "activation-group \"" + attributes.activationGroup() + "\"";
        }
        if (attributes.lockOnActive()) {
            return "lock-on-active";
        }
        return attributes.agendaGroup() == null ? null : "agenda-group \"" + attributes.agendaGroup() + "\"";
    }

    /** What matches anew in each phase; null where there are too many combinations. */
    private @Nullable List<List<RuleVerdict.Match>> matches() {
        List<List<RuleVerdict.Match>> all = new ArrayList<>();
        Set<List<Object>> before = Set.of();
        for (List<Object> facts : phases) {
            List<Found> found = new ArrayList<>();
            for (int i = 0; i < rule.alternatives().size(); i++) {
                if (!find(i, facts, found)) {
                    return null;
                }
            }
            Set<List<Object>> keys = new HashSet<>();
            List<Found> fresh = new ArrayList<>();
            for (Found one : found) {
                keys.add(one.key());
                if (!before.contains(one.key())) {
                    fresh.add(one);
                }
            }
            before = keys;
            fresh.sort(Comparator.comparing(Found::lines, Arrays::compare));
            all.add(fresh.stream().map(Found::match).toList());
        }
        return all;
    }

    private boolean find(int place, List<Object> facts, List<Found> found) {
        Alternative alternative = rule.alternatives().get(place);
        FactSearch search = new FactSearch(facts);
        search.each(alternative.conditions(), () -> {
            found.add(found(place, alternative, search));
            return false;
        });
        steps = search.steps();
        return !search.isExhausted();
    }

    private Found found(int place, Alternative alternative, FactSearch search) {
        List<Object> matched = search.facts(alternative.conditions());
        List<Object> key = new ArrayList<>();
        key.add(place);
        matched.forEach(fact -> key.add(new Same(fact)));
        for (Condition condition : alternative.conditions()) {
            // What is added to an accumulate makes a new match of it.
            if (condition instanceof Accumulation accumulation) {
                search.accumulated(accumulation).forEach(fact -> key.add(new Same(fact)));
            }
        }
        List<Award> awards = awards(alternative, search.variables(alternative.elements()));
        int[] lines = alternative.lines().stream()
                .mapToInt(line -> search.bound(line) instanceof LineItem item ? item.index() : 0)
                .toArray();
        List<MatchedFact> facts = matched.stream().map(Values::fact).toList();
        return new Found(key, new RuleVerdict.Match(facts, awards), lines);
    }

    private static List<Award> awards(Alternative alternative, Variables variables) {
        List<Award> awards = new ArrayList<>();
        try {
            for (Step step : alternative.steps()) {
                step.run(variables, awards);
            }
        } catch (RuleFailureException neverRun) {
            // A rule that fired did not fail; what one would award that did not fire is not told.
            awards.clear();
        }
        return awards;
    }

    /** A fact, equal to itself alone. */
    private record Same(Object fact) {

        @Override
        public boolean equals(Object other) {
            return other instanceof Same that && fact == that.fact;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(fact);
        }
    }

    private Outcome mismatch() {
        List<Object> facts = phases.isEmpty() ? List.of() : phases.get(phases.size() - 1);
        FactKind missing = null;
        MismatchFinder.Failure best = null;
        for (Alternative alternative : rule.alternatives()) {
            FactKind lacking = lacking(alternative.conditions(), facts);
            if (lacking != null) {
                missing = missing == null ? lacking : missing;
                continue;
            }
            FactSearch search = new FactSearch(facts);
            MismatchFinder.Failure failure =
                    new MismatchFinder(search, rule.rule().line()).failure(alternative.conditions());
            if (search.isExhausted()) {
                return new Outcome.TooManyCombinations(search.steps());
            }
            if (failure != null && (best == null || isNearer(failure, best))) {
                best = failure;
            }
        }
        if (best != null) {
            return new Outcome.NotMatched(
                    best.mismatch(),
                    best.failing(),
                    best.away(),
                    rule.alternatives().size());
        }
        FactKind asked = missing == null ? FactKind.MEMBER : missing;
        return new Outcome.NotAsked(asked.word(), asked.when());
    }

    private static boolean isNearer(MismatchFinder.Failure one, MismatchFinder.Failure other) {
        return one.failing() != other.failing()
                ? one.failing() < other.failing()
                : one.away().compareTo(other.away()) < 0;
    }

    /** A kind of fact that the conditions cannot do without and that is not there; null for none. */
    private static @Nullable FactKind lacking(List<Condition> conditions, List<Object> facts) {
        for (Condition condition : conditions) {
            FactKind kind = null;
            if (condition instanceof FactPattern pattern && pattern.from() == null) {
                kind = pattern.type().fact();
            } else if (condition instanceof Accumulation accumulation) {
                kind = lacking(accumulation.source(), facts);
            } else if (condition instanceof Group group
                    && (group.kind() == Group.Kind.EXISTS || group.kind() == Group.Kind.AND)) {
                kind = lacking(group.parts(), facts);
            }
            FactKind needed = kind;
            if (needed != null && facts.stream().noneMatch(needed.type()::isInstance)) {
                return needed;
            }
        }
        return null;
    }
}
