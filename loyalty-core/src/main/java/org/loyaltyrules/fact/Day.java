package org.loyaltyrules.fact;

import java.time.LocalDate;

/** A day has begun. */
public record Day(Member member, LocalDate date) implements Fact {

    /** {@code "MONDAY"} to {@code "SUNDAY"}. */
    public String dayOfWeek() {
        return date.getDayOfWeek().name();
    }

    /** 1 to 31. */
    public int dayOfMonth() {
        return date.getDayOfMonth();
    }

    /** 1 to 12. */
    public int month() {
        return date.getMonthValue();
    }

    /** Whether it is the first day of a month. */
    public boolean firstOfMonth() {
        return date.getDayOfMonth() == 1;
    }

    /** Whether it is 1 January, 1 April, 1 July or 1 October. */
    public boolean firstOfQuarter() {
        return firstOfMonth() && date.getMonthValue() % 3 == 1;
    }
}
