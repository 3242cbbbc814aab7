package org.loyaltyrules.explanation;

import java.time.LocalDate;
import java.util.List;

/**
 * One evaluation of the rules.
 *
 * @param member whose it is
 * @param day by which the rules looked: the event's, or the last valid day of the tier under review
 * @param rules every rule of the program, by name
 */
public record ExplainedEvaluation(Kind kind, String member, LocalDate day, List<ExplainedRule> rules) {

    /** Why the rules were evaluated. */
    public enum Kind {
        /** For the event itself. */
        EVENT("the event"),
        /** For a tier review that came due. */
        REVIEW("a tier review"),
        /** For the tiers that a return leaves. */
        RETURN("what is left of the purchase"),
        /** For the member who referred the event's. */
        REFERRER("the referrer"),
        /** For the member who gets a transfer's points. */
        RECEIVER("the receiver");

        private final String words;

        Kind(String words) {
            this.words = words;
        }

        /** As people say it. */
        public String words() {
            return words;
        }
    }

    public ExplainedEvaluation {
        rules = List.copyOf(rules);
    }
}
