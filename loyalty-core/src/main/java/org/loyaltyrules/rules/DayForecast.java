package org.loyaltyrules.rules;

import java.time.LocalDate;
import java.util.List;

/** Which rules could fire on one day for members to whom nothing is due by itself. Immutable. */
public final class DayForecast {

    private final LocalDate date;
    private final FiringForecast rules;
    private final FiringForecast daily;
    private final FiringForecast open;

    /**
     * Creates a forecast.
     *
     * @param rules those that could fire for somebody
     * @param daily those of them that may fire today for a member for whom they did not on other days; all of them, where
     *     every firing is heard
     * @param open those of them that, if they grant nothing, may grant something on other days; likewise
     */
    DayForecast(LocalDate date, FiringForecast rules, FiringForecast daily, FiringForecast open) {
        this.date = date;
        this.rules = rules;
        this.daily = daily;
        this.open = open;
    }

    /** Whether some rule could fire for somebody. */
    public boolean couldFire() {
        return !rules.isEmpty();
    }

    /**
     * Whether some rule could fire on these facts. Where a condition fails, the answer is true, so that the evaluation tells
     * of it.
     */
    public boolean couldFire(List<?> facts) {
        return couldFire(rules, facts);
    }

    /** As {@link #couldFire()}, by rules that may fire today and not on other days of the month. */
    public boolean couldFireToday() {
        return !daily.isEmpty();
    }

    /** As {@link #couldFire(List)}, by rules that may fire today and not on other days of the month. */
    public boolean couldFireToday(List<?> facts) {
        return couldFire(daily, facts);
    }

    /** As {@link #couldFire(List)}, by rules that, if they grant nothing today, may grant something on other days. */
    public boolean isOpen(List<?> facts) {
        return couldFire(open, facts);
    }

    private boolean couldFire(FiringForecast some, List<?> facts) {
        try {
            return some.couldFire(date, facts);
        } catch (RuntimeException conditionFails) {
            return true;
        }
    }
}
