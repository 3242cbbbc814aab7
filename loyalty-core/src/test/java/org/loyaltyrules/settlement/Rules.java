package org.loyaltyrules.settlement;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.loyaltyrules.program.CalendarPeriod;
import org.loyaltyrules.program.Rule;
import org.loyaltyrules.program.RuleLimit;

/** Rules for tests of settlement. */
final class Rules {

    private Rules() {}

    static Rule rule(String name) {
        return rule(name, null, null, null);
    }

    static Rule exclusive(String name, String group) {
        return rule(name, null, null, group);
    }

    static Rule budgeted(String name, String budget) {
        return rule(name, null, budget, null);
    }

    static Rule limited(String name, int times, CalendarPeriod per) {
        return rule(name, new RuleLimit(times, per), null, null);
    }

    static Rule rule(String name, @Nullable RuleLimit limit, @Nullable String budget, @Nullable String exclusive) {
        return new Rule(name, "rules.drl", 1, limit, budget, exclusive, null, null, Map.of(), Map.of(), null);
    }
}
