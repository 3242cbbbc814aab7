package org.loyaltyrules.rules;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * The days, as epoch days, on which a constraint on the event's date can hold.
 *
 * @param from the first; {@code Long.MIN_VALUE} for no bound
 * @param until the last; {@code Long.MAX_VALUE} for no bound
 */
record DateBound(long from, long until) {

    /** The bound that a constraint such as {@code date >= "2026-06-01"} is; null where it is none. */
    static @Nullable DateBound of(Condition.Constraint constraint) {
        boolean bound = constraint.operand().source() instanceof Expression.Comparison comparison
                && !comparison.negated()
                && comparison.left() instanceof Expression.Name name
                && name.name().equals("date")
                && comparison.right() instanceof Expression.Literal literal
                && literal.value() instanceof String
                && constraint.subject() != null
                && constraint.subject().type().is(Type.Kind.DATE)
                && constraint.subject().property() != null;
        if (!bound) {
            return null;
        }
        Expression.Comparison comparison =
                (Expression.Comparison) constraint.operand().source();
        Object literal = ((Expression.Literal) comparison.right()).value();
        long day = LocalDate.parse(String.valueOf(literal)).toEpochDay();
        return switch (comparison.operator()) {
            case EQUAL -> new DateBound(day, day);
            case LESS -> new DateBound(Long.MIN_VALUE, day - 1);
            case LESS_OR_EQUAL -> new DateBound(Long.MIN_VALUE, day);
            case GREATER -> new DateBound(day + 1, Long.MAX_VALUE);
            case GREATER_OR_EQUAL -> new DateBound(day, Long.MAX_VALUE);
            default -> null;
        };
    }
}
