package org.loyaltyrules.rules;

import java.util.List;

/** What a consequence can say. */
sealed interface Statement {

    /** {@code award.verb(arguments);}. */
    record AwardCall(Token verb, List<Expression> arguments, int start, int end) implements Statement {}

    /** {@code if (condition) { … } else { … }}. */
    record If(Expression condition, List<Statement> then, List<Statement> otherwise) implements Statement {}
}
