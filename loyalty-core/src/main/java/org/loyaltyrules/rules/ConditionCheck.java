package org.loyaltyrules.rules;

import java.util.ArrayList;
import java.util.List;
import org.loyaltyrules.program.ProgramDefinition;

/** Warns of conditions that always hold, and of those that stand twice in one pattern. */
final class ConditionCheck {

    private final ProgramDefinition program;
    private final Diagnostics diagnostics;

    ConditionCheck(ProgramDefinition program, Diagnostics diagnostics) {
        this.program = program;
        this.diagnostics = diagnostics;
    }

    void check(ProgramCompiler.Compiled compiled) {
        PremiseReader reader = new PremiseReader(program, compiled.source().text(), VariableNames.of(compiled));
        for (CompiledRule.Alternative alternative : compiled.rule().alternatives()) {
            for (Condition.FactPattern pattern : patterns(alternative.conditions())) {
                reader.read(pattern).forEach(premise -> checkAlways(compiled, premise));
                checkTwice(compiled, pattern);
            }
        }
    }

    /** Every pattern, also those under {@code not}, {@code exists} and accumulate. */
    private static List<Condition.FactPattern> patterns(List<Condition> conditions) {
        List<Condition.FactPattern> patterns = new ArrayList<>();
        for (Condition condition : conditions) {
            if (condition instanceof Condition.FactPattern pattern) {
                patterns.add(pattern);
            } else if (condition instanceof Condition.Accumulation accumulation) {
                patterns.addAll(patterns(accumulation.source()));
            } else if (condition instanceof Condition.Group group) {
                patterns.addAll(patterns(group.parts()));
            }
        }
        return patterns;
    }

    private void checkAlways(ProgramCompiler.Compiled compiled, Premise premise) {
        Subject subject = premise.subject();
        Domain domain = subject.type().domain();
        // A program with one tier may get a second one.
        boolean isOnlyWord = domain != null && domain.words(program).size() < 2;
        boolean always = !isOnlyWord
                && Premise.candidates(List.of(premise), program).stream()
                        .allMatch(value -> premise.holds().test(value));
        if (always) {
            warn(compiled, premise.source(), "always-holds", "this always holds" + why(premise));
        }
    }

    private static String why(Premise premise) {
        String what = "'" + premise.subject().written() + "'";
        Range range = premise.subject().range();
        if (range != null) {
            return ": " + what + " is " + range.words();
        }
        return premise.comparesWithNull() ? ": " + what + " is always there" : ", whatever " + what + " is";
    }

    private void checkTwice(ProgramCompiler.Compiled compiled, Condition.FactPattern pattern) {
        List<Condition.Constraint> seen = new ArrayList<>();
        for (Condition.Constraint constraint : pattern.constraints()) {
            boolean twice = seen.stream()
                    .anyMatch(earlier -> earlier.text().equals(constraint.text())
                            && earlier.elements().equals(constraint.elements()));
            if (twice) {
                warn(compiled, constraint.operand().source(), "duplicate-condition", "this condition is there twice");
            }
            seen.add(constraint);
        }
    }

    private void warn(ProgramCompiler.Compiled compiled, Expression place, String code, String message) {
        diagnostics.warn(
                compiled.source(), ProblemException.at(place, code, message, "leave it out, or write what was meant"));
    }
}
