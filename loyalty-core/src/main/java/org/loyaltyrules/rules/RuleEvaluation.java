package org.loyaltyrules.rules;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.loyaltyrules.award.Firing;
import org.loyaltyrules.fact.LineItem;

/**
 * The evaluation of the rules for one event. Rules that look at one fact alone are held against each fact as it comes; for
 * the others a session of Drools is opened once one of them could fire. Not thread-safe; must be closed.
 */
public final class RuleEvaluation implements AutoCloseable {

    private static final SingleFactRule[] NO_RULES = {};

    private final RuleSet rules;
    private final LocalDate date;
    private final FiringLog log = new FiringLog();

    /** For the other rules, where there are any. */
    private List<Object> facts = List.of();

    /** The type of the latest fact; its purchase, where it is a line item. */
    private @Nullable Object latestKind;

    private @Nullable FactIndex latestIndex;
    /** Rules that the latest fact and others like it may match; so many of them count. */
    private SingleFactRule[] latestRules = NO_RULES;

    private int latestCount;
    private @Nullable NetworkEvaluation network;
    private int inserted;
    private boolean closed;
    private boolean failed;

    RuleEvaluation(RuleSet rules, LocalDate date) {
        this.rules = rules;
        this.date = date;
        log.begin(date);
    }

    /**
     * Adds a fact.
     *
     * @throws RuleFailureException as {@link #fire}
     * @throws IllegalStateException if the evaluation is closed or has failed
     */
    public void insert(Object fact) {
        requireOpen();
        failed = true;
        fireSingles(fact);
        if (rules.hasNetwork()) {
            facts = facts.isEmpty() ? new ArrayList<>() : facts;
            facts.add(fact);
        }
        failed = false;
    }

    /** Line items come one after the other; what is known of one is known of all. */
    private void fireSingles(Object fact) {
        Object kind = fact instanceof LineItem line ? line.purchase() : fact.getClass();
        if (kind != latestKind) {
            latestKind = kind;
            latestIndex = rules.singles().index(fact);
            latestRules = latestIndex == null ? NO_RULES : latestIndex.on(date);
            latestCount = latestRules.length;
            if (fact instanceof LineItem line && line.purchase().lines().size() > 1) {
                leaveOutRulesOnOtherPurchases(line);
            }
        }
        if (latestIndex != null) {
            latestIndex.visitByKey(fact, log);
            for (int i = 0; i < latestCount; i++) {
                log.visit(latestRules[i], fact);
            }
        }
    }

    /** What a purchase of several lines is asked for, it is asked for once. */
    private void leaveOutRulesOnOtherPurchases(LineItem line) {
        SingleFactRule[] all = latestRules;
        latestRules = NO_RULES;
        latestCount = 0;
        for (SingleFactRule rule : all) {
            if (rule.mayMatchLinesLike(line, log)) {
                latestRules = latestCount == 0 ? new SingleFactRule[all.length] : latestRules;
                latestRules[latestCount++] = rule;
            }
        }
    }

    /**
     * Fires until no rule is left that matches and has not fired.
     *
     * @return what fired since the last call, by name of the rule; then, for rules on one fact, in the order in which the
     *     facts were inserted, for others by the line items of the match in line order
     * @throws RuleFailureException if a rule fails, awards something illegal, or rules fire without end
     * @throws EvaluationTimeoutException if there are trusted rules and the rules take too long
     * @throws EvaluationRefusedException if too many evaluations of trusted rules never ended
     * @throws IllegalStateException if the evaluation is closed or has failed
     */
    public List<Firing> fire() {
        requireOpen();
        failed = true;
        List<Firing> fired = together(log.takeSingles(), fireNetwork());
        failed = false;
        rules.tell(fired);
        return fired;
    }

    /** No rule is in both. */
    private static List<Firing> together(List<Firing> some, List<Firing> others) {
        if (others.isEmpty()) {
            return some;
        }
        List<Firing> all = new ArrayList<>(some);
        all.addAll(others);
        all.sort(FiringLog.BY_RULE);
        return all;
    }

    private List<Firing> fireNetwork() {
        NetworkEvaluation open = network;
        if (open == null && rules.networkCouldFire(date, facts)) {
            open = rules.beginNetwork(date);
            network = open;
        }
        if (open == null) {
            return List.of();
        }
        for (; inserted < facts.size(); inserted++) {
            open.insert(facts.get(inserted));
        }
        return open.fire();
    }

    /** Ends the evaluation. What is called after it fails, but closing again does nothing. */
    @Override
    public void close() {
        closed = true;
        if (network != null) {
            network.close();
        }
    }

    private void requireOpen() {
        if (closed || failed) {
            throw new IllegalStateException(
                    closed ? "the evaluation is closed" : "the evaluation has failed; begin another");
        }
    }
}
