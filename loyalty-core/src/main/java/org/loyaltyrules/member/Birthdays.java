package org.loyaltyrules.member;

import java.time.LocalDate;
import java.time.MonthDay;
import org.loyaltyrules.program.LeapDayBirthday;

/** Yearly returns of a month and day, where 29 February has its day in every year. */
final class Birthdays {

    private static final MonthDay LEAP_DAY = MonthDay.of(2, 29);

    private Birthdays() {}

    /** The day of {@code year} on which it returns. */
    static LocalDate in(int year, MonthDay birthday, LeapDayBirthday policy) {
        if (birthday.equals(LEAP_DAY) && !birthday.isValidYear(year) && policy == LeapDayBirthday.MAR_1) {
            return LocalDate.of(year, 3, 1);
        }
        return birthday.atYear(year);
    }

    /** Days from {@code day} to its next return, 0 where that is the day itself. */
    static int daysUntil(LocalDate day, MonthDay birthday, LeapDayBirthday policy) {
        LocalDate next = in(day.getYear(), birthday, policy);
        if (next.isBefore(day)) {
            next = in(day.getYear() + 1, birthday, policy);
        }
        return Math.toIntExact(next.toEpochDay() - day.toEpochDay());
    }
}
