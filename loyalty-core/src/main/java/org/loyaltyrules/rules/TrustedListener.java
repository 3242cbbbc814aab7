package org.loyaltyrules.rules;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.kie.api.event.rule.AfterMatchFiredEvent;
import org.kie.api.event.rule.BeforeMatchFiredEvent;
import org.kie.api.event.rule.DefaultAgendaEventListener;
import org.kie.api.runtime.rule.Match;
import org.loyaltyrules.award.Firing;
import org.loyaltyrules.fact.LineItem;
import org.loyaltyrules.program.Rule;

/** Notes what trusted rules fire in one session. Rules of the rule language tell that themselves. */
final class TrustedListener extends DefaultAgendaEventListener {

    private final Map<String, Rule> trusted;
    private final FiringLog log;
    private final TrustedAwards awards;
    private volatile @Nullable Rule firing;

    TrustedListener(Map<String, Rule> trusted, FiringLog log, TrustedAwards awards) {
        this.trusted = trusted;
        this.log = log;
        this.awards = awards;
    }

    /** The rule that is firing, or was the last to; null where none has. Any thread may ask. */
    @Nullable
    Rule firing() {
        return firing;
    }

    @Override
    public void beforeMatchFired(BeforeMatchFiredEvent event) {
        Rule rule = trusted(event.getMatch());
        if (rule != null) {
            firing = rule;
            log.count(rule);
            awards.begin();
        }
    }

    @Override
    public void afterMatchFired(AfterMatchFiredEvent event) {
        Rule rule = trusted(event.getMatch());
        if (rule != null) {
            int[] lines = event.getMatch().getObjects().stream()
                    .filter(LineItem.class::isInstance)
                    .mapToInt(line -> ((LineItem) line).index())
                    .toArray();
            log.fired(new Firing(rule, awards.end()), lines);
        }
    }

    private @Nullable Rule trusted(Match match) {
        return match.getRule().getPackageName().equals(SessionPool.PACKAGE)
                ? null
                : trusted.get(match.getRule().getName());
    }

    /** What is told of something that went wrong in the rule that was firing. */
    RuntimeException failure(Throwable thrown) {
        Rule rule = firing;
        if (rule == null) {
            return thrown instanceof RuntimeException failure ? failure : new IllegalStateException(thrown);
        }
        Throwable cause = thrown;
        while (cause.getCause() != null
                && cause.getClass().getName().startsWith("org.")
                && !(cause instanceof EvaluationException)) {
            cause = cause.getCause();
        }
        RulePlace place = new RulePlace(rule, rule.line());
        return cause instanceof RuntimeException failure
                ? place.failure(failure)
                : new RuleFailureException(
                        rule.name(),
                        rule.file(),
                        rule.line(),
                        "it failed with " + cause.getClass().getName(),
                        cause);
    }
}
