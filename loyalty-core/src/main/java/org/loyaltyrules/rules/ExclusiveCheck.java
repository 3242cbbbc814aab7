package org.loyaltyrules.rules;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.loyaltyrules.program.ProgramDefinition;
import org.loyaltyrules.program.Rule;

/** Warns of {@code @exclusive} groups that exclude nothing, and of rules in them that never count. */
final class ExclusiveCheck {

    /** Each rule of a group is compared with each; in larger groups that would take too long. */
    private static final int MOST_COMPARED = 200;

    private final ProgramDefinition program;
    private final Diagnostics diagnostics;

    ExclusiveCheck(ProgramDefinition program, Diagnostics diagnostics) {
        this.program = program;
        this.diagnostics = diagnostics;
    }

    void check(List<ProgramCompiler.Compiled> rules) {
        Map<String, List<ProgramCompiler.Compiled>> groups = new TreeMap<>();
        for (ProgramCompiler.Compiled compiled : rules) {
            String group = compiled.rule().rule().exclusive();
            if (group == null) {
                continue;
            }
            if (compiled.rule().outline().awards("discount", "multiply")) {
                groups.computeIfAbsent(group, key -> new ArrayList<>()).add(compiled);
            } else {
                warn(
                        compiled,
                        "this rule grants neither a discount nor a multiplier, and only these exclude each other",
                        "leave @exclusive out");
            }
        }
        groups.forEach(this::checkGroup);
    }

    private void checkGroup(String group, List<ProgramCompiler.Compiled> rules) {
        if (rules.size() == 1) {
            warn(
                    rules.get(0),
                    "no other rule with a discount or multiplier is in the group '" + group + "'",
                    "leave it out, or give the other rules the same group");
            return;
        }
        List<Offer> offers = new ArrayList<>();
        for (ProgramCompiler.Compiled rule : rules) {
            Offer offer = offer(rule);
            if (offer != null) {
                offers.add(offer);
            }
        }
        if (offers.size() <= MOST_COMPARED) {
            offers.forEach(offer -> checkOffer(offer, offers));
        }
    }

    private void checkOffer(Offer offer, List<Offer> offers) {
        for (Offer better : offers) {
            if (neverCounts(offer, better)) {
                warn(
                        offer.compiled(),
                        "this rule never counts: whenever it fires, so does \""
                                + better.rule().name() + "\" of the group, which grants more",
                        "narrow the other rule's conditions, or leave this rule out");
                return;
            }
        }
    }

    /** What a simple rule offers: one pattern, and in every case one discount or multiplier of a known value. */
    private record Offer(
            ProgramCompiler.Compiled compiled,
            Condition.FactPattern pattern,
            String verb,
            boolean ofLine,
            BigDecimal value) {

        Rule rule() {
            return compiled.rule().rule();
        }

        /** Whether nothing but its conditions and dates keeps it from granting. */
        boolean isUnhindered() {
            RuleAttributes attributes = compiled.rule().attributes();
            return attributes.enabled()
                    && !attributes.needFreshSession()
                    && rule().limit() == null
                    && rule().budget() == null;
        }
    }

    private static @Nullable Offer offer(ProgramCompiler.Compiled compiled) {
        List<CompiledRule.Alternative> alternatives = compiled.rule().alternatives();
        List<Statement> statements = Consequences.of(compiled);
        boolean simple = alternatives.size() == 1
                && alternatives.get(0).conditions().size() == 1
                && alternatives.get(0).conditions().get(0) instanceof Condition.FactPattern
                && statements.size() == 1
                && statements.get(0) instanceof Statement.AwardCall;
        if (!simple) {
            return null;
        }
        Condition.FactPattern pattern =
                (Condition.FactPattern) alternatives.get(0).conditions().get(0);
        Statement.AwardCall call = (Statement.AwardCall) statements.get(0);
        BigDecimal value = Consequences.number(call);
        int arguments = call.arguments().size();
        boolean ofLine = arguments == 2 && call.arguments().get(0) instanceof Expression.Name;
        return value == null || pattern.from() != null || arguments != 1 && !ofLine
                ? null
                : new Offer(compiled, pattern, call.verb().text(), ofLine, value);
    }

    private boolean neverCounts(Offer offer, Offer better) {
        return offer.verb().equals(better.verb())
                && offer.ofLine() == better.ofLine()
                && offer.value().compareTo(better.value()) < 0
                && better.isUnhindered()
                && isInEffect(better.rule(), offer.rule())
                && offer.pattern().type().fact() == better.pattern().type().fact()
                && implies(offer, better);
    }

    /** Whether the first rule is in effect whenever the second is. */
    private static boolean isInEffect(Rule rule, Rule whenever) {
        LocalDate from = rule.from();
        LocalDate until = rule.until();
        return (from == null || whenever.from() != null && !whenever.from().isBefore(from))
                && (until == null
                        || whenever.until() != null && !whenever.until().isAfter(until));
    }

    /** Whether each condition of the better offer's pattern holds wherever those of the other do. */
    private boolean implies(Offer offer, Offer better) {
        PremiseReader given = reader(offer);
        PremiseReader wanted = reader(better);
        List<Premise> premises = given.read(offer.pattern());
        for (Condition.Constraint constraint : better.pattern().constraints()) {
            boolean same = constraint.elements().isEmpty()
                    && offer.pattern().constraints().stream()
                            .anyMatch(one -> one.text().equals(constraint.text())
                                    && one.elements().isEmpty());
            Premise premise = wanted.read(constraint.operand().source(), better.pattern());
            if (!same && (premise == null || !follows(premises, premise))) {
                return false;
            }
        }
        return true;
    }

    private boolean follows(List<Premise> premises, Premise conclusion) {
        List<Premise> all = new ArrayList<>(premises.stream()
                .filter(premise ->
                        premise.subject().text().equals(conclusion.subject().text()))
                .toList());
        if (all.isEmpty()) {
            return false;
        }
        all.add(new Premise(
                conclusion.subject(), conclusion.constants(), conclusion.holds().negate(), conclusion.source()));
        return Premise.exclude(all, program);
    }

    private PremiseReader reader(Offer offer) {
        return new PremiseReader(program, offer.compiled().source().text(), VariableNames.of(offer.compiled()));
    }

    private void warn(ProgramCompiler.Compiled compiled, String message, String hint) {
        diagnostics.warn(
                compiled.source(),
                ProblemException.at(
                        AnnotationCheck.place(compiled.chunk(), "exclusive"), "useless-exclusive", message, hint));
    }
}
