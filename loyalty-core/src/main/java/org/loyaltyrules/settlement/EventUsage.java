package org.loyaltyrules.settlement;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.loyaltyrules.member.Allowances;
import org.loyaltyrules.member.DailyTotals;
import org.loyaltyrules.program.Budget;
import org.loyaltyrules.program.PointsCap;
import org.loyaltyrules.program.Rule;
import org.loyaltyrules.program.RuleLimit;
import org.loyaltyrules.settlement.GrantLog.Logged;

/** What one event has used of limits, budgets and caps so far, on top of what was used before. Changes nothing. */
final class EventUsage {

    private final Settlement settlement;

    EventUsage(Settlement settlement) {
        this.settlement = settlement;
    }

    /** How many more points the caps let the member earn. */
    long capRoom() {
        long room = Long.MAX_VALUE;
        for (PointsCap cap : settlement.program.points().caps()) {
            room = Math.min(room, Math.max(0, cap.max() - earnedTowards(cap)));
        }
        return room;
    }

    /** Points that count towards a cap, those of this event included. */
    long earnedTowards(PointsCap cap) {
        long before = settlement
                .account
                .allowances()
                .cappedPoints()
                .between(cap.per().firstDay(settlement.frame.day()), cap.per().lastDay(settlement.frame.day()));
        return Math.addExact(before, settlement.ownPoints());
    }

    /** Uses of a rule's limit in the period that holds {@code day}, those of this event included. */
    long usesOf(Rule rule, RuleLimit limit, LocalDate day) {
        long uses = settlement.account.allowances().uses(rule.name(), limit.per(), day);
        for (int i = 0; i < settlement.log.firings().size(); i++) {
            Logged logged = settlement.log.firings().get(i);
            if (logged.rule() == rule
                    && logged.grantedSomething()
                    && limit.per().firstDay(day).equals(limit.per().firstDay(logged.day()))) {
                uses++;
            }
        }
        return uses;
    }

    @Nullable
    Budget budgetOf(Rule rule) {
        return rule.budget() == null ? null : settlement.program.budgets().get(rule.budget());
    }

    boolean isPointsBudget(Rule rule) {
        Budget budget = budgetOf(rule);
        return budget != null && budget.unit() == Budget.Unit.POINTS;
    }

    /** What is left of a budget after all that this event has granted so far. */
    long budgetLeft(String budget) {
        return settlement.frame.budgets().left(budget) - budgetDraws().getOrDefault(budget, 0L);
    }

    /** What the event draws on budgets, by budget. */
    Map<String, Long> budgetDraws() {
        Map<String, Long> draws = Map.of();
        for (int i = 0; i < settlement.log.firings().size(); i++) {
            Logged logged = settlement.log.firings().get(i);
            String budget = logged.rule().budget();
            if (budget != null && logged.grantedSomething()) {
                draws = draws.isEmpty() ? new TreeMap<>() : draws;
                draws.merge(budget, isPointsBudget(logged.rule()) ? logged.drawn() : 1, Long::sum);
            }
        }
        return draws;
    }

    /** Uses of limits by this event, by rule. */
    Map<String, DailyTotals> limitUses() {
        Map<String, DailyTotals> uses = Map.of();
        for (int i = 0; i < settlement.log.firings().size(); i++) {
            Logged logged = settlement.log.firings().get(i);
            if (logged.rule().limit() != null && logged.grantedSomething()) {
                uses = uses.isEmpty() ? new HashMap<>() : uses;
                String rule = logged.rule().name();
                uses.put(rule, uses.getOrDefault(rule, DailyTotals.NONE).plus(logged.day(), 1));
            }
        }
        return uses;
    }

    /** The member's allowances with what the event has used. */
    Allowances allowances(Map<String, DailyTotals> uses) {
        Allowances allowances = settlement.account.allowances().withUses(uses);
        return settlement.ownPoints() == 0
                ? allowances
                : allowances.withCappedPoints(
                        settlement.frame.day(),
                        settlement.ownPoints(),
                        settlement.account.activity().spend());
    }
}
