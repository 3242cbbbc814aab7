package org.loyaltyrules.rules;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.loyaltyrules.program.ProgramDefinition;
import org.loyaltyrules.rules.Expression.Operator;

/** Reads those conditions of a pattern that can be tried out; of all others it says nothing. */
final class PremiseReader {

    /** What a line item has from its purchase. */
    private static final Set<String> OF_PURCHASE =
            Set.of("member", "tier", "date", "dayOfWeek", "time", "hour", "channel", "store");

    /** What a qualification has from its member. */
    private static final Set<String> OF_STANDING = Set.of("spend", "purchases", "points");

    /** Of conditions with more constants nothing is said: trying them out would take too long. */
    private static final int MOST_CONSTANTS = 200;

    private final ProgramDefinition program;
    private final String text;
    private final Set<String> variables;

    /**
     * Creates a reader for the patterns of one rule.
     *
     * @param text of the rule's file
     * @param variables that the rule binds, of which nothing is known here
     */
    PremiseReader(ProgramDefinition program, String text, Set<String> variables) {
        this.program = program;
        this.text = text;
        this.variables = variables;
    }

    List<Premise> read(Condition.FactPattern pattern) {
        List<Premise> premises = new ArrayList<>();
        int constants = 0;
        for (Condition.Constraint constraint : pattern.constraints()) {
            Premise premise = read(constraint.operand().source(), pattern);
            if (premise != null && constants + premise.constants().size() <= MOST_CONSTANTS) {
                constants += premise.constants().size();
                premises.add(premise);
            }
        }
        return premises;
    }

    /** The condition; null where it cannot be tried out. */
    @Nullable
    Premise read(Expression condition, Condition.FactPattern pattern) {
        Scope scope = new Scope();
        variables.forEach(scope::addUnreadable);
        ExpressionChecker checker = new ExpressionChecker(program, scope, pattern, pattern.type());
        try {
            Premise premise = new Reading(checker, pattern.type()).read(condition);
            return premise == null || premise.constants().size() > MOST_CONSTANTS ? null : premise;
        } catch (ProblemException looksAtVariables) {
            return null;
        }
    }

    /** Reads the conditions of one pattern. */
    private final class Reading {

        private final ExpressionChecker checker;
        private final Type own;

        Reading(ExpressionChecker checker, Type own) {
            this.checker = checker;
            this.own = own;
        }

        @Nullable
        Premise read(Expression condition) {
            if (condition instanceof Expression.And and) {
                return combined(and, and.left(), and.right(), true);
            }
            if (condition instanceof Expression.Or or) {
                return combined(or, or.left(), or.right(), false);
            }
            if (condition instanceof Expression.Not not) {
                Premise inner = read(not.operand());
                return inner == null ? null : negated(inner, condition);
            }
            if (condition instanceof Expression.Comparison comparison) {
                return comparison(comparison);
            }
            if (condition instanceof Expression.In in) {
                return in(in);
            }
            if (condition instanceof Expression.Call call && call.name().equals("atLeast")) {
                return atLeast(call);
            }
            return itself(condition);
        }

        private Premise negated(Premise premise, Expression source) {
            return new Premise(
                    premise.subject(), premise.constants(), premise.holds().negate(), source);
        }

        private @Nullable Premise combined(Expression source, Expression left, Expression right, boolean and) {
            Premise first = read(left);
            Premise second = read(right);
            if (first == null
                    || second == null
                    || !first.subject().text().equals(second.subject().text())) {
                return null;
            }
            List<Object> constants = new ArrayList<>(first.constants());
            constants.addAll(second.constants());
            Predicate<@Nullable Object> holds =
                    and ? first.holds().and(second.holds()) : first.holds().or(second.holds());
            return new Premise(first.subject(), constants, holds, source);
        }

        /** A condition that is true or false by itself. */
        private @Nullable Premise itself(Expression condition) {
            Operand operand = checker.check(condition);
            if (!operand.type().is(Type.Kind.BOOLEAN)
                    || operand.constant() != null
                    || !operand.required().isEmpty()) {
                return null;
            }
            return new Premise(subject(condition, operand), List.of(), Boolean.TRUE::equals, condition);
        }

        private @Nullable Premise comparison(Expression.Comparison comparison) {
            Operator operator = comparison.operator();
            if (!operator.isEquality() && !operator.isOrder()) {
                Premise positive =
                        itself(new Expression.Comparison(operator, false, comparison.left(), comparison.right()));
                if (positive == null) {
                    return null;
                }
                return comparison.negated()
                        ? negated(positive, comparison)
                        : new Premise(positive.subject(), positive.constants(), positive.holds(), comparison);
            }
            Operand left = checker.check(comparison.left());
            Operand right = checker.check(comparison.right());
            if (right.constant() != null) {
                return compared(comparison, comparison.left(), left, operator, right);
            }
            if (left.constant() != null) {
                return compared(comparison, comparison.right(), right, mirrored(operator), left);
            }
            return itself(comparison);
        }

