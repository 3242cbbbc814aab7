package org.loyaltyrules.settlement;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.loyaltyrules.award.Firing;
import org.loyaltyrules.decision.Decision.Obstacle;
import org.loyaltyrules.event.Purchase;
import org.loyaltyrules.program.Budget;
import org.loyaltyrules.program.Rule;
import org.loyaltyrules.program.RuleLimit;
import org.loyaltyrules.settlement.GrantLog.Stage;

/**
 * Which firings of a phase limits and budgets let through. A use is a firing that granted something, so one that is let
 * through and grants nothing makes room for the next.
 */
final class Admission {

    private final Settlement settlement;
    private final List<Firing> firings;
    private final Stage stage;
    private final LocalDate day;
    private final @Nullable Purchase purchase;

    /** Places of firings that grant nothing, and of those whose budget others used up. */
    private final Set<Integer> idle = new HashSet<>();

    private final Set<Integer> outOfBudget = new HashSet<>();

    private final Map<Integer, Obstacle> obstacles = new TreeMap<>();

    private Admission(
            Settlement settlement, List<Firing> firings, Stage stage, LocalDate day, @Nullable Purchase purchase) {
        this.settlement = settlement;
        this.firings = firings;
        this.stage = stage;
        this.day = day;
        this.purchase = purchase;
    }

    /**
     * Settles a phase with those of its firings that are let through, and logs what kept the others from granting.
     *
     * @param day the evaluation's day, by which limits count
     */
    static Phase settle(
            Settlement settlement, List<Firing> firings, Stage stage, LocalDate day, @Nullable Purchase purchase) {
        // Who asks for reasons is told of each firing.
        boolean limited = settlement.record != null;
        boolean idle = false;
        for (int i = 0; i < firings.size(); i++) {
            Rule rule = firings.get(i).rule();
            limited |= rule.limit() != null || rule.budget() != null;
            idle |= firings.get(i).awards().isEmpty();
        }
        List<Firing> granting = idle
                ? firings.stream().filter(firing -> !firing.awards().isEmpty()).toList()
                : firings;
        return limited
                ? new Admission(settlement, granting, stage, day, purchase).settle()
                : settleAll(settlement, new Phase(settlement, granting, stage, day, purchase));
    }

    /** Without limits and budgets all are let through. */
    private static Phase settleAll(Settlement settlement, Phase phase) {
        for (int i = 0; i < phase.size(); i++) {
            if (phase.capped(i)) {
                settlement.log.suppress(phase.logged(i).rule(), Obstacle.CAP);
            } else if (phase.beaten(i)) {
                settlement.log.suppress(phase.logged(i).rule(), Obstacle.EXCLUSIVE);
            }
        }
        return phase;
    }

    private Phase settle() {
        while (true) {
            List<Integer> places = admit();
            List<Firing> admitted = places.stream().map(firings::get).toList();
            Phase phase = new Phase(settlement, admitted, stage, day, purchase);
            if (phase.exhausted >= 0) {
                outOfBudget.add(places.get(phase.exhausted));
                continue;
            }
            Integer useless = firstIdle(places, phase);
            if (useless == null) {
                log(places, phase);
                return phase;
            }
            idle.add(useless);
        }
    }

    private List<Integer> admit() {
        obstacles.clear();
        List<Integer> admitted = new ArrayList<>();
        Map<String, Integer> uses = new HashMap<>();
        for (int i = 0; i < firings.size(); i++) {
            if (idle.contains(i)) {
                continue;
            }
            Rule rule = firings.get(i).rule();
            Obstacle obstacle = outOfBudget.contains(i) ? Obstacle.BUDGET : obstacle(rule, uses);
            if (obstacle != null) {
                obstacles.put(i, obstacle);
                continue;
            }
            admitted.add(i);
            if (rule.limit() != null) {
                uses.merge("rule " + rule.name(), 1, Integer::sum);
            }
            if (rule.budget() != null && !settlement.usage.isPointsBudget(rule)) {
                uses.merge("budget " + rule.budget(), 1, Integer::sum);
            }
        }
        return admitted;
    }

    private @Nullable Obstacle obstacle(Rule rule, Map<String, Integer> uses) {
        RuleLimit limit = rule.limit();
        if (limit != null) {
            long used = settlement.usage.usesOf(rule, limit, day) + uses.getOrDefault("rule " + rule.name(), 0);
            if (used >= limit.times()) {
                return Obstacle.LIMIT;
            }
        }
        Budget budget = settlement.usage.budgetOf(rule);
        if (budget != null) {
            long used = uses.getOrDefault("budget " + budget.code(), 0);
            if (settlement.usage.budgetLeft(budget.code()) <= used) {
                return Obstacle.BUDGET;
            }
        }
        return null;
    }

    /** The first firing that was let through for nothing while another waits for its place; null where none was. */
    private @Nullable Integer firstIdle(List<Integer> places, Phase phase) {
        if (obstacles.isEmpty()) {
            return null;
        }
        for (int i = 0; i < places.size(); i++) {
            if (!phase.granted(i) && somebodyWaitsFor(firings.get(places.get(i)).rule())) {
                return places.get(i);
            }
        }
        return null;
    }

    private boolean somebodyWaitsFor(Rule rule) {
        for (Map.Entry<Integer, Obstacle> entry : obstacles.entrySet()) {
            Rule waiting = firings.get(entry.getKey()).rule();
            boolean limit = entry.getValue() == Obstacle.LIMIT && waiting == rule;
            boolean budget = entry.getValue() == Obstacle.BUDGET
                    && waiting.budget() != null
                    && waiting.budget().equals(rule.budget());
            if (limit || budget) {
                return true;
            }
        }
        return false;
    }

    private void log(List<Integer> places, Phase phase) {
        for (int i = 0; i < places.size(); i++) {
            if (phase.capped(i)) {
                obstacles.put(places.get(i), Obstacle.CAP);
            } else if (phase.beaten(i)) {
                obstacles.put(places.get(i), Obstacle.EXCLUSIVE);
            }
        }
        obstacles.forEach(
                (place, obstacle) -> settlement.log.suppress(firings.get(place).rule(), obstacle));
        if (settlement.record != null) {
            new PhaseReasons(settlement, phase, day).tell(settlement.record, firings, places, obstacles);
        }
    }
}
