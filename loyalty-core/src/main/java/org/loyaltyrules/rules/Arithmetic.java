package org.loyaltyrules.rules;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Arithmetic as people expect it: exact decimals, and a division of whole numbers is not cut. A quotient that has no
 * end keeps 34 digits. What is computed with null is null.
 */
final class Arithmetic {

    private Arithmetic() {}

    static Operand negative(Expression source, Operand operand) {
        requireNumber(operand, "-");
        Operand zero = Operand.constant(source, Type.INTEGER, 0L);
        return compute(source, '-', zero, operand);
    }

    static Operand combine(Expression.Arithmetic source, Operand left, Operand right) {
        String sign = String.valueOf(source.operator());
        requireNumber(left, sign);
        requireNumber(right, sign);
        return compute(source, source.operator(), left, right);
    }

    /** The evaluator's number as a BigDecimal. */
    static Evaluator decimal(Evaluator number) {
        return Evaluator.computing((self, variables) -> Evaluator.decimal(number.value(self, variables)));
    }

    /** The quotient, exact where it ends. */
    static BigDecimal divide(BigDecimal dividend, BigDecimal divisor) {
        return dividend.divide(divisor, MathContext.DECIMAL128);
    }

    private static Operand compute(Expression source, char operator, Operand left, Operand right) {
        boolean nullable = left.nullable() || right.nullable();
        boolean whole = left.type().is(Type.Kind.INTEGER) && right.type().is(Type.Kind.INTEGER) && operator != '/';
        Evaluator evaluator;
        if (whole && !nullable) {
            evaluator = whole(operator, left.evaluator(), right.evaluator());
        } else {
            evaluator = decimals(operator, left.evaluator(), right.evaluator(), whole);
        }
        Type type = whole ? Type.INTEGER : Type.DECIMAL;
        if (left.constant() != null && right.constant() != null) {
            return Operand.constant(source, type, folded(source, evaluator));
        }
        String text = "(" + left.text() + operator + right.text() + ")";
        return Operand.of(source, type, nullable, evaluator, text, Operand.required(left, right));
    }

    private static @Nullable Object folded(Expression source, Evaluator evaluator) {
        try {
            return evaluator.value(List.of(), Variables.NONE);
        } catch (ArithmeticException impossible) {
            throw ProblemException.at(source, "illegal-number", "this cannot be computed", null);
        }
    }

    private static Evaluator whole(char operator, Evaluator left, Evaluator right) {
        return switch (operator) {
            case '+' ->
                Evaluator.computingWhole(
                        (self, variables) -> Math.addExact(left.whole(self, variables), right.whole(self, variables)));
            case '-' ->
                Evaluator.computingWhole((self, variables) ->
                        Math.subtractExact(left.whole(self, variables), right.whole(self, variables)));
            case '*' ->
                Evaluator.computingWhole((self, variables) ->
                        Math.multiplyExact(left.whole(self, variables), right.whole(self, variables)));
            default ->
                Evaluator.computingWhole(
                        (self, variables) -> left.whole(self, variables) % right.whole(self, variables));
        };
    }

    private static Evaluator decimals(char operator, Evaluator left, Evaluator right, boolean whole) {
        return Evaluator.computing((self, variables) -> {
            BigDecimal a = Evaluator.decimal(left.value(self, variables));
            BigDecimal b = Evaluator.decimal(right.value(self, variables));
            if (a == null || b == null) {
                return null;
            }
            BigDecimal result = switch (operator) {
                case '+' -> a.add(b);
                case '-' -> a.subtract(b);
                case '*' -> a.multiply(b);
                case '/' -> divide(a, b);
                default -> a.remainder(b);
            };
            return whole ? (Object) result.longValueExact() : result;
        });
    }

    private static void requireNumber(Operand operand, String sign) {
        if (!operand.type().isNumber()) {
            throw ProblemException.at(
                    operand.source(),
                    "not-a-number",
                    "'" + sign + "' needs numbers, and this is "
                            + operand.type().words(),
                    null);
        }
    }
}
