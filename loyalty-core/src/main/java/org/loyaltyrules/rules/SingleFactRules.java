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

    /** The rules on facts of this fact's type; null where there are none. */
    @Nullable
    FactIndex index(Object fact) {
        return indexes.get(RuleSet.typeOf(fact));
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
