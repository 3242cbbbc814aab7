package org.loyaltyrules.rules;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.loyaltyrules.program.ProgramDefinition;
import org.loyaltyrules.rules.Expression.Operator;

/** Checks expressions against the vocabulary and the program's words, and compiles them. */
final class ExpressionChecker {

    private final ProgramDefinition program;
    private final Scope scope;
    private final @Nullable Element own;
    private final @Nullable Type ownType;
    private final Scope.Slots slots = new Scope.Slots();
    private final Paths paths;

    /**
     * Creates the checker of one expression.
     *
     * @param own the element whose properties have no receiver; null in a consequence
     * @param ownType the type of that element's fact; null where it is not a fact with properties
     */
    ExpressionChecker(ProgramDefinition program, Scope scope, @Nullable Element own, @Nullable Type ownType) {
        this.program = program;
        this.scope = scope;
        this.own = own;
        this.ownType = ownType;
        this.paths = new Paths(this);
    }

    ProgramDefinition program() {
        return program;
    }

    Scope scope() {
        return scope;
    }

    @Nullable
    Element own() {
        return own;
    }

    @Nullable
    Type ownType() {
        return ownType;
    }

    Scope.Slots slots() {
        return slots;
    }

    /** The expression as a condition. */
    Operand condition(Expression expression) {
        Operand operand = check(expression);
        if (!operand.type().is(Type.Kind.BOOLEAN)) {
            throw ProblemException.at(
                    expression,
                    "not-a-condition",
                    "this is " + operand.type().words() + ", not a condition",
                    "compare it with something");
        }
        return guarded(operand);
    }

    /** The expression as a value. */
    Operand check(Expression expression) {
        if (expression instanceof Expression.Literal literal) {
            return Operand.constant(literal, literalType(literal.value()), literal.value());
        }
        if (expression instanceof Expression.Name name) {
            return paths.name(name);
        }
        if (expression instanceof Expression.Access access) {
            return paths.access(access);
        }
        if (expression instanceof Expression.Call call) {
            return paths.call(call);
        }
        if (expression instanceof Expression.Index index) {
            return paths.index(index);
        }
        if (expression instanceof Expression.Not not) {
            return not(not);
        }
        if (expression instanceof Expression.Negative negative) {
            return Arithmetic.negative(negative, check(negative.operand()));
        }
        if (expression instanceof Expression.Arithmetic arithmetic) {
            return Arithmetic.combine(arithmetic, check(arithmetic.left()), check(arithmetic.right()));
        }
        if (expression instanceof Expression.Comparison comparison) {
            return comparison(comparison);
        }
        if (expression instanceof Expression.In in) {
            return in(in);
        }
        if (expression instanceof Expression.And and) {
            return both(and, and.left(), and.right(), true);
        }
        Expression.Or or = (Expression.Or) expression;
        return both(or, or.left(), or.right(), false);
    }

    /** The operand as a parameter of the given type takes it; the text says whose parameter. */
    Operand argument(Operand operand, Type wanted, String receiver) {
        Operand converted = Coercion.literal(operand, wanted, program);
        boolean fits = wanted.is(Type.Kind.DECIMAL)
                ? converted.type().isNumber()
                : converted.type().is(wanted.kind())
                        && wanted.fact() == converted.type().fact();
        if (!fits) {
            throw ProblemException.at(
                    operand.source(),
                    "wrong-argument",
                    receiver + " takes " + wanted.words() + " here, not "
                            + operand.type().words(),
                    null);
        }
        return converted;
    }

    private static Type literalType(@Nullable Object value) {
        if (value == null) {
            return Type.NULL;
        }
        if (value instanceof Long) {
            return Type.INTEGER;
        }
        if (value instanceof BigDecimal) {
            return Type.DECIMAL;
        }
        return value instanceof Boolean ? Type.BOOLEAN : Type.TEXT;
    }

    private Operand not(Expression.Not not) {
        Operand inner = condition(not.operand());
        Evaluator evaluator = inner.evaluator();
        return Operand.of(
                not,
                Type.BOOLEAN,
                false,
                Evaluator.testing((self, variables) -> !evaluator.test(self, variables)),
                "!(" + inner.text() + ")",
                List.of());
    }

    private Operand both(Expression source, Expression left, Expression right, boolean and) {
        Operand first = condition(left);
        Operand second = condition(right);
        Evaluator a = first.evaluator();
        Evaluator b = second.evaluator();
        Evaluator evaluator = and
                ? Evaluator.testing((self, variables) -> a.test(self, variables) && b.test(self, variables))
                : Evaluator.testing((self, variables) -> a.test(self, variables) || b.test(self, variables));
        String text = "(" + first.text() + (and ? " && " : " || ") + second.text() + ")";
        return Operand.of(source, Type.BOOLEAN, false, evaluator, text, List.of());
    }

    private Operand comparison(Expression.Comparison comparison) {
        Operand left = check(comparison.left());
        Operand right = check(comparison.right());
        Operand result =
                comparison.operator().isEquality() || comparison.operator().isOrder()
                        ? Comparisons.compare(comparison, comparison.operator(), left, right, program)
                        : TextComparisons.compare(comparison, left, right);
        return guarded(result);
    }

    private Operand in(Expression.In in) {
        Operand value = check(in.value());
        List<Operand> equalities = new ArrayList<>();
        int length = 0;
        for (Expression option : in.options()) {
            Operand equality = Comparisons.compare(option, Operator.EQUAL, value, check(option), program);
            equalities.add(equality);
            length += equality.text().length();
            if (length > Limits.EXPRESSION) {
                throw Operand.tooLong(in);
            }
        }
        Evaluator[] each = equalities.stream().map(Operand::evaluator).toArray(Evaluator[]::new);
        boolean negated = in.negated();
        Evaluator evaluator = Evaluator.testing((self, variables) -> {
            for (Evaluator one : each) {
                if (one.test(self, variables)) {
                    return !negated;
                }
            }
            return negated;
        });
        String text =
                (negated ? "!" : "") + equalities.stream().map(Operand::text).toList();
        return guarded(Operand.of(in, Type.BOOLEAN, false, evaluator, text, value.required()));
    }

    /** The condition, false where something before a {@code !.} is null. */
    private static Operand guarded(Operand condition) {
        if (condition.required().isEmpty()) {
            return condition;
        }
        Evaluator inner = condition.evaluator();
        Evaluator[] needed =
                condition.required().stream().map(Operand::evaluator).toArray(Evaluator[]::new);
        Evaluator evaluator = Evaluator.testing((self, variables) -> {
            for (Evaluator one : needed) {
                if (one.value(self, variables) == null) {
                    return false;
                }
            }
            return inner.test(self, variables);
        });
        return Operand.of(condition.source(), Type.BOOLEAN, false, evaluator, "!." + condition.text(), List.of());
    }
}
