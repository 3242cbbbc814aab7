package org.loyaltyrules.program;

import java.time.LocalDate;
import java.time.Period;
import org.jspecify.annotations.Nullable;

/**
 * How long something stays valid from the day on which it was granted.
 *
 * @param period the time added to that day; null where it never ends
 * @param roundTo to which day the last valid day is rounded up
 */
public record Validity(@Nullable Period period, RoundTo roundTo) {

    /** Never ends. */
    public static final Validity FOR_LIFE = new Validity(null, RoundTo.DAY);

    /** The last valid day of something granted on {@code day}; null where it never ends. */
    public @Nullable LocalDate lastValidDay(LocalDate day) {
        return period == null ? null : roundTo.roundUp(day.plus(period));
    }
}
