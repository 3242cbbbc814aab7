package org.loyaltyrules.testing;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.loyaltyrules.LoyaltyProgram;
import org.loyaltyrules.decision.Decision;
import org.loyaltyrules.program.Located;
import org.loyaltyrules.program.Rule;

/** Tells with a failure what the rules did, from what is known of the event. */
final class RuleReport {

    private static final int LONGEST_HISTORY = 20;

    private final Map<String, Rule> rules = new HashMap<>();

    RuleReport(LoyaltyProgram program) {
        program.rules().forEach(rule -> rules.put(rule.name(), rule));
    }

    /**
     * What the rules did at an event, for the reader of a failure.
     *
     * @param decisions on the event; of a day those that the failure is about
     * @param asked names of rules that the failed expectation speaks of
     * @param fired names of all rules that fired at the event
     */
    List<String> explain(List<Decision> decisions, Set<String> asked, Set<String> fired) {
        List<String> lines = new ArrayList<>();
        Set<String> told = new TreeSet<>();
        for (Decision decision : decisions) {
            List<String> own = new ArrayList<>();
            explain(decision, own, told);
            if (decisions.size() > 1 && !own.isEmpty()) {
                lines.add(FailureText.rulesTitle(decision.member()));
            }
            lines.addAll(own);
        }
        List<String> more = new ArrayList<>();
        if (decisions.stream().anyMatch(decision -> !decision.accepted())) {
            fired.stream().map(rules::get).filter(Objects::nonNull).forEach(rule -> {
                told.add(rule.name());
                more.add(FailureText.firedInVain(rule));
            });
        }
        for (String name : asked) {
            Rule rule = rules.get(name);
            if (rule != null && fired.contains(name) && told.add(name)) {
                more.add(FailureText.grantedNothing(rule));
            }
        }
        if (decisions.size() > 1) {
            // Each member's rules have their own title.
            if (!more.isEmpty()) {
                lines.add(FailureText.rulesTitle());
            }
        } else if (!lines.isEmpty() || !more.isEmpty()) {
            lines.add(0, FailureText.rulesTitle());
        }
        lines.addAll(more);
        if (lines.isEmpty() && !decisions.isEmpty()) {
            lines.add(FailureText.noRules());
        }
        decisions.stream()
                .filter(decision -> !decision.accepted())
                .findFirst()
                .ifPresent(decision -> lines.add(0, FailureText.refused(decision)));
        return lines;
    }

    private void explain(Decision decision, List<String> lines, Set<String> told) {
        for (Decision.Fired fired : decision.fired()) {
            told.add(fired.rule());
            lines.add(FailureText.fired(fired, rules.get(fired.rule())));
        }
        for (Decision.Suppressed suppressed : decision.suppressed()) {
            told.add(suppressed.rule());
            lines.add(FailureText.suppressed(suppressed, rules.get(suppressed.rule())));
        }
        decision.related().forEach(related -> explain(related, lines, told));
    }

    /** What led to a member's standing, the latest last. */
    List<String> history(String member, List<Decision> all) {
        List<Decision> own = new ArrayList<>();
        for (Decision decision : all) {
            if (decision.member().equals(member)) {
                own.add(decision);
            }
            decision.related().stream()
                    .filter(related -> related.member().equals(member))
                    .forEach(own::add);
        }
        List<String> lines = new ArrayList<>();
        int hidden = Math.max(0, own.size() - LONGEST_HISTORY);
        if (!own.isEmpty()) {
            lines.add(FailureText.historyTitle(member));
        }
        if (hidden > 0) {
            lines.add(FailureText.earlier(hidden));
        }
        own.subList(hidden, own.size()).forEach(decision -> lines.add(FailureText.happened(decision)));
        return lines;
    }

    /** The names of rules that an expectation speaks of. */
    static Set<String> rulesIn(List<? extends Located> expected) {
        return textsIn(expected, "rule");
    }

    /** The members that an expectation speaks of. */
    static Set<String> membersIn(List<? extends Located> expected) {
        return textsIn(expected, "member");
    }

    private static Set<String> textsIn(List<? extends Located> expected, String key) {
        Set<String> texts = new TreeSet<>();
        expected.forEach(one -> collect(one, key, texts));
        return texts;
    }

    private static void collect(Located value, String key, Set<String> texts) {
        if (value instanceof Located.Items items) {
            items.items().forEach(item -> collect(item, key, texts));
        } else if (value instanceof Located.Fields fields) {
            for (Located.Field field : fields.fields()) {
                if (field.key().equals(key) && field.value() instanceof Located.Text text) {
                    texts.add(text.text());
                }
                collect(field.value(), key, texts);
            }
        }
    }
}
