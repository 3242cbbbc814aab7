package org.loyaltyrules.rules;

import java.util.List;
import org.loyaltyrules.program.ProgramDefinition;

/** Warns of rules that work, but perhaps not as meant; of interest once there are no errors. */
final class RuleChecks {

    private final Diagnostics diagnostics;
    private final ConditionCheck conditions;
    private final VariableCheck variables;
    private final ConsequenceCheck consequences;
    private final RepeatedGrantCheck repeatedGrants;
    private final AnnotationCheck annotations;
    private final AvoidableJoinCheck joins;
    private final ExclusiveCheck exclusives;

    RuleChecks(ProgramDefinition program, Diagnostics diagnostics) {
        this.diagnostics = diagnostics;
        this.conditions = new ConditionCheck(program, diagnostics);
        this.variables = new VariableCheck(diagnostics);
        this.consequences = new ConsequenceCheck(diagnostics);
        this.repeatedGrants = new RepeatedGrantCheck(diagnostics);
        this.annotations = new AnnotationCheck(program, diagnostics);
        this.joins = new AvoidableJoinCheck(diagnostics);
        this.exclusives = new ExclusiveCheck(program, diagnostics);
    }

    void check(List<ProgramCompiler.Compiled> rules) {
        if (diagnostics.hasErrors()) {
            return;
        }
        // Of what trusted rules look at and award, nothing is known.
        List<ProgramCompiler.Compiled> known =
                rules.stream().filter(rule -> !rule.rule().trusted()).toList();
        for (ProgramCompiler.Compiled rule : known) {
            conditions.check(rule);
            variables.check(rule);
            consequences.check(rule);
            repeatedGrants.check(rule);
            annotations.check(rule);
            joins.check(rule);
        }
        if (known.size() == rules.size()) {
            exclusives.check(rules);
        }
    }
}
