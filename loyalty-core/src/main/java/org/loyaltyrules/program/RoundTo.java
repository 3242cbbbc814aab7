package org.loyaltyrules.program;

import java.time.LocalDate;

/** To which day a last valid day is rounded up. */
public enum RoundTo {
    /** The day itself. */
    DAY,
    /** The last day of its month. */
    MONTH_END,
    /** 31 December of its year. */
    YEAR_END;

    /** The given day, or the end of its month or year. */
    public LocalDate roundUp(LocalDate day) {
        return switch (this) {
            case DAY -> day;
            case MONTH_END -> day.withDayOfMonth(day.lengthOfMonth());
            case YEAR_END -> LocalDate.of(day.getYear(), 12, 31);
        };
    }
}
