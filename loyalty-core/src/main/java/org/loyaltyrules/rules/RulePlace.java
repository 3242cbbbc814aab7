package org.loyaltyrules.rules;

import org.loyaltyrules.program.Rule;

/** A line of a rule, for failures. */
record RulePlace(Rule rule, int line) {

    /** What is told of something that went wrong there. */
    RuleFailureException failure(RuntimeException cause) {
        if (cause instanceof RuleFailureException known) {
            return known;
        }
        if (cause instanceof EvaluationException told) {
            return new RuleFailureException(rule.name(), rule.file(), line, told.message(), null);
        }
        String message = cause instanceof ArithmeticException
                ? "it divides by zero, or a number is too large"
                : "it failed with " + cause.getClass().getName();
        return new RuleFailureException(rule.name(), rule.file(), line, message, cause);
    }
}
