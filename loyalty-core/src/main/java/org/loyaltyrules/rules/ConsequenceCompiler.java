package org.loyaltyrules.rules;

import java.math.BigDecimal;
import java.time.Period;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.loyaltyrules.award.Award;
import org.loyaltyrules.program.ProgramDefinition;
import org.loyaltyrules.program.Rule;
import org.loyaltyrules.program.RuleOutline;

/** Checks the statements of one consequence and compiles them. */
final class ConsequenceCompiler {

    private final ProgramDefinition program;
    private final Rule rule;
    private final SourceText source;
    private final Diagnostics diagnostics;
    private final ExpressionChecker checker;
    private final Set<FactKind> matched;
    private final List<RuleOutline.PossibleAward> awards = new ArrayList<>();

    /**
     * Creates the compiler of one consequence.
     *
     * @param matched the types of facts that are there whenever the rule fires
     */
    ConsequenceCompiler(
            ProgramDefinition program,
            Rule rule,
            SourceText source,
            Diagnostics diagnostics,
            Scope scope,
            Set<FactKind> matched) {
        this.program = program;
        this.rule = rule;
        this.source = source;
        this.diagnostics = diagnostics;
        this.checker = new ExpressionChecker(program, scope, null, null);
        this.matched = matched;
    }

    /** What the steps look at, by slot. */
    List<Element> elements() {
        return checker.slots().elements();
    }

    /** The calls of {@code award} that were compiled, in the order in which they stand. */
    List<RuleOutline.PossibleAward> awards() {
        return awards;
    }

    List<Step> compile(List<Statement> statements) {
        List<Step> steps = new ArrayList<>();
        for (Statement statement : statements) {
            try {
                steps.add(
                        statement instanceof Statement.If choice
                                ? choice(choice)
                                : award((Statement.AwardCall) statement));
            } catch (ProblemException problem) {
                diagnostics.report(source, problem);
            }
        }
        return List.copyOf(steps);
    }

    private Step choice(Statement.If choice) {
        Evaluator condition = checker.condition(choice.condition()).evaluator();
        RulePlace place = place(choice.condition().start());
        Step then = sequence(compile(choice.then()));
        Step otherwise = sequence(compile(choice.otherwise()));
        return (variables, awards) -> {
            boolean holds;
            try {
                holds = condition.test(choice, variables);
            } catch (RuntimeException failed) {
                throw place.failure(failed);
            }
            if (holds) {
                then.run(variables, awards);
            } else {
                otherwise.run(variables, awards);
            }
        };
    }

    private static Step sequence(List<Step> steps) {
        return (variables, awards) -> {
            for (Step step : steps) {
                step.run(variables, awards);
            }
        };
    }

    private Step award(Statement.AwardCall call) {
        AwardVerb verb = AwardVerb.named(call.verb().text());
        if (verb == null) {
            throw ProblemException.at(
                    call.verb(),
                    "unknown-verb",
                    "award has no '" + call.verb().text() + "'",
                    DidYouMean.hint(call.verb().text(), AwardVerb.words()));
        }
        requirePhase(call, verb);
        AwardVerb.Form form = form(call, verb);
        int count = call.arguments().size();
        Operand[] operands = new Operand[count];
        @Nullable Object[] constants = new @Nullable Object[count];
        for (int i = 0; i < count; i++) {
            operands[i] = checker.check(call.arguments().get(i));
            constants[i] = check(operands[i], form.parameter(i), verb);
        }
        awards.add(possible(verb, constants));
        checkLabel(verb, operands, constants);
        Award constant = constant(form, constants);
        if (constant != null) {
            return new ConstantStep(constant);
        }
        Step step = step(form, verb, operands, constants);
        RulePlace place = place(call.start());
        return (variables, awards) -> {
            try {
                step.run(variables, awards);
            } catch (RuntimeException failed) {
                throw place.failure(failed);
            }
        };
    }

    private static RuleOutline.PossibleAward possible(AwardVerb verb, @Nullable Object[] constants) {
        String code = null;
        BigDecimal value = null;
        Period period = null;
        for (Object constant : constants) {
            if (constant instanceof String text && code == null) {
                code = text;
            } else if ((constant instanceof BigDecimal || constant instanceof Long) && value == null) {
                value = Evaluator.decimal(constant);
            } else if (constant instanceof Period length) {
                period = length;
            }
        }
        return new RuleOutline.PossibleAward(verb.word(), code, value, period);
    }

    /** A program that has labels for people needs one for everything that members are given. */
    private void checkLabel(AwardVerb verb, Operand[] operands, @Nullable Object[] constants) {
        boolean shown = verb == AwardVerb.GIFT || verb == AwardVerb.BENEFIT;
        if (shown
                && !program.labels().isEmpty()
                && constants[0] instanceof String code
                && !program.labels().containsKey(code)) {
            diagnostics.warn(
                    source,
                    ProblemException.at(
                            operands[0].source(),
                            "missing-label",
                            "'" + code + "' has no label, so that terms show the code itself",
                            "add it to \"labels\" in program.json"));
        }
    }

