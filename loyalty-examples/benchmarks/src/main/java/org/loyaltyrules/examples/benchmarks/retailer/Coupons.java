package org.loyaltyrules.examples.benchmarks.retailer;

/** The vouchers that customers of the benchmarks hold. Money is in fen. */
final class Coupons {

    /** What a voucher is worth, and when it may be used. */
    record Kind(long value, long minSpend, int days, boolean stackable) {}

    private static final Kind WELCOME = new Kind(10_00, 0, 30, false);
    private static final Kind FIRST = new Kind(10_00, 0, 30, true);

    private Coupons() {}

    static Kind of(String code) {
        return switch (code) {
            case "WELCOME10" -> WELCOME;
            case "FIRST10" -> FIRST;
            default -> throw new IllegalArgumentException("no voucher " + code);
        };
    }
}
