package org.loyaltyrules.examples.benchmarks.retailer;

/** The program's rules, however they are evaluated; what they grant is told to the visit. */
public interface PurchaseRules {

    /** Rules on the purchase and its lines. */
    void onPurchase(Visit visit);

    /** Rules on the standing after the purchase has been settled. */
    void onStanding(Visit visit);

    /** Rules on a tier that was reached. */
    void onPromotion(Visit visit);

    /** The purchase is decided or refused: what was opened for it can be closed. */
    default void end() {}
}
