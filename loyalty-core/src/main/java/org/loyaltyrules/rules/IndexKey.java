package org.loyaltyrules.rules;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What must be so for a constraint to hold, such that rules can be looked up by it: something known of the fact is one
 * of some values, or a set of texts contains a text.
 *
 * @param subject the same for what means the same
 * @param reader reads the value or the set
 * @param contained whether {@code values} has a text that must be in the set
 */
record IndexKey(String subject, Evaluator reader, boolean contained, List<Object> values) {

    /** The key of a constraint; null where it has none. */
    static @Nullable IndexKey of(Condition.Constraint constraint) {
        Operand subject = constraint.subject();
        Expression source = constraint.operand().source();
        if (subject == null || subject.constant() != null || !subject.required().isEmpty()) {
            return null;
        }
        if (source instanceof Expression.In in && !in.negated()) {
            return equality(subject, in.options());
        }
        if (!(source instanceof Expression.Comparison comparison) || comparison.negated()) {
            return null;
        }
        boolean literalFirst = comparison.left() instanceof Expression.Literal;
        Expression other = literalFirst ? comparison.left() : comparison.right();
        if (comparison.operator() == Expression.Operator.EQUAL) {
            return equality(subject, List.of(other));
        }
        boolean contains = comparison.operator() == Expression.Operator.CONTAINS
                && !literalFirst
                && subject.type().is(Type.Kind.TEXTS)
                && other instanceof Expression.Literal literal
                && literal.value() instanceof String;
        return contains ? key(subject, true, List.of(((Expression.Literal) other).value())) : null;
    }

    private static @Nullable IndexKey equality(Operand subject, List<Expression> options) {
        List<Object> values = new ArrayList<>();
        for (Expression option : options) {
            Object value = option instanceof Expression.Literal literal ? value(subject.type(), literal.value()) : null;
            if (value == null) {
                return null;
            }
            values.add(value);
        }
        return key(subject, false, values);
    }

    /** The value as the reader gives it; null for values that equal others of another form. */
    private static @Nullable Object value(Type type, @Nullable Object literal) {
        if (type.is(Type.Kind.DATE) && literal instanceof String date) {
            return LocalDate.parse(date);
        }
        boolean alike = type.is(Type.Kind.TEXT) && literal instanceof String
                || type.is(Type.Kind.INTEGER) && literal instanceof Long;
        return alike ? literal : null;
    }

    private static IndexKey key(Operand subject, boolean contained, List<Object> values) {
        return new IndexKey(
                subject.text() + (contained ? " contains" : ""), subject.evaluator(), contained, List.copyOf(values));
    }
}
