package org.loyaltyrules.rules;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.drools.base.base.ValueResolver;
import org.jspecify.annotations.Nullable;
import org.loyaltyrules.award.Firing;
import org.loyaltyrules.program.Rule;

/**
 * What a session has fired in the present evaluation; every session has its own. Stands for the variables of conditions that
 * look at one fact alone.
 */
final class FiringLog implements Variables, FactIndex.Visitor {

    static final String NAME = "org.loyaltyrules.log";
    /** No purchase comes near it: rules on one line fire once for each. */
    static final int MOST_FIRINGS = 10_000;

    /** What an event mostly fires at once. */
    private static final int FEW = 4;

    private record Fired(Firing firing, int[] lines) {}

    static final Comparator<Firing> BY_RULE =
            Comparator.comparing(firing -> firing.rule().name());

    private static final Comparator<Fired> BY_RULE_AND_LINES = Comparator.comparing(
                    (Fired fired) -> fired.firing().rule().name())
            .thenComparing(Fired::lines, Arrays::compare);

    /** Of rules on one fact, which are told in the order of the facts. */
    private List<Firing> singles = List.of();

    private List<Fired> pending = List.of();
    private Set<Class<?>> inserted = Set.of();
    private final Workload work = new Workload();
    private LocalDate date = LocalDate.EPOCH;
    private int count;
    private @Nullable Map<String, Integer> counts;
    private @Nullable RuleFailureException failure;

    static FiringLog of(ValueResolver resolver) {
        return (FiringLog) resolver.getGlobal(NAME);
    }

    void begin(LocalDate day) {
        date = day;
        work.begin();
        inserted = Set.of();
        singles = List.of();
        pending = List.of();
        count = 0;
        counts = null;
        failure = null;
    }

    void inserted(Object fact) {
        inserted = inserted.isEmpty() ? new HashSet<>() : inserted;
        inserted.add(fact.getClass());
    }

    /** The fact that shows that it is too late for such an award; null where it is not. */
    @Nullable
    FactKind tooLateFor(AwardVerb verb) {
        if (verb.beforeTier() && inserted.contains(FactKind.TIER_CHANGE.type())) {
            return FactKind.TIER_CHANGE;
        }
        return verb.beforeSettlement() && inserted.contains(FactKind.QUALIFICATION.type())
                ? FactKind.QUALIFICATION
                : null;
    }

    Workload work() {
        return work;
    }

    @Override
    public Object get(int slot) {
        return Variables.NONE.get(slot);
    }

    @Override
    public void spend(long steps) {
        work.add(steps);
    }

    boolean inEffect(Rule rule) {
        return rule.inEffectOn(date);
    }

    /** Counts a firing and stops rules that fire without end. */
    void count(Rule rule) {
        count++;
        if (count > MOST_FIRINGS - 1_000) {
            if (counts == null) {
                counts = new HashMap<>();
            }
            counts.merge(rule.name(), 1, Integer::sum);
        }
        if (count > MOST_FIRINGS && counts != null) {
            String rules = counts.keySet().stream().sorted().limit(5).collect(Collectors.joining("\", \"", "\"", "\""));
            RuleFailureException stop = new RuleFailureException(
                    rule.name(),
                    rule.file(),
                    rule.line(),
                    "more than " + MOST_FIRINGS + " firings in one evaluation; firing at the end: " + rules,
                    null);
            failed(stop);
            throw stop;
        }
    }

    /**
     * Takes note of a firing.
     *
     * @param lines the places of the matched line items, in the order of the rule
     */
    void fired(Firing firing, int[] lines) {
        pending = pending.isEmpty() ? new ArrayList<>() : pending;
        pending.add(new Fired(firing, lines));
    }

    void failed(RuleFailureException reason) {
        failure = reason;
    }

    @Nullable
    RuleFailureException failure() {
        return failure;
    }

    /** Fires a rule on one fact, where the fact matches it. */
    @Override
    public boolean visit(SingleFactRule rule, Object fact) {
        if (rule.matches(fact, date, this)) {
            singles = singles.isEmpty() ? new ArrayList<>(FEW) : singles;
            singles.add(rule.fire(fact, this));
        }
        return false;
    }

    /** The firings of rules on one fact since the last call, by rule, then in the order of the facts. */
    List<Firing> takeSingles() {
        List<Firing> firings = singles;
        singles = List.of();
        if (firings.size() > 1) {
            firings.sort(BY_RULE);
        }
        return firings;
    }

    /** The other firings since the last call, by rule and line. */
    List<Firing> take() {
        if (pending.isEmpty()) {
            return List.of();
        }
        pending.sort(BY_RULE_AND_LINES);
        List<Firing> firings = new ArrayList<>(pending.size());
        for (Fired fired : pending) {
            firings.add(fired.firing());
        }
        pending = List.of();
        return firings;
    }
}
