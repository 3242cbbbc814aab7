package org.loyaltyrules.settlement;

/** What campaigns may still cost, shared by all members. */
public interface Budgets {

    /** What is left of a budget, 0 or more. */
    long left(String budget);

    /**
     * Draws on a budget.
     *
     * @param amount 0 or more, at most what is left
     * @return whether this crosses the share at which the host is alerted, for the first time
     */
    boolean draw(String budget, long amount);

    /** Gives back what was drawn. */
    void giveBack(String budget, long amount);
}
