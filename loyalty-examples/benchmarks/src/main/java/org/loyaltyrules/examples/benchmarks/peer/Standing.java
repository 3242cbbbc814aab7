package org.loyaltyrules.examples.benchmarks.peer;

import org.loyaltyrules.examples.benchmarks.retailer.Visit;

/** What the customer has come to with the purchase, as a fact of other engines. Money is in fen. */
public record Standing(int tier, boolean first, long before, long spend, long payable) {

    static Standing of(Visit visit) {
        return new Standing(visit.tier(), visit.first(), visit.spendBefore(), visit.spend(), visit.payable());
    }

    /** The tier before the purchase. */
    public int getTier() {
        return tier;
    }

    /** Whether nothing was bought before. */
    public boolean isFirst() {
        return first;
    }

    /** What was paid before. */
    public long getBefore() {
        return before;
    }

    /** What was paid with the purchase. */
    public long getSpend() {
        return spend;
    }

    /** What is to be paid for the purchase. */
    public long getPayable() {
        return payable;
    }
}
