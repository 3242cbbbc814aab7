package org.loyaltyrules.reference;

import java.math.BigDecimal;
import java.util.stream.Collectors;

/** Prints a {@link ReferenceRule} as DRL. */
final class DrlText {

    private DrlText() {}

    static String of(ReferenceRule rule) {
        StringBuilder text = new StringBuilder("rule " + quoted(rule.name()) + "\n");
        annotation(text, "limit", rule.limit());
        annotation(text, "budget", rule.budget());
        annotation(text, "exclusive", rule.exclusive());
        annotation(text, "from", rule.from());
        annotation(text, "until", rule.until());
        text.append("when\n");
        rule.patterns()
                .forEach(pattern -> text.append("  ").append(pattern(pattern)).append('\n'));
        text.append("then\n");
        rule.awards().forEach(award -> text.append("  ").append(call(award)).append('\n'));
        return text.append("end\n").toString();
    }

    private static void annotation(StringBuilder text, String name, Object value) {
        if (value != null) {
            text.append("  @")
                    .append(name)
                    .append('(')
                    .append(quoted(value.toString()))
                    .append(")\n");
        }
    }

    private static String pattern(ReferenceRule.Pattern pattern) {
        String constraints =
                pattern.constraints().stream().map(DrlText::constraint).collect(Collectors.joining(", "));
        return (pattern.binding() == null ? "" : pattern.binding() + " : ")
                + pattern.factType()
                + (constraints.isEmpty() ? "()" : "( " + constraints + " )");
    }

    private static String constraint(ReferenceRule.Constraint constraint) {
        return constraint.operator().isEmpty()
                ? constraint.path()
                : constraint.path() + " " + constraint.operator() + " " + argument(constraint.operand());
    }

    private static String call(ReferenceRule.Award award) {
        return "award." + award.verb() + "("
                + award.arguments().stream().map(DrlText::argument).collect(Collectors.joining(", ")) + ");";
    }

    private static String argument(Object argument) {
        if (argument instanceof ReferenceRule.Variable variable) {
            return variable.name();
        }
        if (argument instanceof ReferenceRule.Expression expression) {
            return expression.variable() == null ? expression.path() : expression.variable() + "." + expression.path();
        }
        if (argument instanceof BigDecimal number) {
            return number.toPlainString();
        }
        return argument instanceof String text ? quoted(text) : String.valueOf(argument);
    }

    private static String quoted(String text) {
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }
}
