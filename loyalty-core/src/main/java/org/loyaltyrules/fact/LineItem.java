package org.loyaltyrules.fact;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One line of a purchase. */
public final class LineItem implements Fact {

    private final Purchase purchase;
    private final int index;
    private final org.loyaltyrules.event.Purchase.Line line;

    /** Computed when it is first asked for. */
    private @Nullable BigDecimal amount;

    LineItem(Purchase purchase, int index, org.loyaltyrules.event.Purchase.Line line) {
        this.purchase = purchase;
        this.index = index;
        this.line = line;
    }

    @Override
    public Member member() {
        return purchase.member();
    }

    /** The line's place in the purchase, 0 for the first. */
    public int index() {
        return index;
    }

    /** What was bought. */
    public @Nullable String sku() {
        return line.sku();
    }

    /** Its category. */
    public @Nullable String category() {
        return line.category();
    }

    /** Its brand. */
    public @Nullable String brand() {
        return line.brand();
    }

    /** Pieces, 1 or more. */
    public long quantity() {
        return line.quantity();
    }

    /** Of the whole line, before any discount. */
    public BigDecimal amount() {
        BigDecimal known = amount;
        if (known == null) {
            known = purchase.money(line.amount());
            amount = known;
        }
        return known;
    }

    /** The line's tags. */
    public Set<String> tags() {
        return line.tags();
    }

    /** The first day on which it is on sale; null where that is not restricted. */
    public @Nullable LocalDate availableFrom() {
        return line.availableFrom();
    }

    /** The purchase that the line belongs to. */
    public Purchase purchase() {
        return purchase;
    }

    /** The purchase's day. */
    public LocalDate date() {
        return purchase.date();
    }

    /** The purchase's day of the week. */
    public String dayOfWeek() {
        return purchase.dayOfWeek();
    }

    /** The purchase's time of day. */
    public LocalTime time() {
        return purchase.time();
    }

    /** The purchase's hour. */
    public int hour() {
        return purchase.hour();
    }

    /** The purchase's channel. */
    public @Nullable String channel() {
        return purchase.channel();
    }

    /** The purchase's store. */
    public @Nullable String store() {
        return purchase.store();
    }
}