        private @Nullable Premise compared(
                Expression source, Expression compared, Operand operand, Operator operator, Operand constant) {
            if (!canBeTried(operand)) {
                return null;
            }
            Object value = value(constant, operand.type());
            Predicate<@Nullable Object> holds = given -> {
                if (given == null || value == null) {
                    boolean same = given == value;
                    return operator == Operator.EQUAL && same || operator == Operator.NOT_EQUAL && !same;
                }
                if (given instanceof Boolean) {
                    return given.equals(value) == (operator == Operator.EQUAL);
                }
                return operator.holds(Comparisons.order(given, value));
            };
            List<Object> constants = value == null ? List.of() : List.of(value);
            return new Premise(subject(compared, operand), constants, holds, source);
        }

        private @Nullable Premise in(Expression.In in) {
            Operand operand = checker.check(in.value());
            List<Object> options = new ArrayList<>();
            for (Expression option : in.options()) {
                Object value = value(checker.check(option), operand.type());
                if (value == null) {
                    return null;
                }
                options.add(value);
            }
            if (!canBeTried(operand)) {
                return null;
            }
            Predicate<@Nullable Object> holds = given -> given != null
                    && options.stream()
                            .anyMatch(option -> given.equals(option)
                                    || given instanceof BigDecimal && Comparisons.order(given, option) == 0);
            return new Premise(subject(in.value(), operand), options, in.negated() ? holds.negate() : holds, in);
        }

        private @Nullable Premise atLeast(Expression.Call call) {
            Operand receiver = call.receiver() == null ? null : checker.check(call.receiver());
            Object tier = call.arguments().size() == 1
                    ? checker.check(call.arguments().get(0)).constantValue()
                    : null;
            boolean ofFact = receiver == null
                    || receiver.type().is(Type.Kind.FACT) && receiver.required().isEmpty();
            if (!ofFact || !(tier instanceof String code)) {
                return null;
            }
            String path = canonical(receiver == null ? "tier" : receiver.text() + ".tier");
            boolean nullable = receiver != null && receiver.nullable();
            Subject subject = new Subject(path, path, Type.word(Domain.TIER), nullable, null);
            int level = program.tierLevel(code);
            return new Premise(
                    subject,
                    List.of(),
                    given -> given instanceof String word && program.tierLevel(word) >= level,
                    call);
        }

        private boolean canBeTried(Operand operand) {
            return operand.required().isEmpty()
                    && switch (operand.type().kind()) {
                        case BOOLEAN, INTEGER, DECIMAL, TEXT, DATE, TIME -> true;
                        default -> false;
                    };
        }

        private @Nullable Object value(Operand constant, Type type) {
            Object value = Coercion.literal(constant, type, program).constantValue();
            return value instanceof Long || value instanceof BigDecimal ? Evaluator.decimal(value) : value;
        }

        private Subject subject(Expression compared, Operand operand) {
            return new Subject(
                    canonical(operand.text()),
                    text.substring(compared.start(), compared.end()),
                    operand.type(),
                    operand.nullable(),
                    operand.type().isNumber() ? range(compared) : null);
        }

        private @Nullable Range range(Expression compared) {
            if (compared instanceof Expression.Name name) {
                return Range.of(own, name.name());
            }
            if (compared instanceof Expression.Access access) {
                return Range.of(checker.check(access.receiver()).type(), access.name());
            }
            if (compared instanceof Expression.Call call) {
                Type owner = call.receiver() == null
                        ? own
                        : checker.check(call.receiver()).type();
                return Range.of(owner, call.name());
            }
            return compared instanceof Expression.Arithmetic arithmetic ? remainder(arithmetic) : null;
        }

        /** {@code count % 3} is 0, 1 or 2. */
        private @Nullable Range remainder(Expression.Arithmetic arithmetic) {
            Range left = arithmetic.operator() == '%' ? range(arithmetic.left()) : null;
            boolean counts = left != null && left.low() != null && left.low().signum() >= 0;
            Operand divisor = checker.check(arithmetic.right());
            boolean whole = checker.check(arithmetic).type().is(Type.Kind.INTEGER);
            return counts && whole && divisor.constantValue() instanceof Long number && number > 0
                    ? Range.of(0, number - 1)
                    : null;
        }

        /** The same for paths that lead to the same value. */
        private String canonical(String path) {
            String shorter = path;
            if (shorter.startsWith("this.")) {
                shorter = shorter.substring("this.".length());
            }
            if (own.fact() == FactKind.LINE_ITEM) {
                shorter = without("purchase.", shorter, OF_PURCHASE);
            }
            if (own.fact() == FactKind.QUALIFICATION) {
                shorter = without("member.", shorter, OF_STANDING);
            }
            return own.fact() == FactKind.MEMBER ? shorter : without("member.", shorter, Set.of("tier"));
        }

        private static String without(String prefix, String path, Set<String> words) {
            if (!path.startsWith(prefix)) {
                return path;
            }
            String rest = path.substring(prefix.length());
            int end = rest.indexOf('.');
            return words.contains(end < 0 ? rest : rest.substring(0, end)) ? rest : path;
        }
    }

    private static Operator mirrored(Operator operator) {
        return switch (operator) {
            case LESS -> Operator.GREATER;
            case LESS_OR_EQUAL -> Operator.GREATER_OR_EQUAL;
            case GREATER -> Operator.LESS;
            case GREATER_OR_EQUAL -> Operator.LESS_OR_EQUAL;
            default -> operator;
        };
    }
}
