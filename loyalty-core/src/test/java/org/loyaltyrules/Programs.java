package org.loyaltyrules;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.loyaltyrules.program.InvalidProgramException;
import org.loyaltyrules.program.Problem;
import org.loyaltyrules.reference.ReferenceProgram;

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
            Set<String> idle = new HashSet<>();
            for (Problem problem : e.problems()) {
                if (problem.severity() == Problem.Severity.ERROR) {
                    if (!problem.code().equals("never-fires")) {
                        throw e;
                    }
                    idle.add(ruleAt(files.get(problem.file()), problem.line()));
                }
            }
            return random(
                    program.withRules(program.rules().stream()
                            .filter(rule -> !idle.contains(rule.name()))
                            .toList()),
                    more);
        }
    }

    private static String ruleAt(String file, int line) {
        List<String> lines = file.lines().toList();
        int start = line - 1;
        while (!lines.get(start).startsWith("rule \"")) {
            start--;
        }
        return lines.get(start).substring("rule \"".length(), lines.get(start).length() - 1);
    }

    /** A rule. */
    static String rule(String name, String when, String then) {
        return "rule \"" + name + "\"\nwhen\n  " + when + "\nthen\n  " + then + "\nend\n";
    }
}
