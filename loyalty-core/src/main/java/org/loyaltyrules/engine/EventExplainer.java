package org.loyaltyrules.engine;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.loyaltyrules.award.Award;
import org.loyaltyrules.award.Firing;
import org.loyaltyrules.decision.Decision;
import org.loyaltyrules.event.Day;
import org.loyaltyrules.event.MemberEvent;
import org.loyaltyrules.explanation.ExplainedEvaluation;
import org.loyaltyrules.explanation.ExplainedFiring;
import org.loyaltyrules.explanation.ExplainedRule;
import org.loyaltyrules.explanation.Explanation;
import org.loyaltyrules.explanation.MatchedFact;
import org.loyaltyrules.explanation.Outcome;
import org.loyaltyrules.explanation.Refused;
import org.loyaltyrules.member.MemberAccount;
import org.loyaltyrules.program.ProgramDefinition;
import org.loyaltyrules.program.Rule;
import org.loyaltyrules.rules.RuleSet;
import org.loyaltyrules.rules.RuleVerdict;

/** Puts together what happened with what the rules' conditions say of it. What happened counts. */
final class EventExplainer {

    private final ProgramDefinition program;
    private final RuleSet rules;
    private final LocalDate day;

    EventExplainer(ProgramDefinition program, RuleSet rules, LocalDate day) {
        this.program = program;
        this.rules = rules;
        this.day = day;
    }

    Explanation explain(MemberEvent event, @Nullable MemberAccount before, Decision decision, EventRecord record) {
        String reason = decision.reason();
        Refused refused = reason == null
                ? null
                : new RefusalReport(program, day, before, record).of(event, reason, rejecting(record, reason));
        return explanation(event.id(), event.member(), decision, refused, record);
    }

    Explanation explain(Day event, String member, @Nullable Decision decision, EventRecord record) {
        String reason = decision == null ? null : decision.reason();
        Refused refused =
                reason == null ? null : new Refused(reason, rejecting(record, reason), null, null, null, null);
        return explanation(event.id(), member, decision, refused, record);
    }

    private Explanation explanation(
            String event, String member, @Nullable Decision decision, @Nullable Refused refused, EventRecord record) {
        List<ExplainedEvaluation> evaluations =
                record.evaluations().stream().map(this::explained).toList();
        return new Explanation(event, member, program.currency().getCurrencyCode(), decision, refused, evaluations);
    }

    /** The rules that gave this reason, by name. */
    private static List<String> rejecting(EventRecord record, String reason) {
        return record.evaluations().stream()
                .flatMap(evaluation -> evaluation.firings().stream())
                .flatMap(List::stream)
                .filter(firing -> firing.awards().contains(new Award.Reject(reason)))
                .map(firing -> firing.rule().name())
                .distinct()
                .sorted()
                .toList();
    }

    private ExplainedEvaluation explained(EvaluationRecord record) {
        List<ExplainedRule> explained = new ArrayList<>();
        for (RuleVerdict verdict : rules.verdicts(record.day, record.facts())) {
            Rule rule = verdict.rule();
            explained.add(new ExplainedRule(rule.name(), rule.file(), rule.line(), outcome(record, verdict)));
        }
        return new ExplainedEvaluation(record.kind, record.member, record.day, explained);
    }

    private static Outcome outcome(EvaluationRecord record, RuleVerdict verdict) {
        List<ExplainedFiring> firings = new ArrayList<>();
        for (int phase = 0; phase < record.firings().size(); phase++) {
            List<RuleVerdict.Match> matches = new LinkedList<>(verdict.matches().get(phase));
            for (Firing firing : record.firings().get(phase)) {
                if (firing.rule().name().equals(verdict.rule().name())) {
                    firings.add(record.grants.explained(firing, facts(firing, matches)));
                }
            }
        }
        if (!firings.isEmpty()) {
            return new Outcome.Fired(firings);
        }
        Outcome otherwise = verdict.otherwise();
        if (otherwise != null) {
            return otherwise;
        }
        String group = verdict.group();
        return new Outcome.HeldBack(group == null ? "a group" : group);
    }

    /** The facts of the match that fired: firings and matches come in one order, and award the same. */
    private static List<MatchedFact> facts(Firing firing, List<RuleVerdict.Match> matches) {
        for (RuleVerdict.Match match : matches) {
            if (match.awards().equals(firing.awards())) {
                matches.remove(match);
                return match.facts();
            }
        }
        return List.of();
    }
}
