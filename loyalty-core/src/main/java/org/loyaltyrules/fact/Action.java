package org.loyaltyrules.fact;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Something that the member did other than buy.
 *
 * @param kind {@code REVIEW}, {@code SHARE}, {@code CHECK_IN}, … as the host names it
 * @param subject what was reviewed or shared
 */
public record Action(Member member, String kind, @Nullable String subject, LocalDate date) implements Fact {}
