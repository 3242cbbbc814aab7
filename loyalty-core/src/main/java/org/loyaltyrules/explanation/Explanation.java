package org.loyaltyrules.explanation;

import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.loyaltyrules.decision.Decision;

/**
 * Why an event is decided as it is for a member, and why each rule fires or does not. Immutable.
 *
 * @param event the event's id
 * @param member the member's id
 * @param currency the ISO 4217 code of all money in it
 * @param decision what the event gets; null where a day changes nothing for the member
 * @param refused why it is refused; null where it is not
 * @param evaluations of the member in the order in which they were held, then of related members; none where the event is
 *     refused before any rule is asked, or was decided before
 */
public record Explanation(
        String event,
        String member,
        String currency,
        @Nullable Decision decision,
        @Nullable Refused refused,
        List<ExplainedEvaluation> evaluations) {

    public Explanation {
        evaluations = List.copyOf(evaluations);
    }

    /** This explanation as far as it is about some rules, given by name. */
    public Explanation of(Collection<String> rules) {
        List<ExplainedEvaluation> chosen = evaluations.stream()
                .map(evaluation -> new ExplainedEvaluation(
                        evaluation.kind(),
                        evaluation.member(),
                        evaluation.day(),
                        evaluation.rules().stream()
                                .filter(rule -> rules.contains(rule.rule()))
                                .toList()))
                .filter(evaluation -> !evaluation.rules().isEmpty())
                .toList();
        return new Explanation(event, member, currency, decision, refused, chosen);
    }

    /** For people, several lines; rules that the event has no facts for are counted only. */
    public String text() {
        return new ExplanationText(currency, false).text(this);
    }

    /** For people, several lines; every rule is told. */
    public String textOfAll() {
        return new ExplanationText(currency, true).text(this);
    }

    /** The rules alone, without the decision: for reports of tests, together with {@link #of}. */
    public String textOfRules() {
        return new ExplanationText(currency, true).rules(this);
    }
}
