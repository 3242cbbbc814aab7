package org.loyaltyrules.explanation;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.loyaltyrules.decision.Decision;

/** An explanation as lines for people, in English. */
final class ExplanationText {

    private final Words words;
    private final MismatchText mismatches;
    private final String currency;
    private final boolean all;
    private final StringBuilder out = new StringBuilder();

    /**
     * Creates a rendering.
     *
     * @param all whether rules are told one by one that look at facts that the event does not have
     */
    ExplanationText(String currency, boolean all) {
        this.currency = currency;
        this.all = all;
        this.words = new Words(currency);
        this.mismatches = new MismatchText(words);
    }

    String text(Explanation explanation) {
        decided(explanation);
        return rules(explanation);
    }

    String rules(Explanation explanation) {
        for (ExplainedEvaluation evaluation : explanation.evaluations()) {
            evaluation(evaluation, explanation.evaluations().size() > 1);
        }
        return out.toString();
    }

    private void line(String text) {
        out.append(text).append('\n');
    }

    private void decided(Explanation explanation) {
        Decision decision = explanation.decision();
        String who = explanation.event() + " of " + explanation.member();
        if (decision == null) {
            line(who + " changes nothing.");
            return;
        }
        String event = decision.type().equals("day") ? who : decision.type() + " " + who;
        if (decision.accepted()) {
            line(event + (decision.replayed() ? " was decided before. It " : " ") + accepted(decision));
        } else {
            line(event + " is refused: " + decision.reason() + ".");
            Refused refused = explanation.refused();
            String numbers = refused == null ? "" : new RefusalText(words).of(refused);
            if (!numbers.isEmpty()) {
                line("  " + numbers);
            }
        }
    }

    private String accepted(Decision decision) {
        List<String> parts = new ArrayList<>();
        if (decision.payable().signum() < 0) {
            parts.add("gets " + decision.payable().negate().toPlainString() + " " + currency + " back");
        } else if (decision.amount().signum() != 0 || decision.payable().signum() != 0) {
            parts.add("pays " + decision.payable().toPlainString() + " " + currency
                    + (decision.amount().signum() == 0
                            ? ""
                            : " of " + decision.amount().toPlainString()));
        }
        if (decision.points().earned() > 0) {
            parts.add("earns " + decision.points().earned() + " points");
        }
        if (decision.points().spent() > 0) {
            parts.add("spends " + decision.points().spent() + " points");
        }
        String before = decision.tier().before();
        String after = decision.tier().after();
        if (before != null && after != null && !before.equals(after)) {
            parts.add("goes from " + before + " to " + after);
        }
        named(
                "voucher",
                decision.vouchers().stream().map(Decision.Voucher::voucher).toList(),
                parts);
        named("gift", decision.gifts(), parts);
        named("benefit", decision.benefits(), parts);
        return parts.isEmpty() ? "is accepted." : "is accepted: " + String.join(", ", parts) + ".";
    }

    private static void named(String what, List<String> codes, List<String> parts) {
        if (!codes.isEmpty()) {
            parts.add(what + (codes.size() == 1 ? " " : "s ") + String.join(", ", codes));
        }
    }

    private void evaluation(ExplainedEvaluation evaluation, boolean several) {
        if (several) {
            line("");
            line("For " + evaluation.kind().words() + " (" + evaluation.member() + ", " + evaluation.day() + "):");
        }
        section("Fired", evaluation, ExplanationText::granted, this::firings);
        section("Fired before the event was refused", evaluation, ExplanationText::refused, this::firings);
        section(
                "Fired, and granted nothing",
                evaluation,
                rule -> fired(rule) && !granted(rule) && !refused(rule),
                this::firings);
        closest(evaluation);
        section("Not in effect", evaluation, ExplanationText::isKeptOut, this::keptOut);
        notAsked(evaluation);
    }

    private static boolean fired(ExplainedRule rule) {
        return rule.outcome() instanceof Outcome.Fired;
    }

    private static boolean granted(ExplainedRule rule) {
        return rule.outcome() instanceof Outcome.Fired fired
                && fired.firings().stream().anyMatch(ExplainedFiring::granted);
    }

    /** Whether it fired, and nothing came of it because the event was refused. */
    private static boolean refused(ExplainedRule rule) {
        return rule.outcome() instanceof Outcome.Fired fired
                && fired.firings().stream()
                        .flatMap(firing -> firing.awards().stream())
                        .anyMatch(ExplanationText::isRefused);
    }

    private static boolean isRefused(ExplainedAward award) {
        return award.whyNothing() != null && award.whyNothing().reason() == ExplainedAward.Reason.REFUSED;
    }

    private static boolean isKeptOut(ExplainedRule rule) {
        return rule.outcome() instanceof Outcome.NotInEffect || rule.outcome() instanceof Outcome.Disabled;
    }

    /** Tells of rules with lines of their own. */
    private interface Telling {
        List<String> lines(ExplainedRule rule);
    }

    private void section(
            String title, ExplainedEvaluation evaluation, Predicate<ExplainedRule> chosen, Telling telling) {
        section(title, evaluation.rules().stream().filter(chosen).toList(), telling);
    }

    private void section(String title, List<ExplainedRule> rules, Telling telling) {
        if (rules.isEmpty()) {
            return;
        }
        line("");
        line(title);
        for (ExplainedRule rule : rules) {
            line("  " + rule.rule() + " (" + rule.file() + ":" + rule.line() + ")");
            telling.lines(rule).forEach(text -> line("    " + text));
        }
    }

