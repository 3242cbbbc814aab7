package org.loyaltyrules.testing;

import java.util.List;
import org.loyaltyrules.program.Rule;

/** A sentence about one rule, of which the members are still to be given. */
public final class RuleVerifier {

    private final ProgramVerifier verifier;
    private final Rule rule;

    RuleVerifier(ProgramVerifier verifier, Rule rule) {
        this.verifier = verifier;
        this.rule = rule;
    }

    /** Who is a member when the first event happens; members are enrolled in this order. */
    public Given<RuleThen> given(GivenMember... members) {
        return new Given<>(verifier, List.of(members), null, run -> new RuleThen(run, rule));
    }
}
