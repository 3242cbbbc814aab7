package org.loyaltyrules.rules;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.loyaltyrules.explanation.Check;
import org.loyaltyrules.explanation.Distance;
import org.loyaltyrules.fact.Fact;
import org.loyaltyrules.fact.Member;
import org.loyaltyrules.fact.Qualification;
import org.loyaltyrules.program.ProgramDefinition;
import org.loyaltyrules.rules.Expression.Operator;

/** Makes inquiries of conditions that were checked before. */
final class InquiryReader {

    private final String text;
    private final ExpressionChecker checker;
    private final ProgramDefinition program;

    /**
     * Creates a reader.
     *
     * @param text the file's
     * @param checker that checked the condition
     */
    InquiryReader(String text, ExpressionChecker checker) {
        this.text = text;
        this.checker = checker;
        this.program = checker.program();
    }

    Inquiry read(Expression condition) {
        if (condition instanceof Expression.And) {
            return combination(condition, Check.Way.ALL);
        }
        if (condition instanceof Expression.Or) {
            return combination(condition, Check.Way.ANY);
        }
        if (condition instanceof Expression.Not) {
            return combination(condition, Check.Way.NONE);
        }
        if (condition instanceof Expression.Comparison comparison) {
            return comparison(comparison);
        }
        if (condition instanceof Expression.In in) {
            return in(in);
        }
        if (condition instanceof Expression.Call call && call.name().equals("crossed")) {
            return crossed(call);
        }
        if (condition instanceof Expression.Call call && call.name().equals("atLeast")) {
            return atLeast(call);
        }
        return truth(condition);
    }

    private String written(Expression expression) {
        return written(text, expression);
    }

    /** What an author wrote, with parentheses at its ends as far as they belong to it. */
    static String written(String text, Expression expression) {
        int start = expression.start();
        int end = expression.end();
        int open = 0;
        int missing = 0;
        for (Token token : Tokenizer.scan(text, start, end)) {
            open += token.is("(") ? 1 : token.is(")") ? -1 : 0;
            missing = Math.max(missing, -open);
        }
        open += missing;
        for (int i = start - 1; missing > 0 && i >= 0 && isParenthesis(text.charAt(i), '('); i--) {
            missing -= text.charAt(i) == '(' ? 1 : 0;
            start = i;
        }
        for (int i = end; open > 0 && i < text.length() && isParenthesis(text.charAt(i), ')'); i++) {
            open -= text.charAt(i) == ')' ? 1 : 0;
            end = i + 1;
        }
        return text.substring(start, end);
    }

    private static boolean isParenthesis(char c, char parenthesis) {
        return c == parenthesis || Character.isWhitespace(c);
    }

    private Inquiry combination(Expression source, Check.Way way) {
        String written = written(source);
        List<Inquiry> sides = new ArrayList<>();
        addSides(source, way, sides);
        return (self, variables) -> {
            List<Check> checks =
                    sides.stream().map(side -> side.check(self, variables)).toList();
            boolean holds = switch (way) {
                case ALL -> checks.stream().allMatch(Check::holds);
                case ANY -> checks.stream().anyMatch(Check::holds);
                case NONE -> checks.stream().noneMatch(Check::holds);
            };
            return new Check.Combination(written, holds, way, checks);
        };
    }

    /** In {@code a || b || c} there are three sides, not two of which one has two. */
    private void addSides(Expression source, Check.Way way, List<Inquiry> sides) {
        if (way == Check.Way.ALL && source instanceof Expression.And and) {
            addSides(and.left(), way, sides);
            addSides(and.right(), way, sides);
        } else if (way == Check.Way.ANY && source instanceof Expression.Or or) {
            addSides(or.left(), way, sides);
            addSides(or.right(), way, sides);
        } else if (way == Check.Way.NONE && source instanceof Expression.Not not) {
            sides.add(read(not.operand()));
        } else {
            sides.add(read(source));
        }
    }

    /** A property that is true or false. */
    private Inquiry truth(Expression condition) {
        Operand whole = checker.condition(condition);
        String written = written(condition);
        boolean property = condition instanceof Expression.Name || condition instanceof Expression.Access;
        return !property
                ? Inquiry.plain(written, whole)
                : (self, variables) -> {
                    boolean holds = Inquiry.holds(whole, self, variables);
                    return new Check.Comparison(written, holds, written, holds, "==", List.of(true), null);
                };
    }

    private Inquiry comparison(Expression.Comparison comparison) {
        Operand whole = checker.condition(comparison);
        Operand writtenLeft = checker.check(comparison.left());
        Operand writtenRight = checker.check(comparison.right());
        boolean byValue =
                comparison.operator().isEquality() || comparison.operator().isOrder();
        Operand left = byValue ? Coercion.literal(writtenLeft, writtenRight.type(), program) : writtenLeft;
        Operand right = byValue ? Coercion.literal(writtenRight, writtenLeft.type(), program) : writtenRight;
        // What is looked at is the side that is no literal.
        boolean turned = byValue && left.constant() != null && right.constant() == null;
        Operand value = turned ? right : left;
        Operand bound = turned ? left : right;
        Operator operator = turned ? turned(comparison.operator()) : comparison.operator();
        String name = (comparison.negated() ? "not " : "") + operator.written();
        String valueWritten = written(turned ? comparison.right() : comparison.left());
        String written = written(comparison, valueWritten, name, turned);
        Measure measure = Measure.of(value, program.fractionDigits());
        return (self, variables) -> {
            Object met = Values.of(value, self, variables);
            Object wanted = Values.of(bound, self, variables);
            boolean holds = Inquiry.holds(whole, self, variables);
            Distance off = holds || measure == null ? null : measure.distance(met, operator, wanted);
            List<@Nullable Object> list = new ArrayList<>();
            list.add(wanted);
            return new Check.Comparison(written, holds, valueWritten, met, name, list, off);
        };
    }

