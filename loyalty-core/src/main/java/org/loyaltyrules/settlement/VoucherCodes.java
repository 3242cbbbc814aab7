package org.loyaltyrules.settlement;

/** Makes the codes of issued vouchers. Codes that people type must not be guessable. */
@FunctionalInterface
public interface VoucherCodes {

    /** {@code <voucher>-<event id>-<number>}: the same input gives the same codes. */
    VoucherCodes SEQUENTIAL = (voucher, event, number) -> voucher + "-" + event + "-" + number;

    /**
     * A code that no other voucher has.
     *
     * @param voucher the definition's code
     * @param event the event that issues it
     * @param number counts that event's vouchers of the definition from 1
     */
    String code(String voucher, String event, int number);
}
