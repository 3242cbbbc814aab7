package org.loyaltyrules.fact;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A purchase, before any discount. */
public final class Purchase implements Fact {

    /**
     * A line as the host gave it.
     *
     * @param amount of the line, for all its pieces
     */
    public record Line(
            @Nullable String sku,
            @Nullable String category,
            @Nullable String brand,
            long quantity,
            BigDecimal amount,
            Set<String> tags,
            @Nullable LocalDate availableFrom) {}

    private final Member member;
    private final String id;
    private final LocalDate date;
    private final LocalTime time;
    private final String dayOfWeek;
    private final BigDecimal amount;
    private final @Nullable String channel;
    private final @Nullable String store;
    private final boolean first;
    private final List<LineItem> lines;

    /** Creates the purchase and its line items, in the order given. */
    public Purchase(
            Member member,
            String id,
            LocalDate date,
            LocalTime time,
            BigDecimal amount,
            @Nullable String channel,
            @Nullable String store,
            boolean first,
            List<Line> lines) {
        this.member = member;
        this.id = id;
        this.date = date;
        this.time = time;
        this.dayOfWeek = date.getDayOfWeek().name();
        this.amount = amount;
        this.channel = channel;
        this.store = store;
        this.first = first;
        LineItem[] items = new LineItem[lines.size()];
        for (int i = 0; i < items.length; i++) {
            items[i] = new LineItem(this, i, lines.get(i));
        }
        this.lines = List.of(items);
    }

    @Override
    public Member member() {
        return member;
    }

    /** The event's id. */
    public String id() {
        return id;
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
        return amount;
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
        return channel;
    }

    /** The store's code. */
    public @Nullable String store() {
        return store;
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
