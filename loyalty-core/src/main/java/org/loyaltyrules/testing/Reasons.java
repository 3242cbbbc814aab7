package org.loyaltyrules.testing;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.loyaltyrules.LoyaltyProgram;
import org.loyaltyrules.MembershipEngine;
import org.loyaltyrules.event.Day;
import org.loyaltyrules.event.MemberEvent;
import org.loyaltyrules.explanation.ExplainedEvaluation;
import org.loyaltyrules.explanation.ExplainedRule;
import org.loyaltyrules.explanation.Explanation;
import org.loyaltyrules.explanation.Outcome;
import org.loyaltyrules.program.RuleOutline;

/**
 * Why rules did not fire that a failure is about: those that the expectation names, and those that grant what differs. The
 * event is explained in a second run of the scenario up to it, so that a scenario that passes costs nothing more.
 */
final class Reasons {

    /** What a rule grants, by the part of a decision that it shows in. */
    private static final Map<String, Set<String>> VERBS = Map.ofEntries(
            Map.entry("points", Set.of("earn", "multiply", "points", "exclude")),
            Map.entry("discount", Set.of("discount", "exclude")),
            Map.entry("payable", Set.of("discount", "exclude")),
            Map.entry("vouchers", Set.of("voucher")),
            Map.entry("gifts", Set.of("gift")),
            Map.entry("benefits", Set.of("benefit")),
            Map.entry("tier", Set.of("tier")),
            Map.entry("tags", Set.of("tag", "untag")),
            Map.entry("messages", Set.of("message")),
            Map.entry("status", Set.of("reject")),
            Map.entry("reason", Set.of("reject")));

    /** Rules that no expectation names are told only so far, lest the one that matters is lost. */
    private static final int MOST_UNASKED = 3;

    private final LoyaltyProgram program;
    private final Scenario scenario;
    private final Map<String, RuleOutline> outlines = new HashMap<>();

    Reasons(LoyaltyProgram program, Scenario scenario) {
        this.program = program;
        this.scenario = scenario;
        program.outlines().forEach(outline -> outlines.put(outline.rule().name(), outline));
    }

    /**
     * Tells why rules did not fire at an event.
     *
     * @param members on whom a day's decisions are looked at; a member's event is looked at as a whole
     * @param asked rules that the expectation names
     * @param differences what came out otherwise
     */
    List<String> of(Step step, Set<String> members, Set<String> asked, List<Difference> differences) {
        Set<String> verbs = verbs(differences);
        List<String> lines = new ArrayList<>();
        for (Explanation explanation : explanations(step, members)) {
            Explanation chosen = explanation.of(unfired(explanation, asked, verbs));
            if (!chosen.evaluations().isEmpty()) {
                lines.add(members.size() > 1 ? FailureText.whyTitle(explanation.member()) : FailureText.whyTitle());
                chosen.textOfRules().lines().filter(line -> !line.isBlank()).forEach(line -> lines.add("  " + line));
            }
        }
        return lines;
    }

    private static Set<String> verbs(List<Difference> differences) {
        Set<String> verbs = new HashSet<>();
        for (Difference difference : differences) {
            // Of a day's decisions the member stands before the path.
            String path = difference.path().substring(difference.path().lastIndexOf(' ') + 1);
            verbs.addAll(VERBS.getOrDefault(path.split("[.\\[]", 2)[0], Set.of()));
        }
        return verbs;
    }

    /** Those that the expectation names, and of those that grant what differs the nearest. */
    private Set<String> unfired(Explanation explanation, Set<String> asked, Set<String> verbs) {
        Set<String> fired = new HashSet<>();
        List<ExplainedRule> candidates = new ArrayList<>();
        for (ExplainedEvaluation evaluation : explanation.evaluations()) {
            for (ExplainedRule rule : evaluation.rules()) {
                if (rule.outcome() instanceof Outcome.Fired) {
                    fired.add(rule.rule());
                } else if (!(rule.outcome() instanceof Outcome.NotAsked) && grants(rule.rule(), verbs)) {
                    candidates.add(rule);
                }
            }
        }
        Set<String> unfired = new TreeSet<>(asked);
        candidates.stream()
                .sorted(ExplainedRule.NEAREST_FIRST)
                .map(ExplainedRule::rule)
                .filter(rule -> !fired.contains(rule))
                .distinct()
                .limit(MOST_UNASKED)
                .forEach(unfired::add);
        unfired.removeAll(fired);
        return unfired;
    }

    private boolean grants(String rule, Set<String> verbs) {
        RuleOutline outline = outlines.get(rule);
        return outline != null && outline.awards().stream().anyMatch(award -> verbs.contains(award.verb()));
    }

    private List<Explanation> explanations(Step step, Set<String> members) {
        try (MembershipEngine engine =
                MembershipEngine.builder().program(program).build()) {
            new ScenarioRun(program, scenario).leadUpTo(step, engine);
            if (step.event() instanceof MemberEvent event) {
                return List.of(engine.explain(event));
            }
            List<Explanation> explanations = new ArrayList<>();
            if (step.event() instanceof Day day) {
                members.stream()
                        .map(member -> engine.explain(day, member))
                        .flatMap(Optional::stream)
                        .forEach(explanations::add);
            }
            return explanations;
        }
    }
}
