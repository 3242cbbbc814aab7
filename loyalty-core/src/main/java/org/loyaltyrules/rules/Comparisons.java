package org.loyaltyrules.rules;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.loyaltyrules.program.ProgramDefinition;
import org.loyaltyrules.rules.Expression.Operator;

/** {@code ==}, {@code !=} and the orders: by value, never by representation. A null is in no order to anything. */
final class Comparisons {

    private Comparisons() {}

    static Operand compare(
            Expression source,
            Operator operator,
            Operand writtenLeft,
            Operand writtenRight,
            ProgramDefinition program) {
        Operand left = Coercion.literal(writtenLeft, writtenRight.type(), program);
        Operand right = Coercion.literal(writtenRight, writtenLeft.type(), program);
        requireComparable(source, operator, left, right);
        String text = left.text() + operator.written() + right.text();
        Operand.Equality equality = equality(operator, left, right);
        return new Operand(
                source,
                Type.BOOLEAN,
                false,
                evaluator(operator, left, right, program.fractionDigits()),
                null,
                text,
                null,
                equality,
                Operand.required(left, right));
    }

    private static Operand.@Nullable Equality equality(Operator operator, Operand left, Operand right) {
        if (operator != Operator.EQUAL) {
            return null;
        }
        if (left.property() != null && right.constantValue() instanceof String text) {
            return new Operand.Equality(left.property(), text);
        }
        if (right.property() != null && left.constantValue() instanceof String text) {
            return new Operand.Equality(right.property(), text);
        }
        return null;
    }

    private static void requireComparable(Expression source, Operator operator, Operand left, Operand right) {
        Type a = left.type();
        Type b = right.type();
        boolean withNull = a.is(Type.Kind.NULL) || b.is(Type.Kind.NULL);
        boolean alike = withNull || a.isNumber() && b.isNumber() || a.kind() == b.kind() && a.fact() == b.fact();
        if (!alike) {
            throw ProblemException.at(
                    source,
                    "not-comparable",
                    a.words() + " cannot be compared with " + b.words(),
                    a.isNumber() && b.is(Type.Kind.TEXT) || b.isNumber() && a.is(Type.Kind.TEXT)
                            ? "numbers are written without quotes, text with them"
                            : null);
        }
        if (!withNull && a.domain() != b.domain() && a.domain() != null && b.domain() != null) {
            throw ProblemException.at(
                    source,
                    "never-equal",
                    "a " + a.domain().word() + " is never a " + b.domain().word(),
                    null);
        }
        if (operator.isOrder()) {
            requireOrdered(source, operator, left, right, withNull);
        }
    }

    private static void requireOrdered(
            Expression source, Operator operator, Operand left, Operand right, boolean withNull) {
        Type type = left.type();
        boolean ordered = type.isNumber()
                || type.is(Type.Kind.DATE)
                || type.is(Type.Kind.TIME)
                || type.is(Type.Kind.TEXT)
                        && type.domain() == null
                        && right.type().domain() == null;
        if (withNull || !ordered) {
            boolean tier = type.domain() == Domain.TIER || right.type().domain() == Domain.TIER;
            throw ProblemException.at(
                    source,
                    "not-comparable",
                    "'" + operator.written() + "' needs numbers, dates or times"
                            + (tier ? "; tiers are not in the order of their letters" : ""),
                    tier ? "write atLeast(\"…\") for a tier or a higher one" : null);
        }
    }

