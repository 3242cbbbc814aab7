package org.loyaltyrules.engine;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import org.loyaltyrules.decision.BudgetAlert;
import org.loyaltyrules.program.Budget;
import org.loyaltyrules.program.ProgramDefinition;
import org.loyaltyrules.settlement.Budgets;
import org.loyaltyrules.store.UnitOfWork;

/** The program's budgets as one unit of work sees them. */
final class UnitBudgets implements Budgets {

    private final ProgramDefinition program;
    private final UnitOfWork unit;
    private List<BudgetAlert> alerts = List.of();

    UnitBudgets(ProgramDefinition program, UnitOfWork unit) {
        this.program = program;
        this.unit = unit;
    }

    /** Alerts that the host must hear of once the unit is committed. */
    List<BudgetAlert> alerts() {
        return alerts;
    }

    @Override
    public long left(String code) {
        return Math.max(0, budget(code).cap() - unit.budgetDrawn(code));
    }

    @Override
    public boolean draw(String code, long amount) {
        Budget budget = budget(code);
        long before = unit.budgetDrawn(code);
        long after = Math.addExact(before, amount);
        if (after > budget.cap()) {
            throw new IllegalStateException("budget " + code + " would be overspent");
        }
        long alertAt = alertAt(budget);
        unit.drawBudget(code, amount, budget.cap(), alertAt);
        if (after < alertAt || unit.tellBudgetAlert(code)) {
            return false;
        }
        alerts = alerts.isEmpty() ? new ArrayList<>() : alerts;
        alerts.add(new BudgetAlert(code, after, budget.cap()));
        return true;
    }

    @Override
    public void giveBack(String code, long amount) {
        unit.drawBudget(code, -amount, budget(code).cap(), Long.MAX_VALUE);
    }

    /** From what is drawn on the host is alerted. */
    private static long alertAt(Budget budget) {
        BigDecimal share = budget.alertAt();
        return share == null
                ? Long.MAX_VALUE
                : share.multiply(BigDecimal.valueOf(budget.cap()))
                        .setScale(0, RoundingMode.CEILING)
                        .longValueExact();
    }

    private Budget budget(String code) {
        Budget budget = program.budgets().get(code);
        if (budget == null) {
            throw new IllegalArgumentException("the program has no budget " + code);
        }
        return budget;
    }
}
