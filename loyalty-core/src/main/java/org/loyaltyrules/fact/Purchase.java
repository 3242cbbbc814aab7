package org.loyaltyrules.fact;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A purchase, before any discount. */
public final class Purchase implements Fact {

    private final Member member;
    private final org.loyaltyrules.event.Purchase event;
    private final LocalDate date;
    private final LocalTime time;
    private final String dayOfWeek;
    private final int fractionDigits;
    private final boolean first;
    private final List<LineItem> lines;

    /** Computed when it is first asked for. */
    private @Nullable BigDecimal amount;

    /**
     * Creates the purchase and its line items, in the order given.
     *
     * @param date the day in the program's zone
     * @param time likewise
     * @param fractionDigits of the currency; all money is told with so many
     * @param first whether the member has no earlier purchase that was not wholly returned
     */
    public Purchase(
            Member member,
            org.loyaltyrules.event.Purchase event,
            LocalDate date,
            LocalTime time,
            int fractionDigits,
            boolean first) {
        this.member = member;
        this.event = event;
        this.date = date;
        this.time = time;
        this.dayOfWeek = date.getDayOfWeek().name();
        this.fractionDigits = fractionDigits;
        this.first = first;
        LineItem[] items = new LineItem[event.lines().size()];
        for (int i = 0; i < items.length; i++) {
            items[i] = new LineItem(this, i, event.lines().get(i));
        }
        this.lines = List.of(items);
    }

    @Override
    public Member member() {
        return member;
    }

    /** The event's id. */
    public String id() {
        return event.id();
    }

    /** The day in the program's zone. */
    public LocalDate date() {
        return date;
    }

    /** The time of day in the program's zone. */
    public LocalTime time() {
        return time;
    }

    /** 0 to 23. */
    public int hour() {
        return time.getHour();
    }

    /** 0 to 59. */
    public int minute() {
        return time.getMinute();
    }

    /** 1 to 31. */
    public int dayOfMonth() {
        return date.getDayOfMonth();
    }

    /** 1 to 12. */
    public int month() {
        return date.getMonthValue();
    }

    /** {@code "MONDAY"} to {@code "SUNDAY"}. */
    public String dayOfWeek() {
        return dayOfWeek;
    }

    /** The sum of the lines, before any discount. */
    public BigDecimal amount() {
        BigDecimal known = amount;
        if (known == null) {
            known = money(event.amount());
            amount = known;
        }
        return known;
    }

    BigDecimal money(BigDecimal given) {
        return given.setScale(fractionDigits, RoundingMode.HALF_UP);
    }

    /** Pieces on all lines. */
    public long quantity() {
        long quantity = 0;
        for (LineItem line : lines) {
            quantity = Math.addExact(quantity, line.quantity());
        }
        return quantity;
    }

    /** Where it was made: {@code APP}, {@code WEB}, … as the host names it. */
    public @Nullable String channel() {
        return event.channel();
    }

    /** The store's code. */
    public @Nullable String store() {
        return event.store();
    }

    /** Whether the member has no earlier purchase that was not wholly returned. */
    public boolean first() {
        return first;
    }

    /** The line items, in the order given; at least one. */
    public List<LineItem> lines() {
        return lines;
    }
}
