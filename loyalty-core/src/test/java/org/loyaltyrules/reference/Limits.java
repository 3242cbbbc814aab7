package org.loyaltyrules.reference;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/** Section 6.6: uses of limited rules, budgets and caps, as counted and as booked. */
final class Limits {

    private Limits() {}

    /** Uses of a rule by the member in the day's period: earlier events, and earlier phases of this one. */
    static long used(Evaluation evaluation, ReferenceRule rule, LocalDate day) {
        long used = evaluation.member.uses.stream()
                .filter(use -> use.rule().equals(rule.name()) && Dates.samePeriod(rule.limitPeriod(), use.day(), day))
                .count();
        return used
                + evaluation.firings.stream()
                        .filter(firing -> firing.rule == rule
                                && firing.grantedSomething()
                                && Dates.samePeriod(rule.limitPeriod(), firing.day, day))
                        .count();
    }

    static long budgetLeft(Evaluation evaluation, String budget) {
        ProgramSettings.Budget settings = evaluation.program.budgets.get(budget);
        long used = evaluation.books.budgetUsed.getOrDefault(budget, 0L);
        return settings.cap() - used - draw(evaluation.firings, budget, settings);
    }

    /** What firings take from a budget: 1 for each that granted, or the points that they granted. */
    private static long draw(List<Firing> firings, String budget, ProgramSettings.Budget settings) {
        long draw = 0;
        for (Firing firing : firings) {
            if (budget.equals(firing.rule.budget()) && firing.grantedSomething()) {
                if (settings.unit().equals("USES")) {
                    draw++;
                } else {
                    for (Firing.Call call : firing.calls) {
                        draw += call.drawn == null ? 0 : call.drawn;
                    }
                }
            }
        }
        return draw;
    }

    /** The points that every cap still allows the member to earn on the event's day. */
    static long capsAllow(Evaluation evaluation) {
        LocalDate day = evaluation.work.day;
        long allowed = Long.MAX_VALUE;
        for (ProgramSettings.Cap cap : evaluation.program.caps) {
            long earned = evaluation.earned;
            for (Map.Entry<LocalDate, Long> earnedOnDay : evaluation.member.earnedByDay.entrySet()) {
                if (Dates.samePeriod(cap.per(), earnedOnDay.getKey(), day)) {
                    earned += earnedOnDay.getValue();
                }
            }
            allowed = Math.min(allowed, Math.max(0, cap.max() - earned));
        }
        return allowed;
    }

    /** Books the uses and draws of an evaluation, and tells once of a budget that has crossed its alert. */
    static void book(Evaluation evaluation) {
        for (Firing firing : evaluation.firings) {
            if (firing.rule.limit() != null && firing.grantedSomething()) {
                evaluation.member.uses.add(new MemberBook.RuleUse(firing.rule.name(), firing.day, evaluation.work.id));
            }
        }
        evaluation.program.budgets.forEach((budget, settings) -> {
            long draw = draw(evaluation.firings, budget, settings);
            if (draw > 0) {
                long used = evaluation.books.budgetUsed.merge(budget, draw, Long::sum);
                MemberBook.PurchaseRecord purchase = evaluation.member.purchase(evaluation.work.id);
                if (purchase != null) {
                    purchase.budgetDraws.merge(budget, draw, Long::sum);
                }
                if (settings.alertAt() != null
                        && new BigDecimal(used).compareTo(settings.alertAt().multiply(new BigDecimal(settings.cap())))
                                >= 0
                        && evaluation.books.budgetsAlerted.add(budget)) {
                    evaluation.decision.message("BUDGET_ALERT", List.of(budget));
                }
            }
        });
    }
}
