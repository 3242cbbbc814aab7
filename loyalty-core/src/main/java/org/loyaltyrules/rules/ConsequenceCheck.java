package org.loyaltyrules.rules;

import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Warns of rules that do nothing, and of awards that grant nothing. */
final class ConsequenceCheck {

    private static final Set<String> EVERY_LINE = Set.of("earn", "multiply", "discount");

    private final Diagnostics diagnostics;

    ConsequenceCheck(Diagnostics diagnostics) {
        this.diagnostics = diagnostics;
    }

    void check(ProgramCompiler.Compiled compiled) {
        List<Statement.AwardCall> calls = Consequences.calls(Consequences.of(compiled));
        if (calls.isEmpty()) {
            diagnostics.warn(
                    compiled.source(),
                    ProblemException.at(
                            compiled.chunk().name(),
                            "empty-consequence",
                            "this rule does nothing: nothing stands after 'then'",
                            "write award.…(…); or leave the rule out"));
        }
        for (Statement.AwardCall call : calls) {
            if (isOnEveryLine(call) && !compiled.rule().alternatives().isEmpty() && firesForEachLine(compiled.rule())) {
                String verb = call.verb().text();
                diagnostics.warn(
                        compiled.source(),
                        new ProblemException(
                                call.start(),
                                call.end(),
                                "every-line-for-each",
                                "this rule fires once for each line that matches, and each time this is for every line of the"
                                        + " purchase",
                                "write award." + verb
                                        + "($line, …) for the line alone, or Purchase() and exists LineItem( … )"));
            }
            String nothing = nothing(call);
            if (nothing != null) {
                diagnostics.warn(
                        compiled.source(),
                        new ProblemException(
                                call.start(),
                                call.end(),
                                "grants-nothing",
                                nothing,
                                "write what it should grant, or leave it out"));
            }
        }
    }

    /** Whether it is about lines and names none. */
    private static boolean isOnEveryLine(Statement.AwardCall call) {
        return EVERY_LINE.contains(call.verb().text()) && call.arguments().size() == 1;
    }

    private static boolean firesForEachLine(CompiledRule rule) {
        for (Condition condition : rule.alternatives().get(0).conditions()) {
            if (condition instanceof Condition.FactPattern pattern
                    && pattern.type().fact() == FactKind.LINE_ITEM) {
                return true;
            }
        }
        return false;
    }

    private static @Nullable String nothing(Statement.AwardCall call) {
        BigDecimal number = Consequences.number(call);
        if (number == null) {
            return null;
        }
        return switch (call.verb().text()) {
            case "multiply" -> number.compareTo(BigDecimal.ONE) == 0 ? "a factor of 1 changes nothing" : null;
            case "points" -> number.signum() == 0 ? "no points are granted" : null;
            case "earn" -> number.signum() == 0 ? "a rate of 0 earns nothing" : null;
            default -> null;
        };
    }
}
