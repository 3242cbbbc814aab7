package org.loyaltyrules.rules;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds those rules on one type of fact that a fact may match, by what is known of the fact and by the day: a rule for one
 * store is not even looked at where the purchase is of another. Immutable and thread-safe.
 */
final class FactIndex {

    /** Rules by the values of one thing that is known of the fact. */
    private record Lookup(Evaluator reader, boolean contained, Map<Object, SingleFactRule[]> rules) {}

    /** Looks at rules that may match. */
    @FunctionalInterface
    interface Visitor {
        /** Whether there is no need to look at more. */
        boolean visit(SingleFactRule rule, Object fact);
    }

    private final Lookup[] lookups;
    private final DatedRules others;

    FactIndex(List<SingleFactRule> rules) {
        Map<String, Set<Object>> valuesOf = new HashMap<>();
        for (SingleFactRule rule : rules) {
            keys(rule)
                    .forEach(key -> valuesOf.computeIfAbsent(key.subject(), subject -> new HashSet<>())
                            .addAll(key.values()));
        }
        Map<String, Map<Object, List<SingleFactRule>>> byValue = new LinkedHashMap<>();
        Map<String, IndexKey> keyOf = new HashMap<>();
        List<SingleFactRule> rest = new ArrayList<>();
        for (SingleFactRule rule : rules) {
            IndexKey key = mostTelling(keys(rule), valuesOf);
            if (key == null) {
                rest.add(rule);
                continue;
            }
            keyOf.putIfAbsent(key.subject(), key);
            Map<Object, List<SingleFactRule>> known =
                    byValue.computeIfAbsent(key.subject(), subject -> new HashMap<>());
            new HashSet<>(key.values())
                    .forEach(value -> known.computeIfAbsent(value, one -> new ArrayList<>(2))
                            .add(rule));
        }
        this.lookups = byValue.entrySet().stream()
                .map(entry -> lookup(keyOf.get(entry.getKey()), entry.getValue()))
                .toArray(Lookup[]::new);
        this.others = new DatedRules(rest);
    }

    private static Lookup lookup(@Nullable IndexKey key, Map<Object, List<SingleFactRule>> rules) {
        if (key == null) {
            throw new IllegalStateException("rules without a key");
        }
        Map<Object, SingleFactRule[]> byValue = new HashMap<>();
        rules.forEach((value, some) -> byValue.put(value, some.toArray(SingleFactRule[]::new)));
        return new Lookup(key.reader(), key.contained(), byValue);
    }

    private static List<IndexKey> keys(SingleFactRule rule) {
        List<IndexKey> keys = new ArrayList<>();
        for (Condition.Constraint constraint : rule.pattern().constraints()) {
            IndexKey key = IndexKey.of(constraint);
            if (key != null) {
                keys.add(key);
            }
        }
        return keys;
    }

    /** The key of which rules name the most values: a store tells more than a day of the week. */
    private static @Nullable IndexKey mostTelling(List<IndexKey> keys, Map<String, Set<Object>> valuesOf) {
        IndexKey best = null;
        int most = 0;
        for (IndexKey key : keys) {
            int values = valuesOf.getOrDefault(key.subject(), Set.of()).size();
            if (values > most) {
                best = key;
                most = values;
            }
        }
        return best;
    }

    /**
     * Shows each rule that the fact may match on the day; the others cannot.
     *
     * @return whether the visitor had seen enough
     */
    boolean visit(Object fact, LocalDate day, Visitor visitor) {
        return visitByKey(fact, visitor) || visit(on(day), fact, visitor);
    }

    /** The rules without a key that can fire on the day. */
    SingleFactRule[] on(LocalDate day) {
        return others.on(day);
    }

    /** As {@link #visit}, for rules that are found by what is known of the fact. */
    boolean visitByKey(Object fact, Visitor visitor) {
        for (Lookup lookup : lookups) {
            Object value = lookup.reader().value(fact, Variables.NONE);
            if (!lookup.contained()) {
                if (visit(lookup.rules().get(value), fact, visitor)) {
                    return true;
                }
            } else if (value != null && !((Set<?>) value).isEmpty()) {
                for (Object element : (Set<?>) value) {
                    if (visit(lookup.rules().get(element), fact, visitor)) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    private static boolean visit(SingleFactRule @Nullable [] rules, Object fact, Visitor visitor) {
        if (rules == null) {
            return false;
        }
        for (SingleFactRule rule : rules) {
            if (visitor.visit(rule, fact)) {
                return true;
            }
        }
        return false;
    }
}
