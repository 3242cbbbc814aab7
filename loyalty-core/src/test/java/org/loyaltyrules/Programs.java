package org.loyaltyrules;

import java.util.HashMap;
import java.util.Map;
import org.loyaltyrules.program.InvalidProgramException;
import org.loyaltyrules.reference.ReferenceProgram;
import org.loyaltyrules.rules.IdleRules;

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

    /**
     * A random program without its rules that can never fire, which are errors. The naive engine keeps them, so that one
     * that does fire after all shows as a difference.
     *
     * @param more files beside its own
     */
    static LoyaltyProgram random(ReferenceProgram program, Map<String, String> more) {
        Map<String, String> files = new HashMap<>(program.files());
        files.putAll(more);
        try {
            return LoyaltyProgram.of("random", files);
        } catch (InvalidProgramException e) {
            files.replaceAll(
                    (file, text) -> file.endsWith(".drl") ? IdleRules.without(file, text, e.problems()) : text);
            return LoyaltyProgram.of("random", files);
        }
    }

    /** A rule. */
    static String rule(String name, String when, String then) {
        return "rule \"" + name + "\"\nwhen\n  " + when + "\nthen\n  " + then + "\nend\n";
    }
}
