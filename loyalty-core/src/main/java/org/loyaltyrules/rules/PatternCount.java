package org.loyaltyrules.rules;

import java.util.List;
import org.drools.drl.ast.descr.AccumulateDescr;
import org.drools.drl.ast.descr.BaseDescr;
import org.drools.drl.ast.descr.ConditionalElementDescr;
import org.drools.drl.ast.descr.PatternDescr;
import org.drools.drl.ast.descr.RuleDescr;

/** Counts the patterns of a rule, also those within others. */
final class PatternCount {

    private PatternCount() {}

    static void check(RuleDescr rule, Token name, int most) {
        check(rule.getLhs() == null ? List.of() : rule.getLhs().getDescrs(), name, most);
    }

    static void check(List<? extends BaseDescr> conditions, Token name, int most) {
        int count = of(conditions);
        if (count > most) {
            throw ProblemException.at(
                    name,
                    "too-many-patterns",
                    "rule " + name.described() + " has " + count + " patterns",
                    Limits.most(most, "patterns in a rule; write several rules"));
        }
    }

    private static int of(List<? extends BaseDescr> conditions) {
        int count = 0;
        for (BaseDescr condition : conditions) {
            if (condition instanceof PatternDescr pattern) {
                count += pattern.getSource() instanceof AccumulateDescr accumulate
                        ? of(List.of(accumulate.getInput()))
                        : 1;
            } else if (condition instanceof ConditionalElementDescr group) {
                count +=
                        of(group.getDescrs().stream().map(BaseDescr.class::cast).toList());
            }
        }
        return count;
    }
}