    private List<String> firings(ExplainedRule rule) {
        return rule.outcome() instanceof Outcome.Fired fired
                ? fired.firings().stream().map(this::firing).toList()
                : List.of();
    }

    private String firing(ExplainedFiring firing) {
        String facts = firing.facts().stream().map(MatchedFact::label).collect(Collectors.joining(", "));
        String start = facts.isEmpty() ? "" : facts + ": ";
        Suppression suppressed = firing.suppressed();
        if (suppressed != null) {
            return start + suppressed(suppressed);
        }
        return firing.awards().isEmpty()
                ? start + "it awards nothing"
                : start + firing.awards().stream().map(this::award).collect(Collectors.joining("; "));
    }

    private String suppressed(Suppression suppression) {
        if (suppression instanceof Suppression.LimitUsed limit) {
            LocalDate anew = limit.anew();
            return "LIMIT, used " + limit.used() + " of " + limit.times() + " per "
                    + limit.per().name().toLowerCase(Locale.ROOT)
                    + (anew == null ? "" : ", anew on " + anew);
        } else if (suppression instanceof Suppression.BudgetUsed budget) {
            return "BUDGET, " + budget.budget() + " has " + budget.left() + " of " + budget.cap() + " left";
        } else if (suppression instanceof Suppression.Beaten beaten) {
            return "EXCLUSIVE, of " + beaten.group() + " \"" + beaten.rule() + "\" counts with "
                    + Words.number(beaten.value());
        }
        Suppression.CapReached cap = (Suppression.CapReached) suppression;
        return "CAP, " + cap.max() + " points a " + cap.per().name().toLowerCase(Locale.ROOT) + " are reached, anew on "
                + cap.anew();
    }

    private String award(ExplainedAward award) {
        String what = award.kind()
                + (award.line() == null ? "" : " line " + award.line())
                + (award.value() == null ? "" : " " + Words.number(award.value()))
                + (award.code() == null ? "" : " " + award.code());
        Decision.Granted granted = award.granted();
        ExplainedAward.WhyNothing nothing = award.whyNothing();
        if (granted != null) {
            return what + worth(award.kind(), granted);
        }
        return nothing == null || isRefused(award)
                ? what
                : what + " grants nothing: " + nothing.reason().words()
                        + (nothing.rule() == null ? "" : ", that of \"" + nothing.rule() + "\"");
    }

    private static String worth(String kind, Decision.Granted granted) {
        if (granted.granted() != null) {
            return " (" + granted.granted() + " points from the budget)";
        }
        return granted.points() == null || kind.equals("points")
                ? ""
                : " (" + Words.number(granted.points()) + " points)";
    }

    /** The nearest first. */
    private void closest(ExplainedEvaluation evaluation) {
        List<ExplainedRule> rules = evaluation.rules().stream()
                .filter(rule -> rule.outcome() instanceof Outcome.NotMatched
                        || rule.outcome() instanceof Outcome.HeldBack
                        || rule.outcome() instanceof Outcome.NotExplained
                        || rule.outcome() instanceof Outcome.TooManyCombinations)
                .sorted(ExplainedRule.NEAREST_FIRST)
                .toList();
        section("Did not fire, nearest first", rules, this::notMatched);
    }

    private List<String> notMatched(ExplainedRule rule) {
        if (rule.outcome() instanceof Outcome.NotMatched notMatched) {
            return List.of("line " + notMatched.reason().line() + ": " + mismatches.of(notMatched.reason()));
        }
        if (rule.outcome() instanceof Outcome.NotExplained) {
            return List.of("it is a trusted rule, which Drools evaluates without telling why");
        }
        return rule.outcome() instanceof Outcome.HeldBack held
                ? List.of("its conditions hold; " + held.group() + " kept it from firing")
                : List.of("it has too many combinations of facts to look through");
    }

    private List<String> keptOut(ExplainedRule rule) {
        if (rule.outcome() instanceof Outcome.NotInEffect not) {
            String days = words.amount(not.off());
            String when = not.off().amount().signum() > 0
                    ? "from " + not.from() + ", " + days + " later"
                    : "until " + not.until() + ", " + days + " before";
            return List.of(when + conditions(not.wouldMatch()));
        }
        Outcome.Disabled disabled = (Outcome.Disabled) rule.outcome();
        return List.of("switched off" + conditions(disabled.wouldMatch()));
    }

    private static String conditions(boolean hold) {
        return hold ? "; its conditions hold" : "; its conditions do not hold either";
    }

    private void notAsked(ExplainedEvaluation evaluation) {
        List<ExplainedRule> rules = evaluation.rules().stream()
                .filter(rule -> rule.outcome() instanceof Outcome.NotAsked)
                .toList();
        if (all) {
            section("Not asked", rules, ExplanationText::needs);
            return;
        }
        Map<String, Integer> counts = new TreeMap<>();
        rules.forEach(rule -> counts.merge(need(rule), 1, Integer::sum));
        if (!rules.isEmpty()) {
            line("");
            line("Not asked: " + Words.plural(rules.size(), "rule") + " on facts that are not there ("
                    + counts.entrySet().stream()
                            .map(entry -> entry.getKey() + " " + entry.getValue())
                            .collect(Collectors.joining(", "))
                    + ")");
        }
    }

    private static String need(ExplainedRule rule) {
        return rule.outcome() instanceof Outcome.NotAsked not ? not.fact() : "";
    }

    private static List<String> needs(ExplainedRule rule) {
        return rule.outcome() instanceof Outcome.NotAsked not
                ? List.of("there is no " + not.fact() + "; it comes with " + not.when())
                : List.of();
    }
}
