package org.loyaltyrules.rules;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The statements of a compiled rule once more, with their places. */
final class Consequences {

    private Consequences() {}

    static List<Statement> of(ProgramCompiler.Compiled compiled) {
        RuleChunk chunk = compiled.chunk();
        return new ConsequenceParser(
                        Tokenizer.tokens(compiled.source().text(), chunk.consequenceStart(), chunk.consequenceEnd()))
                .statements();
    }

    /** The calls of {@code award}, those under an {@code if} too. */
    static List<Statement.AwardCall> calls(List<Statement> statements) {
        List<Statement.AwardCall> calls = new ArrayList<>();
        for (Statement statement : statements) {
            if (statement instanceof Statement.If choice) {
                calls.addAll(calls(choice.then()));
                calls.addAll(calls(choice.otherwise()));
            } else {
                calls.add((Statement.AwardCall) statement);
            }
        }
        return calls;
    }

    /** The rate, factor, percent or points of a call, where they are a literal; else null. */
    static @Nullable BigDecimal number(Statement.AwardCall call) {
        for (Expression argument : call.arguments()) {
            if (argument instanceof Expression.Literal literal) {
                return literal.value() instanceof String text
                        ? Coercion.decimal(text)
                        : Evaluator.decimal(literal.value());
            }
        }
        return null;
    }
}