    private static Evaluator evaluator(Operator operator, Operand left, Operand right, int fractionDigits) {
        Evaluator a = left.evaluator();
        Evaluator b = right.evaluator();
        if (left.type().isNumber() && right.type().isNumber()) {
            boolean whole = left.type().is(Type.Kind.INTEGER) && right.type().is(Type.Kind.INTEGER);
            if (whole && !left.nullable() && !right.nullable()) {
                return right.constantValue() instanceof Long constant
                        ? whole(operator, a, constant)
                        : whole(operator, a, b);
            }
            BigDecimal constant = Evaluator.decimal(right.constantValue());
            return constant == null
                    ? decimals(operator, a, b)
                    : decimals(operator, a, asMoney(constant, fractionDigits));
        }
        if (left.type().is(Type.Kind.FACT)) {
            // Facts are compared by identity: two equal ones are still two.
            boolean same = operator == Operator.EQUAL;
            return Evaluator.testing((self, v) -> (a.value(self, v) == b.value(self, v)) == same);
        }
        if (operator == Operator.EQUAL && right.constantValue() != null) {
            Object constant = right.constantValue();
            return constant.equals(true)
                    ? Evaluator.testing(a::test)
                    : Evaluator.testing((self, v) -> constant.equals(a.value(self, v)));
        }
        return switch (operator) {
            case EQUAL -> Evaluator.testing((self, v) -> Objects.equals(a.value(self, v), b.value(self, v)));
            case NOT_EQUAL -> Evaluator.testing((self, v) -> !Objects.equals(a.value(self, v), b.value(self, v)));
            default -> ordered(operator, a, b);
        };
    }

    private static Evaluator whole(Operator operator, Evaluator left, long right) {
        return switch (operator) {
            case EQUAL -> Evaluator.testing((self, v) -> left.whole(self, v) == right);
            case NOT_EQUAL -> Evaluator.testing((self, v) -> left.whole(self, v) != right);
            case LESS -> Evaluator.testing((self, v) -> left.whole(self, v) < right);
            case LESS_OR_EQUAL -> Evaluator.testing((self, v) -> left.whole(self, v) <= right);
            case GREATER -> Evaluator.testing((self, v) -> left.whole(self, v) > right);
            default -> Evaluator.testing((self, v) -> left.whole(self, v) >= right);
        };
    }

    private static Evaluator whole(Operator operator, Evaluator left, Evaluator right) {
        return Evaluator.testing((self, v) -> operator.holds(Long.compare(left.whole(self, v), right.whole(self, v))));
    }

    /** Decimals of the same scale are compared fastest, and most are money. */
    private static BigDecimal asMoney(BigDecimal number, int fractionDigits) {
        return number.scale() < fractionDigits ? number.setScale(fractionDigits) : number;
    }

    private static Evaluator decimals(Operator operator, Evaluator left, BigDecimal right) {
        return Evaluator.testing((self, v) -> {
            BigDecimal number = Evaluator.decimal(left.value(self, v));
            return number == null ? operator == Operator.NOT_EQUAL : operator.holds(number.compareTo(right));
        });
    }

    private static Evaluator decimals(Operator operator, Evaluator left, Evaluator right) {
        return Evaluator.testing((self, v) -> {
            BigDecimal a = Evaluator.decimal(left.value(self, v));
            BigDecimal b = Evaluator.decimal(right.value(self, v));
            if (a == null || b == null) {
                return operator == Operator.EQUAL && a == b || operator == Operator.NOT_EQUAL && a != b;
            }
            return operator.holds(a.compareTo(b));
        });
    }

    private static Evaluator ordered(Operator operator, Evaluator left, Evaluator right) {
        return Evaluator.testing((self, v) -> {
            Object a = left.value(self, v);
            Object b = a == null ? null : right.value(self, v);
            return a != null && b != null && operator.holds(order(a, b));
        });
    }

    /** The order of two values of one ordered type. */
    static int order(Object left, Object right) {
        if (left instanceof LocalDate date) {
            return date.compareTo((LocalDate) right);
        }
        if (left instanceof LocalTime time) {
            return time.compareTo((LocalTime) right);
        }
        if (left instanceof String text) {
            return text.compareTo((String) right);
        }
        return Objects.requireNonNull(Evaluator.decimal(left))
                .compareTo(Objects.requireNonNull(Evaluator.decimal(right)));
    }
}
