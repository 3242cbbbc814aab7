package org.loyaltyrules.member;

import java.util.ArrayList;
import java.util.List;
import org.loyaltyrules.program.ProgramDefinition;

/**
 * The tiers that a member has reached and not left, lowest first; the last is the present one.
 *
 * @param steps at least one
 */
public record TierLadder(List<TierStep> steps) {

    public TierLadder {
        steps = List.copyOf(steps);
        if (steps.isEmpty()) {
            throw new IllegalArgumentException("a member always has a tier");
        }
    }

    /** The present tier. */
    public TierStep present() {
        return steps.get(steps.size() - 1);
    }

    /** These steps with a new one on top; steps at its level or above are left. */
    public TierLadder reach(TierStep step, ProgramDefinition program) {
        int level = program.tierLevel(step.tier());
        List<TierStep> changed = new ArrayList<>(steps);
        changed.removeIf(other -> program.tierLevel(other.tier()) >= level);
        changed.add(step);
        return new TierLadder(changed);
    }

    /** These steps, the present one replaced. */
    public TierLadder withPresent(TierStep step) {
        List<TierStep> changed = new ArrayList<>(steps);
        changed.set(changed.size() - 1, step);
        return new TierLadder(changed);
    }
}
