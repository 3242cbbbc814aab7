package org.loyaltyrules.rules;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * Those of some rules that can fire on a day, by {@code @from} and {@code @until} and by what their constraints say of the
 * date. Which these are changes only on the days on which a rule begins or ends, and is remembered in between. Thread-safe.
 */
final class DatedRules {

    private record Dated(SingleFactRule rule, long from, long until) {}

    private final List<Dated> rules = new ArrayList<>();

    /** Days from which other rules can fire than before, ascending. */
    private final long[] changes;

    /** The rules that can fire before the first change, from the first to the second, and so on; found when first asked for. */
    private final AtomicReferenceArray<SingleFactRule[]> byPeriod;

    DatedRules(List<SingleFactRule> rules) {
        TreeSet<Long> days = new TreeSet<>();
        for (SingleFactRule rule : rules) {
            Dated dated = dated(rule);
            this.rules.add(dated);
            days.add(dated.from());
            days.add(dated.until() == Long.MAX_VALUE ? Long.MAX_VALUE : dated.until() + 1);
        }
        this.changes = days.stream().mapToLong(Long::longValue).toArray();
        this.byPeriod = new AtomicReferenceArray<>(changes.length + 1);
    }

    private static Dated dated(SingleFactRule rule) {
        LocalDate begins = rule.rule().from();
        LocalDate ends = rule.rule().until();
        long from = begins == null ? Long.MIN_VALUE : begins.toEpochDay();
        long until = ends == null ? Long.MAX_VALUE : ends.toEpochDay();
        for (Condition.Constraint constraint : rule.pattern().constraints()) {
            DateBound bound = DateBound.of(constraint);
            if (bound != null) {
                from = Math.max(from, bound.from());
                until = Math.min(until, bound.until());
            }
        }
        return new Dated(rule, from, until);
    }

    /** The rules that can fire on the day. */
    SingleFactRule[] on(LocalDate day) {
        long epochDay = day.toEpochDay();
        int period = changes.length;
        for (int low = 0; low < period; ) {
            int middle = (low + period) >>> 1;
            if (changes[middle] > epochDay) {
                period = middle;
            } else {
                low = middle + 1;
            }
        }
        SingleFactRule[] known = byPeriod.get(period);
        if (known == null) {
            known = find(epochDay);
            byPeriod.set(period, known);
        }
        return known;
    }

    private SingleFactRule[] find(long day) {
        return rules.stream()
                .filter(dated -> dated.from() <= day && day <= dated.until())
                .map(Dated::rule)
                .toArray(SingleFactRule[]::new);
    }
}
