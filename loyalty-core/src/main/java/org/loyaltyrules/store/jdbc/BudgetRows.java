package org.loyaltyrules.store.jdbc;

import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.loyaltyrules.store.ConcurrentUnitException;

/**
 * What one unit of work draws on budgets. While it decides, budgets are read and not locked; at the end each is drawn on by an
 * update that others' draws cannot overtake, in order of code, so that the row is locked for a moment only.
 */
final class BudgetRows {

    private record State(long drawn, boolean alerted) {}

    private static final class Draw {
        long amount;
        long cap = Long.MAX_VALUE;
        long alertAt = Long.MAX_VALUE;
    }

    private final Session session;
    private final Map<String, State> read = new TreeMap<>();
    private final Map<String, Draw> draws = new TreeMap<>();
    private final TreeSet<String> told = new TreeSet<>();

    BudgetRows(Session session) {
        this.session = session;
    }

    private State state(String budget) {
        return read.computeIfAbsent(budget, code -> {
            State state = find(code);
            return state == null ? new State(0, false) : state;
        });
    }

    private @Nullable State find(String budget) {
        return session.first(
                "SELECT drawn, alerted FROM loyalty_budget WHERE code = ?",
                row -> new State(row.getLong("drawn"), row.getBoolean("alerted")),
                budget);
    }

    long drawn(String budget) {
        Draw draw = draws.get(budget);
        return state(budget).drawn() + (draw == null ? 0 : draw.amount);
    }

    void draw(String budget, long amount, long cap, long alertAt) {
        Draw draw = draws.computeIfAbsent(budget, code -> new Draw());
        draw.amount = Math.addExact(draw.amount, amount);
        draw.cap = cap;
        draw.alertAt = Math.min(draw.alertAt, alertAt);
    }

    boolean tellAlert(String budget) {
        return state(budget).alerted() || !told.add(budget);
    }

    /** Draws in the table. */
    void write() {
        draws.forEach(this::write);
    }

    private void write(String budget, Draw draw) {
        String update = "UPDATE loyalty_budget SET drawn = drawn + ? WHERE code = ? AND drawn + ? <= ?";
        if (session.update(update, draw.amount, budget, draw.amount, draw.amount > 0 ? draw.cap : Long.MAX_VALUE)
                == 0) {
            if (find(budget) != null) {
                throw new ConcurrentUnitException("others have drawn on the budget " + budget + " meanwhile");
            }
            session.update(
                    "INSERT INTO loyalty_budget (code, drawn, alerted) VALUES (?, ?, FALSE)", budget, draw.amount);
        }
        if (draw.alertAt < Long.MAX_VALUE) {
            checkAlert(budget, draw.alertAt);
        }
    }

    /** Holds what the unit said of the alert against the budget as it is now that its row is locked. */
    private void checkAlert(String budget, long alertAt) {
        State now = find(budget);
        boolean due = now != null && !now.alerted() && now.drawn() >= alertAt;
        if (due != told.contains(budget)) {
            throw new ConcurrentUnitException("others have drawn on the budget " + budget + " meanwhile");
        }
        if (due) {
            session.update("UPDATE loyalty_budget SET alerted = TRUE WHERE code = ?", budget);
        }
    }
}
