package org.loyaltyrules.testing;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Days begin one after the other, each with its {@code day} event.
 *
 * @param days how many, 1 or more; counts only where no last one is given
 * @param last the last day that begins; null where they are counted
 */
record PassingDays(int days, @Nullable LocalDate last) implements WhenEvent {}
