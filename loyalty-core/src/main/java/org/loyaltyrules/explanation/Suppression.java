package org.loyaltyrules.explanation;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.loyaltyrules.program.Budget;
import org.loyaltyrules.program.CalendarPeriod;

/** What kept a firing from granting anything. */
public sealed interface Suppression {

    /**
     * The rule's {@code @limit} is used up.
     *
     * @param times how often it may grant in a period
     * @param used how often it has in this one, earlier firings of the same event included
     * @param anew the first day of the next period; null where there is none
     */
    record LimitUsed(
            int times,
            CalendarPeriod per,
            long used,
            @Nullable LocalDate anew) implements Suppression {}

    /**
     * The rule's budget has nothing left.
     *
     * @param cap what it had to give
     * @param left what is left of it, earlier grants of the same event taken off
     */
    record BudgetUsed(String budget, Budget.Unit unit, long cap, long left) implements Suppression {}

    /**
     * Another award of its {@code @exclusive} group was better.
     *
     * @param rule whose award counted
     * @param value that award's percent or factor
     */
    record Beaten(String group, String rule, BigDecimal value) implements Suppression {}

    /**
     * The member may not earn more points in the period.
     *
     * @param max the cap
     * @param anew the first day of the next period
     */
    record CapReached(CalendarPeriod per, long max, LocalDate anew) implements Suppression {}
}
