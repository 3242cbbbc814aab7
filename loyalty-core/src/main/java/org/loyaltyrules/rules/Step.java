package org.loyaltyrules.rules;

import java.util.List;
import org.loyaltyrules.award.Award;

/** A compiled statement of a consequence. */
@FunctionalInterface
interface Step {

    /**
     * Carries it out.
     *
     * @throws EvaluationException if a value is illegal
     */
    void run(Variables variables, List<Award> awards);
}
