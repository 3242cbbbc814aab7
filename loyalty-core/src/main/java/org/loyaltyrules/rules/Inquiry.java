package org.loyaltyrules.rules;

import java.time.DateTimeException;
import org.loyaltyrules.explanation.Check;

/** Says how a condition came out, with the values that it compared. Stateless; asked by explanations alone. */
@FunctionalInterface
interface Inquiry {

    /** How the condition comes out for a fact and what else was matched. */
    Check check(Object self, Variables variables);

    /** For a condition that compares nothing. */
    static Inquiry plain(String written, Operand condition) {
        return (self, variables) -> new Check.Plain(written, holds(condition, self, variables));
    }

    /** Whether a condition holds; one that cannot be computed does not. */
    static boolean holds(Operand condition, Object self, Variables variables) {
        try {
            return condition.evaluator().test(self, variables);
        } catch (ArithmeticException | DateTimeException | EvaluationException impossible) {
            return false;
        }
    }
}
