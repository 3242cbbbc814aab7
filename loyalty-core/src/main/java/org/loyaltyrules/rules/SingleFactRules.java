package org.loyaltyrules.rules;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The rules of a program that look at one fact and no other. They need no network: whatever else is there, each fact is
 * held against those rules that it may match. Immutable and thread-safe.
 */
final class SingleFactRules {

    private final Map<Class<?>, FactIndex> indexes = new HashMap<>();

    SingleFactRules(List<CompiledRule> rules) {
        Map<Class<?>, List<SingleFactRule>> byType = new HashMap<>();
        for (CompiledRule compiled : rules) {
            for (SingleFactRule rule : SingleFactRule.of(compiled)) {
                FactKind kind = rule.pattern().type().fact();
                if (kind != null) {
                    byType.computeIfAbsent(kind.type(), type -> new ArrayList<>())
                            .add(rule);
                }
            }
        }
        byType.forEach((type, some) -> indexes.put(type, new FactIndex(some)));
    }

    private @Nullable FactIndex index(Object fact) {
        return indexes.get(RuleSet.typeOf(fact));
    }

    /** Fires every rule that a fact matches, from the fact at a place on. */
    void fire(List<?> facts, int first, LocalDate day, FiringLog log) {
        FactIndex.Visitor firing = (rule, fact) -> {
            if (rule.matches(fact, day, log)) {
                rule.fire(fact, log);
            }
            return false;
        };
        for (int i = first; i < facts.size(); i++) {
            FactIndex index = index(facts.get(i));
            if (index != null) {
                index.visit(facts.get(i), day, firing);
            }
        }
    }

    /** Whether some rule would fire on one of the facts. */
    boolean wouldFire(List<?> facts, LocalDate day) {
        FiringLog log = new FiringLog();
        log.begin(day);
        FactIndex.Visitor finding = (rule, fact) -> rule.matches(fact, day, log);
        for (int i = 0; i < facts.size(); i++) {
            FactIndex index = index(facts.get(i));
            if (index != null && index.visit(facts.get(i), day, finding)) {
                return true;
            }
        }
        return false;
    }
}
