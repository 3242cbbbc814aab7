package org.loyaltyrules.examples.benchmarks.peer;

import java.util.Set;
import org.loyaltyrules.event.Purchase;
import org.loyaltyrules.examples.benchmarks.retailer.Visit;

/** A line of the purchase as a fact of other engines. */
public final class Item {

    private final int place;
    private final Purchase.Line line;
    private final int daysToSale;

    private Item(int place, Purchase.Line line, int daysToSale) {
        this.place = place;
        this.line = line;
        this.daysToSale = daysToSale;
    }

    static Item[] of(Visit visit) {
        Item[] items = new Item[visit.event().lines().size()];
        for (int i = 0; i < items.length; i++) {
            Purchase.Line line = visit.event().lines().get(i);
            int days = line.availableFrom() == null
                    ? 0
                    : (int) (line.availableFrom().toEpochDay() - visit.day().toEpochDay());
            items[i] = new Item(i, line, days);
        }
        return items;
    }

    /** 0 for the first. */
    public int getPlace() {
        return place;
    }

    /** What was bought; empty where that is not known. */
    public String getSku() {
        return line.sku() == null ? "" : line.sku();
    }

    /** Its category; empty where that is not known. */
    public String getCategory() {
        return line.category() == null ? "" : line.category();
    }

    /** Its tags. */
    public Set<String> getTags() {
        return line.tags();
    }

    /** Days until it is on sale. */
    public int getDaysToSale() {
        return daysToSale;
    }

    /** Whether it has this tag. */
    public boolean isTagged(String tag) {
        return line.tags().contains(tag);
    }
}