    /** The award, where all arguments are literals; else null. */
    private static @Nullable Award constant(AwardVerb.Form form, @Nullable Object[] constants) {
        Object[] values = new Object[constants.length];
        for (int i = 0; i < values.length; i++) {
            Object value = constants[i];
            if (value == null) {
                return null;
            }
            values[i] = value;
        }
        return form.maker().apply(values);
    }

    private RulePlace place(int offset) {
        return new RulePlace(rule, source.line(offset));
    }

    private Step step(AwardVerb.Form form, AwardVerb verb, Operand[] operands, @Nullable Object[] constants) {
        return (variables, awards) -> {
            Object[] values = new Object[operands.length];
            for (int i = 0; i < values.length; i++) {
                Object value = constants[i];
                if (value == null) {
                    value = form.parameter(i).legal(operands[i].evaluator().value(form, variables), program);
                }
                if (value == null) {
                    throw new EvaluationException("award." + verb.word() + " was not given "
                            + form.parameter(i).expected());
                }
                values[i] = value;
            }
            Award award = form.maker().apply(values);
            awards.add(award);
        };
    }

    private void requirePhase(Statement.AwardCall call, AwardVerb verb) {
        if (verb.needsPurchase()) {
            requirePurchase(call, verb);
        }
        FactKind late = null;
        if (verb.beforeTier() && matched.contains(FactKind.TIER_CHANGE)) {
            late = FactKind.TIER_CHANGE;
        } else if (verb.beforeSettlement() && matched.contains(FactKind.QUALIFICATION)) {
            late = FactKind.QUALIFICATION;
        }
        if (late != null) {
            throw ProblemException.at(
                    call.verb(),
                    "wrong-phase",
                    "award." + verb.word() + " comes too late in a rule on " + late.word(),
                    late == FactKind.QUALIFICATION || !verb.beforeSettlement()
                            ? "by then the event is settled; " + earlier(verb)
                            : "by then the event is settled and the tier is decided; " + earlier(verb));
        }
    }

    /** A rule on the member alone also fires for purchases; one on another event's fact never does. */
    private void requirePurchase(Statement.AwardCall call, AwardVerb verb) {
        for (FactKind kind : FactKind.values()) {
            if (matched.contains(kind) && kind.isOfAnotherEventThanPurchase()) {
                throw ProblemException.at(
                        call.verb(),
                        "wrong-phase",
                        "award." + verb.word() + " needs a purchase; a rule on " + kind.word() + " never sees one",
                        verb == AwardVerb.EARN || verb == AwardVerb.MULTIPLY
                                ? "grant flat points with award.points, or write it in a rule on Purchase or LineItem"
                                : "write it in a rule on Purchase or LineItem");
            }
        }
    }

    private static String earlier(AwardVerb verb) {
        return verb == AwardVerb.QUALIFY_TIER
                ? "qualify for tiers in a rule on Qualification"
                : "write it in a rule on Purchase, LineItem or another fact of the event";
    }

    private AwardVerb.Form form(Statement.AwardCall call, AwardVerb verb) {
        for (AwardVerb.Form form : verb.forms()) {
            if (form.takes(call.arguments().size())) {
                return form;
            }
        }
        List<String> forms =
                verb.forms().stream().map(form -> "award." + form.written()).toList();
        throw new ProblemException(
                call.start(),
                call.end(),
                "wrong-argument",
                "award." + verb.word() + " does not take " + call.arguments().size() + " arguments",
                "write " + String.join(" or ", forms));
    }

    /** What the award is made with where the argument is a literal; null where only the running rule knows. */
    private @Nullable Object check(Operand operand, AwardParameter parameter, AwardVerb verb) {
        if (!parameter.accepts(operand.type())) {
            throw ProblemException.at(
                    operand.source(),
                    "wrong-argument",
                    "award." + verb.word() + " expects " + parameter.expected() + "; this is "
                            + operand.type().words(),
                    null);
        }
        if (operand.constant() == null) {
            return null;
        }
        Object legal = parameter.legal(operand.constantValue(), program);
        if (legal != null) {
            return legal;
        }
        Collection<String> codes = parameter.codes(program);
        if (codes != null && operand.constantValue() instanceof String code) {
            throw ProblemException.at(
                    operand.source(),
                    "unknown-code",
                    "the program has no " + parameter.name().toLowerCase(Locale.ROOT) + " '" + code + "'",
                    DidYouMean.hint(code, codes));
        }
        throw ProblemException.at(
                operand.source(), "illegal-value", "award." + verb.word() + " expects " + parameter.expected(), null);
    }
}
