package org.loyaltyrules.rules;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Warns of rules that do nothing, and of awards that grant nothing. */
final class ConsequenceCheck {

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
