package org.loyaltyrules.rules;

import java.util.Collection;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.loyaltyrules.rules.Expression.Operator;

/** {@code contains}, {@code memberOf}, {@code matches}, {@code str[…]}: none holds for null, each {@code not} does. */
final class TextComparisons {

    private TextComparisons() {}

    static Operand compare(Expression.Comparison source, Operand left, Operand right) {
        Evaluator holds = switch (source.operator()) {
            case CONTAINS -> contains(left, right, "contains");
            case MEMBER_OF -> contains(right, left, "memberOf");
            case MATCHES -> matches(left, right);
            case LENGTH -> length(left, right);
            default -> affix(source.operator(), left, right);
        };
        boolean negated = source.negated();
        Evaluator evaluator = negated ? Evaluator.testing((self, variables) -> !holds.test(self, variables)) : holds;
        String text =
                left.text() + (negated ? " not " : " ") + source.operator().written() + " " + right.text();
        return Operand.of(source, Type.BOOLEAN, false, evaluator, text, Operand.required(left, right));
    }

    private static Evaluator contains(Operand whole, Operand part, String operator) {
        Evaluator container = whole.evaluator();
        Evaluator element = part.evaluator();
        switch (whole.type().kind()) {
            case TEXTS, ATTRIBUTES, TEXT:
                require(part, Type.Kind.TEXT, operator);
                break;
            case LINES:
                require(part, Type.Kind.FACT, operator);
                break;
            default:
                throw ProblemException.at(
                        whole.source(),
                        "not-comparable",
                        "'" + operator + "' needs a set, a list or text, and this is "
                                + whole.type().words(),
                        operator.equals("memberOf") ? "use in (…) for a choice of values" : null);
        }
        return Evaluator.testing((self, variables) -> {
            Object all = container.value(self, variables);
            Object one = element.value(self, variables);
            if (all == null || one == null) {
                return false;
            }
            if (all instanceof Collection<?> collection) {
                return collection.contains(one);
            }
            return all instanceof Map<?, ?> map ? map.containsKey(one) : ((String) all).contains((String) one);
        });
    }

    private static Evaluator matches(Operand left, Operand right) {
        require(left, Type.Kind.TEXT, "matches");
        if (!(right.constantValue() instanceof String written)) {
            throw ProblemException.at(
                    right.source(), "wrong-argument", "'matches' needs a regular expression in quotes", null);
        }
        try {
            Pattern pattern = Pattern.compile(written);
            Evaluator value = left.evaluator();
            return Evaluator.testing((self, variables) -> {
                Object text = value.value(self, variables);
                return text != null && PatientText.matches(pattern, (String) text, variables);
            });
        } catch (PatternSyntaxException malformed) {
            throw ProblemException.at(
                    right.source(),
                    "malformed-pattern",
                    "this is not a regular expression: " + malformed.getDescription(),
                    null);
        }
    }

    private static Evaluator length(Operand left, Operand right) {
        require(left, Type.Kind.TEXT, "str[length]");
        require(right, Type.Kind.INTEGER, "str[length]");
        Evaluator value = left.evaluator();
        Evaluator length = right.evaluator();
        return Evaluator.testing((self, variables) -> {
            Object text = value.value(self, variables);
            return text != null && Long.valueOf(((String) text).length()).equals(length.value(self, variables));
        });
    }

    private static Evaluator affix(Operator operator, Operand left, Operand right) {
        require(left, Type.Kind.TEXT, operator.written());
        require(right, Type.Kind.TEXT, operator.written());
        Evaluator value = left.evaluator();
        Evaluator affix = right.evaluator();
        boolean atStart = operator == Operator.STARTS_WITH;
        return Evaluator.testing((self, variables) -> {
            Object text = value.value(self, variables);
            Object part = affix.value(self, variables);
            if (text == null || part == null) {
                return false;
            }
            return atStart ? ((String) text).startsWith((String) part) : ((String) text).endsWith((String) part);
        });
    }

    private static void require(Operand operand, Type.Kind kind, String operator) {
        if (!operand.type().is(kind)) {
            throw ProblemException.at(
                    operand.source(),
                    "not-comparable",
                    "'" + operator + "' cannot be used with " + operand.type().words() + " here",
                    null);
        }
    }
}
