package org.loyaltyrules;

import java.util.Map;

/** Small programs for tests. */
final class Programs {

    static final String CATALOG = """
            {"name": "test", "version": "7", "zone": "Asia/Shanghai", "currency": "CNY", "tiers": ["BASIC", "GOLD"],
             "vouchers": {"OFF10": {"kind": "AMOUNT_OFF", "value": 10, "validity": "P30D"}},
             "budgets": {"GIFTS": {"unit": "USES", "cap": 2, "alertAt": 0.5},
                         "EXTRA": {"unit": "POINTS", "cap": 1000, "alertAt": 0.8}}}
            """;

    static final String POINTS = """
            rule "One point a yuan"
            when
              Purchase()
            then
              award.earn(1);
            end
            """;

    private Programs() {}

    /** A program of these rules, and one point a yuan. */
    static LoyaltyProgram of(String... rules) {
        return LoyaltyProgram.of(
                "test", Map.of("program.json", CATALOG, "points.drl", POINTS, "rules.drl", String.join("\n", rules)));
    }

    /** A rule. */
    static String rule(String name, String when, String then) {
        return "rule \"" + name + "\"\nwhen\n  " + when + "\nthen\n  " + then + "\nend\n";
    }
}
