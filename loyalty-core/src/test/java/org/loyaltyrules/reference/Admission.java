package org.loyaltyrules.reference;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Section 6.6: which firings of a phase limits and budgets let through. A use is a firing that granted something, and
 * firings count in line order; so a firing that is let through but grants nothing makes room for the next.
 */
final class Admission {

    private final Evaluation evaluation;
    private final List<Firing> phase;
    private final PurchaseTerms terms;
    /** Firings that, when let through, granted nothing. */
    private final Set<Firing> passedOver = new HashSet<>();
    /** Firings that found their budget of points exhausted by others of the phase. */
    private final Set<Firing> outOfBudget = new HashSet<>();

    Admission(Evaluation evaluation, List<Firing> phase, PurchaseTerms terms) {
        this.evaluation = evaluation;
        this.phase = phase;
        this.terms = terms;
    }

    PhaseSettlement settle() {
        while (true) {
            List<Firing> admitted = admitted();
            PhaseSettlement settlement = new PhaseSettlement(evaluation, admitted, terms);
            if (settlement.exhausted != null) {
                outOfBudget.add(settlement.exhausted);
                continue;
            }
            Firing idle = idle(admitted);
            if (idle == null) {
                markWhatElseKeptFromGranting(admitted, settlement);
                if (settlement.refusal != null) {
                    throw new Refusal(settlement.refusal);
                }
                return settlement;
            }
            passedOver.add(idle);
        }
    }

    private List<Firing> admitted() {
        List<Firing> admitted = new ArrayList<>();
        for (Firing firing : phase) {
            firing.forget();
            if (outOfBudget.contains(firing)) {
                firing.suppressed = "BUDGET";
            } else if (!passedOver.contains(firing)) {
                firing.suppressed = obstacle(firing, admitted);
                if (firing.suppressed == null) {
                    admitted.add(firing);
                }
            }
        }
        return admitted;
    }

    private String obstacle(Firing firing, List<Firing> admitted) {
        ReferenceRule rule = firing.rule;
        if (rule.limit() != null) {
            long usedNow = admitted.stream().filter(other -> other.rule == rule).count();
            if (Limits.used(evaluation, rule, firing.day) + usedNow >= rule.limitCount()) {
                return "LIMIT";
            }
        }
        if (rule.budget() != null) {
            long usedNow = 0;
            if (evaluation.program.budgets.get(rule.budget()).unit().equals("USES")) {
                usedNow = admitted.stream()
                        .filter(other -> rule.budget().equals(other.rule.budget()))
                        .count();
            }
            if (Limits.budgetLeft(evaluation, rule.budget()) - usedNow <= 0) {
                return "BUDGET";
            }
        }
        return null;
    }

    /** The first firing that was let through for nothing while another waits for its place; or null. */
    private Firing idle(List<Firing> admitted) {
        for (Firing firing : admitted) {
            if (!firing.grantedSomething() && phase.stream().anyMatch(waiting -> waitsFor(firing, waiting))) {
                return firing;
            }
        }
        return null;
    }

    private static boolean waitsFor(Firing firing, Firing waiting) {
        if ("LIMIT".equals(waiting.suppressed)) {
            return waiting.rule == firing.rule;
        }
        return "BUDGET".equals(waiting.suppressed) && waiting.rule.budget().equals(firing.rule.budget());
    }

    private static void markWhatElseKeptFromGranting(List<Firing> admitted, PhaseSettlement settlement) {
        for (Firing firing : admitted) {
            if (!firing.grantedSomething()) {
                if (settlement.capped.contains(firing)) {
                    firing.suppressed = "CAP";
                } else if (firing.calls.stream().anyMatch(call -> call.lostInGroup)) {
                    firing.suppressed = "EXCLUSIVE";
                }
            }
        }
    }
}
