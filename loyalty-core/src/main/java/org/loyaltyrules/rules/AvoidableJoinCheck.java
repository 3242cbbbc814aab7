package org.loyaltyrules.rules;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Warns of rules with a pattern on something that a property of another pattern's fact would give. A rule that looks at
 * one fact costs nothing where it cannot match; one that joins two costs each event something.
 */
final class AvoidableJoinCheck {

    private final Diagnostics diagnostics;

    AvoidableJoinCheck(Diagnostics diagnostics) {
        this.diagnostics = diagnostics;
    }

    void check(ProgramCompiler.Compiled compiled) {
        for (CompiledRule.Alternative alternative : compiled.rule().alternatives()) {
            String hint = hint(alternative.conditions());
            if (hint != null) {
                diagnostics.warn(
                        compiled.source(),
                        ProblemException.at(
                                compiled.chunk().name(),
                                "avoidable-join",
                                "this rule joins facts where a property would do; many such rules are slow",
                                hint));
                return;
            }
        }
    }

    /** What to write instead; null where nothing is to be. */
    private static @Nullable String hint(List<Condition> conditions) {
        FactKind other = null;
        boolean member = false;
        boolean purchase = false;
        boolean line = false;
        for (Condition condition : conditions) {
            if (!(condition instanceof Condition.FactPattern pattern) || pattern.from() != null) {
                continue;
            }
            FactKind kind = pattern.type().fact();
            // Without constraints it may be there for the rule to have something to match.
            member |= kind == FactKind.MEMBER && !pattern.constraints().isEmpty();
            purchase |= kind == FactKind.PURCHASE;
            line |= kind == FactKind.LINE_ITEM;
            other = kind == FactKind.MEMBER || other != null ? other : kind;
        }
        if (member && other != null) {
            return "every fact knows its member: write " + other.word() + "( member.… ) instead of a pattern on Member";
        }
        return purchase && line
                ? "a line knows its purchase: write LineItem( purchase.… ) instead of a pattern on Purchase"
                : null;
    }
}
