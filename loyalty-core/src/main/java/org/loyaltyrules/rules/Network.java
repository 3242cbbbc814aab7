package org.loyaltyrules.rules;

import java.time.LocalDate;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The rules of a program that look at several facts at once, or depend on what else fires: those that Drools evaluates.
 * Thread-safe.
 */
final class Network {

    private final SessionPool pool;
    private final FiringForecast forecast;
    private final Set<Class<?>> matched = new HashSet<>();

    Network(List<CompiledRule> rules, SessionPool pool) {
        this.pool = pool;
        this.forecast = new FiringForecast(rules, rule -> Steadiness.NONE);
        for (CompiledRule rule : rules) {
            // What trusted rules look at only Drools knows.
            Set<FactKind> kinds = rule.trusted() ? EnumSet.allOf(FactKind.class) : rule.matched();
            kinds.forEach(kind -> matched.add(kind.type()));
        }
    }

    /** Whether some rule could fire on these facts, inserted at once or one after the other. */
    boolean couldFire(LocalDate date, List<?> facts) {
        return forecast.couldFire(date, facts);
    }

    /** Whether some rule has a pattern that the fact is looked at for. */
    boolean looksAt(Object fact) {
        return matched.contains(RuleSet.typeOf(fact));
    }

    SessionPool pool() {
        return pool;
    }

    NetworkEvaluation begin(LocalDate date, @Nullable EvaluationGuard guard) {
        SessionPool.Session session = pool.borrow();
        session.log().begin(date);
        return new NetworkEvaluation(this, session, guard);
    }
}
