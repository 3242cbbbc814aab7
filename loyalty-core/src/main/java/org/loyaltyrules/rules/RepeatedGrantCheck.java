package org.loyaltyrules.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.loyaltyrules.program.RuleOutline;

/**
 * Warns of vouchers, gifts and flat points that are granted again and again: on every {@code Qualification}, or on every
 * {@code Day} from some day on.
 */
final class RepeatedGrantCheck {

    /** Words by which a rule on {@code Qualification} says which events it means. */
    private static final Set<String> SOME_EVENTS = Set.of("crossed", "first", "purchase", "payable", "review", "date");

    /** Words by which a rule on {@code Day} says which days it means. */
    private static final Set<String> SOME_DAYS = Set.of(
            "date",
            "dayOfWeek",
            "dayOfMonth",
            "firstOfMonth",
            "firstOfQuarter",
            "birthday",
            "anniversary",
            "daysToBirthday");

    private static final Set<String> COUNTED_DAYS = Set.of("inactiveDays", "daysEnrolled");

    private final Diagnostics diagnostics;

    RepeatedGrantCheck(Diagnostics diagnostics) {
        this.diagnostics = diagnostics;
    }

    void check(ProgramCompiler.Compiled compiled) {
        RuleOutline outline = compiled.rule().outline();
        // A tag that is given or taken away can be what makes it happen once.
        boolean repeatable = outline.rule().limit() == null
                && outline.awards("voucher", "gift", "points")
                && !outline.awards("tag", "untag", "reject");
        if (!repeatable) {
            return;
        }
        if (isOnlyOn(outline, FactKind.QUALIFICATION) && hasNone(outline, SOME_EVENTS)) {
            warn(
                    compiled,
                    "a Qualification follows every event, so that this is granted again and again",
                    "write crossed(…), first == true or purchase == true, or add @limit(\"1 per ever\")");
        }
        if (isOnlyOn(outline, FactKind.DAY) && hasNone(outline, SOME_DAYS) && countsDaysFromSomeDayOn(compiled)) {
            warn(
                    compiled,
                    "this holds on every day from some day on, so that it is granted again and again",
                    "write '==' to grant it on one day, or add @limit(\"1 per year\")");
        }
    }

    private static boolean isOnlyOn(RuleOutline outline, FactKind kind) {
        return outline.facts().contains(kind.word())
                && Set.of(kind.word(), FactKind.MEMBER.word()).containsAll(outline.facts());
    }

    /** Whether none of the words is there. */
    private static boolean hasNone(RuleOutline outline, Set<String> words) {
        return outline.words().stream().noneMatch(words::contains);
    }

    /** Whether days are compared with {@code >=} or {@code >}, and not also made one day or some days. */
    private static boolean countsDaysFromSomeDayOn(ProgramCompiler.Compiled compiled) {
        boolean open = false;
        for (CompiledRule.Alternative alternative : compiled.rule().alternatives()) {
            for (Expression condition : conditions(alternative)) {
                if (!mentionsDays(condition)) {
                    continue;
                }
                if (!(condition instanceof Expression.Comparison comparison) || !isOpen(comparison)) {
                    return false;
                }
                open = true;
            }
        }
        return open;
    }

    private static List<Expression> conditions(CompiledRule.Alternative alternative) {
        List<Expression> conditions = new ArrayList<>();
        for (Condition condition : alternative.conditions()) {
            if (condition instanceof Condition.FactPattern pattern) {
                pattern.constraints()
                        .forEach(constraint ->
                                conditions.add(constraint.operand().source()));
            }
        }
        return conditions;
    }

    private static boolean isOpen(Expression.Comparison comparison) {
        boolean dayFirst = isDays(comparison.left()) && comparison.right() instanceof Expression.Literal;
        return dayFirst
                && (comparison.operator() == Expression.Operator.GREATER
                        || comparison.operator() == Expression.Operator.GREATER_OR_EQUAL);
    }

    private static boolean isDays(Expression expression) {
        return expression instanceof Expression.Name name && COUNTED_DAYS.contains(name.name())
                || expression instanceof Expression.Access access && COUNTED_DAYS.contains(access.name());
    }

    private static boolean mentionsDays(Expression expression) {
        if (isDays(expression)) {
            return true;
        }
        if (expression instanceof Expression.Comparison comparison) {
            return mentionsDays(comparison.left()) || mentionsDays(comparison.right());
        }
        if (expression instanceof Expression.Arithmetic arithmetic) {
            return mentionsDays(arithmetic.left()) || mentionsDays(arithmetic.right());
        }
        if (expression instanceof Expression.And and) {
            return mentionsDays(and.left()) || mentionsDays(and.right());
        }
        if (expression instanceof Expression.Or or) {
            return mentionsDays(or.left()) || mentionsDays(or.right());
        }
        if (expression instanceof Expression.In in) {
            return mentionsDays(in.value());
        }
        return expression instanceof Expression.Not not && mentionsDays(not.operand());
    }

    private void warn(ProgramCompiler.Compiled compiled, String message, String hint) {
        diagnostics.warn(
                compiled.source(), ProblemException.at(compiled.chunk().name(), "repeated-grant", message, hint));
    }
}