    /** In {@code amount > 5 && < 10} the second comparison has no left side of its own. */
    private String written(Expression.Comparison comparison, String value, String name, boolean turned) {
        Expression left = comparison.left();
        Expression right = comparison.right();
        boolean apart = left.end() > right.start()
                || text.substring(left.end(), right.start()).matches("(?s).*(&&|\\|\\|).*");
        return apart && !turned ? value + " " + name + " " + written(right) : written(comparison);
    }

    private static Operator turned(Operator operator) {
        return switch (operator) {
            case LESS -> Operator.GREATER;
            case LESS_OR_EQUAL -> Operator.GREATER_OR_EQUAL;
            case GREATER -> Operator.LESS;
            case GREATER_OR_EQUAL -> Operator.LESS_OR_EQUAL;
            default -> operator;
        };
    }

    private Inquiry in(Expression.In in) {
        Operand whole = checker.condition(in);
        Operand value = checker.check(in.value());
        List<Operand> options = new ArrayList<>();
        for (Expression option : in.options()) {
            options.add(Coercion.literal(checker.check(option), value.type(), program));
        }
        String written = written(in);
        String valueWritten = written(in.value());
        String operator = in.negated() ? "not in" : "in";
        return (self, variables) -> {
            List<@Nullable Object> wanted = new ArrayList<>();
            options.forEach(option -> wanted.add(Values.of(option, self, variables)));
            Object met = Values.of(value, self, variables);
            boolean holds = Inquiry.holds(whole, self, variables);
            return new Check.Comparison(written, holds, valueWritten, met, operator, wanted, null);
        };
    }

    /** Below the step before the event, and not below it after: either can fail. */
    private Inquiry crossed(Expression.Call call) {
        Operand whole = checker.condition(call);
        Evaluator receiver = receiver(call);
        Operand counter = checker.check(call.arguments().get(0));
        Operand step = checker.check(call.arguments().get(1));
        String written = written(call);
        Measure money = new Measure(Distance.Unit.MONEY, BigDecimal.ONE.movePointLeft(program.fractionDigits()));
        Measure purchases = new Measure(Distance.Unit.PURCHASES, BigDecimal.ONE);
        return (self, variables) -> {
            Object on = receiver.value(self, variables);
            Object name = counter.evaluator().value(self, variables);
            BigDecimal bound = Evaluator.decimal(step.evaluator().value(self, variables));
            boolean holds = Inquiry.holds(whole, self, variables);
            if (!(on instanceof Qualification standing) || !(name instanceof String word) || bound == null) {
                return new Check.Plain(written, holds);
            }
            BigDecimal before = Qualification.valueOf(standing.before(), word);
            BigDecimal after = Qualification.valueOf(standing.member(), word);
            Measure measure = word.startsWith("spend") ? money : purchases;
            return new Check.Combination(
                    written,
                    holds,
                    Check.Way.ALL,
                    List.of(
                            side(word + " before the event", before, Operator.LESS, bound, measure),
                            side(word + " after it", after, Operator.GREATER_OR_EQUAL, bound, measure)));
        };
    }

    private static Check side(String value, BigDecimal met, Operator operator, BigDecimal bound, Measure measure) {
        boolean holds = operator.holds(met.compareTo(bound));
        return new Check.Comparison(
                value + " " + operator.written() + " " + bound.toPlainString(),
                holds,
                value,
                met,
                operator.written(),
                List.of(bound),
                holds ? null : measure.distance(met, operator, bound));
    }

    private Inquiry atLeast(Expression.Call call) {
        Operand whole = checker.condition(call);
        Evaluator receiver = receiver(call);
        Operand tier = checker.check(call.arguments().get(0));
        String written = written(call);
        List<String> tiers = program.tiers();
        return (self, variables) -> {
            Object on = receiver.value(self, variables);
            String met = on instanceof Fact fact ? fact.tier() : on instanceof Member member ? member.tier() : null;
            Object wanted = tier.evaluator().value(self, variables);
            boolean holds = Inquiry.holds(whole, self, variables);
            if (met == null || !(wanted instanceof String code)) {
                return new Check.Plain(written, holds);
            }
            int levels = tiers.indexOf(code) - tiers.indexOf(met);
            Distance off = holds ? null : Distance.of(levels, Distance.Unit.TIERS);
            return new Check.Comparison(written, holds, "tier", met, "at least", List.of(code), off);
        };
    }

    private Evaluator receiver(Expression.Call call) {
        return call.receiver() == null
                ? Evaluator.reading(self -> self)
                : checker.check(call.receiver()).evaluator();
    }
}
