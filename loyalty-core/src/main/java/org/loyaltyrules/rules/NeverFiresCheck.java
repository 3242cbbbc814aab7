package org.loyaltyrules.rules;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.loyaltyrules.program.ProgramDefinition;

/**
 * Reports rules that can never fire, since nothing meets what they ask for. Where only a part of a rule can never hold, such
 * as a branch of {@code or} or what stands under {@code not}, it is a warning.
 */
final class NeverFiresCheck {

    /** Facts that are there in events of one kind only, and the kinds of events. */
    private static final List<Set<FactKind>> EVENTS = List.of(
            EnumSet.of(FactKind.PURCHASE, FactKind.LINE_ITEM),
            EnumSet.of(FactKind.ENROLLMENT),
            EnumSet.of(FactKind.ACTION),
            EnumSet.of(FactKind.REDEMPTION),
            EnumSet.of(FactKind.TRANSFER),
            EnumSet.of(FactKind.DAY, FactKind.RANKING),
            EnumSet.of(FactKind.REFERRAL));

    private final ProgramDefinition program;
    private final Diagnostics diagnostics;

    NeverFiresCheck(ProgramDefinition program, Diagnostics diagnostics) {
        this.program = program;
        this.diagnostics = diagnostics;
    }

    /** What keeps one alternative from matching, and what is in it that never holds although it may match. */
    private record Findings(List<ProblemException> fatal, List<Contradictions.Finding> harmless) {}

    void check(ProgramCompiler.Compiled compiled) {
        List<Findings> each = new ArrayList<>();
        for (CompiledRule.Alternative alternative : compiled.rule().alternatives()) {
            each.add(findings(compiled, alternative));
        }
        boolean neverFires =
                !each.isEmpty() && each.stream().noneMatch(one -> one.fatal().isEmpty());
        for (Findings one : each) {
            for (ProblemException problem : one.fatal()) {
                if (neverFires) {
                    diagnostics.report(compiled.source(), problem);
                } else {
                    diagnostics.warn(compiled.source(), harmless(problem));
                }
            }
            if (!neverFires) {
                one.harmless().forEach(finding -> diagnostics.warn(compiled.source(), harmless(problem(finding))));
            }
        }
    }

    private Findings findings(ProgramCompiler.Compiled compiled, CompiledRule.Alternative alternative) {
        String text = compiled.source().text();
        PremiseReader reader = new PremiseReader(program, text, VariableNames.of(compiled));
        Contradictions contradictions =
                new Contradictions(program, compiled.rule().rule(), text, reader);
        Findings findings = new Findings(new ArrayList<>(), new ArrayList<>());
        walk(alternative.conditions(), true, contradictions, findings);
        ProblemException mixed = mixedEvents(compiled, alternative);
        if (mixed != null) {
            findings.fatal().add(mixed);
        }
        return findings;
    }

    private static void walk(
            List<Condition> conditions, boolean required, Contradictions contradictions, Findings findings) {
        for (Condition condition : conditions) {
            if (condition instanceof Condition.FactPattern pattern) {
                for (Contradictions.Finding finding : contradictions.in(pattern)) {
                    if (required) {
                        findings.fatal().add(problem(finding));
                    } else {
                        findings.harmless().add(finding);
                    }
                }
            } else if (condition instanceof Condition.Accumulation accumulation) {
                walk(accumulation.source(), false, contradictions, findings);
            } else if (condition instanceof Condition.Group group) {
                boolean all = group.kind() == Condition.Group.Kind.EXISTS || group.kind() == Condition.Group.Kind.AND;
                walk(group.parts(), required && all, contradictions, findings);
            }
        }
    }

    private static ProblemException problem(Contradictions.Finding finding) {
        return ProblemException.at(finding.place(), "never-fires", finding.message(), finding.hint());
    }

    private static ProblemException harmless(ProblemException problem) {
        return new ProblemException(problem.start(), problem.end(), "never-holds", problem.message(), problem.hint());
    }

    private static @Nullable ProblemException mixedEvents(
            ProgramCompiler.Compiled compiled, CompiledRule.Alternative alternative) {
        FactKind first = null;
        for (FactKind kind : required(alternative.conditions())) {
            Set<FactKind> event = event(kind);
            if (event == null || first != null && event.contains(first)) {
                continue;
            }
            if (first != null) {
                return ProblemException.at(
                        place(compiled, kind),
                        "never-fires",
                        Type.fact(first).words() + " and " + Type.fact(kind).words()
                                + " are never there in the same event",
                        "write a rule for each; what happened before is known from the member's counters and tags");
            }
            first = kind;
        }
        return null;
    }

    private static @Nullable Set<FactKind> event(FactKind kind) {
        for (Set<FactKind> event : EVENTS) {
            if (event.contains(kind)) {
                return event;
            }
        }
        return null;
    }

    /** The types of facts that must be there, in the order of the patterns. */
    private static List<FactKind> required(List<Condition> conditions) {
        List<FactKind> kinds = new ArrayList<>();
        for (Condition condition : conditions) {
            if (condition instanceof Condition.FactPattern pattern && pattern.from() == null) {
                FactKind kind = pattern.type().fact();
                if (kind != null) {
                    kinds.add(kind);
                }
            } else if (condition instanceof Condition.Group group
                    && (group.kind() == Condition.Group.Kind.EXISTS || group.kind() == Condition.Group.Kind.AND)) {
                kinds.addAll(required(group.parts()));
            }
        }
        return kinds;
    }

    private static Token place(ProgramCompiler.Compiled compiled, FactKind kind) {
        RuleChunk chunk = compiled.chunk();
        return Tokenizer.scan(compiled.source().text(), chunk.name().end(), chunk.consequenceStart()).stream()
                .filter(token -> token.is(kind.word()))
                .findFirst()
                .orElse(chunk.name());
    }
}
