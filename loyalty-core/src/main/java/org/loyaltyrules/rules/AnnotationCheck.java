package org.loyaltyrules.rules;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.loyaltyrules.program.Budget;
import org.loyaltyrules.program.CalendarPeriod;
import org.loyaltyrules.program.ProgramDefinition;
import org.loyaltyrules.program.Rule;
import org.loyaltyrules.program.RuleLimit;
import org.loyaltyrules.program.RuleOutline;

/** Warns of a {@code @limit} that can never keep a rule from granting, and of a {@code @budget} that it never draws on. */
final class AnnotationCheck {

    private final ProgramDefinition program;
    private final Diagnostics diagnostics;

    AnnotationCheck(ProgramDefinition program, Diagnostics diagnostics) {
        this.program = program;
        this.diagnostics = diagnostics;
    }

    void check(ProgramCompiler.Compiled compiled) {
        checkLimit(compiled);
        checkBudget(compiled);
    }

    private void checkLimit(ProgramCompiler.Compiled compiled) {
        RuleLimit limit = compiled.rule().rule().limit();
        FactKind event = limit == null ? null : onlyFact(compiled);
        if (limit == null || event == null) {
            return;
        }
        if (event == FactKind.DAY && limit.times() >= mostDays(limit.per())) {
            warn(
                    compiled,
                    "limit",
                    "unreachable-limit",
                    "this limit is never exceeded: a Day happens once a day for a member",
                    "leave it out, or write a lower one, such as @limit(\"1 per year\")");
        }
        if (event == FactKind.ENROLLMENT && limit.times() > 1) {
            warn(
                    compiled,
                    "limit",
                    "unreachable-limit",
                    "this limit is never exceeded: a member enrolls once",
                    "leave it out");
        }
    }

    private static long mostDays(CalendarPeriod period) {
        return switch (period) {
            case DAY -> 1;
            case WEEK -> 7;
            case MONTH -> 31;
            case QUARTER -> 92;
            case YEAR -> 366;
            case EVER -> Long.MAX_VALUE;
        };
    }

    /** The type of the only fact that the rule matches beside the member; null where there are more. */
    private static @Nullable FactKind onlyFact(ProgramCompiler.Compiled compiled) {
        List<CompiledRule.Alternative> alternatives = compiled.rule().alternatives();
        if (alternatives.size() != 1) {
            return null;
        }
        FactKind only = null;
        for (Condition condition : alternatives.get(0).conditions()) {
            if (!(condition instanceof Condition.FactPattern pattern) || pattern.from() != null) {
                return null;
            }
            FactKind kind = pattern.type().fact();
            if (kind != FactKind.MEMBER) {
                if (only != null) {
                    return null;
                }
                only = kind;
            }
        }
        return only;
    }

    private void checkBudget(ProgramCompiler.Compiled compiled) {
        RuleOutline outline = compiled.rule().outline();
        Rule rule = outline.rule();
        Budget budget = rule.budget() == null ? null : program.budgets().get(rule.budget());
        boolean draws = outline.awards("points", "earn", "multiply");
        if (budget != null
                && budget.unit() == Budget.Unit.POINTS
                && !draws
                && !outline.awards().isEmpty()) {
            warn(
                    compiled,
                    "budget",
                    "unused-budget",
                    "this rule grants no points, and the budget counts points",
                    "leave it out, or let the budget count \"USES\" in program.json");
        }
    }

    private void warn(ProgramCompiler.Compiled compiled, String annotation, String code, String message, String hint) {
        diagnostics.warn(
                compiled.source(), ProblemException.at(place(compiled.chunk(), annotation), code, message, hint));
    }

    /** The text of an annotation; the rule's name where it cannot be found. */
    static Token place(RuleChunk chunk, String annotation) {
        List<Token> header = chunk.header();
        for (int i = 0; i + 3 < header.size(); i++) {
            if (header.get(i).is("@")
                    && header.get(i + 1).text().equals(annotation)
                    && header.get(i + 3).kind() == Token.Kind.TEXT) {
                return header.get(i + 3);
            }
        }
        return chunk.name();
    }
}
