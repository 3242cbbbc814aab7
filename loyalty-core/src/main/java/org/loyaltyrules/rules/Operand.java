package org.loyaltyrules.rules;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An expression that was checked and compiled.
 *
 * @param source what the author wrote
 * @param nullable whether the value can be null
 * @param constant where the value never changes, that value in a {@link Constant}; else null
 * @param text the same for expressions that mean the same
 * @param property where it is a property of the pattern's own fact, that property
 * @param equality where it holds exactly for one text of a property, which
 * @param required what has to be there for a condition on this to hold
 */
record Operand(
        Expression source,
        Type type,
        boolean nullable,
        Evaluator evaluator,
        @Nullable Constant constant,
        String text,
        Term.@Nullable Property property,
        @Nullable Equality equality,
        List<Operand> required) {

    Operand {
        // Variables stand for what they are bound to, so that a few lines can be written out to gigabytes.
        if (text.length() > Limits.EXPRESSION) {
            throw tooLong(source);
        }
    }

    static ProblemException tooLong(Expression source) {
        return ProblemException.at(
                source,
                "too-long",
                "this expression is too long",
                Limits.most(Limits.EXPRESSION, "characters, with variables written out; use tags for long lists"));
    }

    /** A value that never changes. */
    record Constant(@Nullable Object value) {}

    /** {@code property == "text"}, which Drools looks up in a hash table. */
    record Equality(Term.Property property, String text) {}

    static Operand constant(Expression source, Type type, @Nullable Object value) {
        String text = value instanceof String string ? quoted(string) : String.valueOf(value);
        return new Operand(
                source,
                type,
                value == null,
                Evaluator.constant(value),
                new Constant(value),
                text,
                null,
                null,
                List.of());
    }

    static Operand of(
            Expression source, Type type, boolean nullable, Evaluator evaluator, String text, List<Operand> required) {
        return new Operand(source, type, nullable, evaluator, null, text, null, null, required);
    }

    /** The constant's value; null where this is none. */
    @Nullable
    Object constantValue() {
        return constant == null ? null : constant.value();
    }

    static List<Operand> required(Operand left, Operand right) {
        if (left.required.isEmpty()) {
            return right.required;
        }
        List<Operand> all = new ArrayList<>(left.required);
        all.addAll(right.required);
        return List.copyOf(all);
    }

    private static String quoted(String text) {
        return '"'
                + text.replace("\\", "\\\\")
                        .replace("\"", "\\\"")
                        .replace("\n", "\\n")
                        .replace("\r", "\\r")
                + '"';
    }
}
