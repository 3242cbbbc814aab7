package org.loyaltyrules.explanation;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What became of one rule in one evaluation. */
public sealed interface Outcome {

    /** It fired, once or more often. */
    record Fired(List<ExplainedFiring> firings) implements Outcome {

        public Fired {
            firings = List.copyOf(firings);
        }
    }

    /**
     * Its conditions held, but Drools' groups of rules kept it from firing.
     *
     * @param group such as {@code activation-group "offers"}
     */
    record HeldBack(String group) implements Outcome {}

    /**
     * It is not in effect on the day.
     *
     * @param from its first day; null for no bound
     * @param until its last day; null for no bound
     * @param off days until it is in effect; negative: since it was
     * @param wouldMatch whether its conditions hold
     */
    record NotInEffect(@Nullable LocalDate from, @Nullable LocalDate until, Distance off, boolean wouldMatch)
            implements Outcome {}

    /**
     * It is switched off by {@code enabled false}.
     *
     * @param wouldMatch whether its conditions hold
     */
    record Disabled(boolean wouldMatch) implements Outcome {}

    /**
     * Its conditions did not hold.
     *
     * @param reason the first that did not, where the match came furthest
     * @param failing how many conditions stand in the way at least, for telling what was closest
     * @param away how far these were off together, each from 0 to 1, for telling what was closest; 1 where a condition has no
     *     distance
     * @param alternatives how many ways to match it has because of {@code or}; the closest is told
     */
    record NotMatched(Mismatch reason, int failing, BigDecimal away, int alternatives) implements Outcome {}

    /**
     * It looks at a fact that this event does not have.
     *
     * @param fact the kind of fact
     * @param when the events that bring such facts
     */
    record NotAsked(String fact, String when) implements Outcome {}

    /** It did not fire; Drools itself evaluates it, as a rule of a trusted program, and does not tell why. */
    record NotExplained() implements Outcome {}

    /** It has more combinations of facts than are looked through. It did not fire. */
    record TooManyCombinations(long tried) implements Outcome {}
}
