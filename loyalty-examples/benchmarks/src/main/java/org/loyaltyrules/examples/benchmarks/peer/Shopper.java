package org.loyaltyrules.examples.benchmarks.peer;

import org.loyaltyrules.examples.benchmarks.retailer.Visit;

/** The customer as a fact of other engines. */
public record Shopper(int tier, boolean first, boolean birthdayMonth) {

    static Shopper of(Visit visit) {
        return new Shopper(visit.tier(), visit.first(), visit.birthdayMonth());
    }

    /** 0 to 3. */
    public int getTier() {
        return tier;
    }

    /** Whether nothing was bought before. */
    public boolean isFirst() {
        return first;
    }

    /** Whether the day is in the birthday month. */
    public boolean isBirthdayMonth() {
        return birthdayMonth;
    }
}
