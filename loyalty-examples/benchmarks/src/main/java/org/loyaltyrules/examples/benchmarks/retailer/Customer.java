package org.loyaltyrules.examples.benchmarks.retailer;

import java.time.LocalDate;
import java.time.MonthDay;
import java.util.List;
import org.loyaltyrules.event.Purchase;

/**
 * A customer as a retailer's own code would keep one: what this program needs, and no more. Immutable. Money is in fen.
 *
 * @param tier 0 to 3
 * @param spend all that was ever paid
 * @param onceUsed a bit for each milestone that was granted
 * @param lots those with points in them, in the order in which they are spent
 * @param lastLot number of the last lot that was made
 * @param sales the newest first; null where there is none
 */
public record Customer(
        String id,
        MonthDay birthday,
        int tier,
        long spend,
        int purchases,
        int onceUsed,
        Lot[] lots,
        long lastLot,
        Coupon[] coupons,
        Sale sales) {

    /** Codes of the tiers, lowest first. */
    static final List<String> TIERS = List.of("BASIC", "SILVER", "GOLD", "DIAMOND");

    static final Lot[] NO_LOTS = {};
    static final Coupon[] NO_COUPONS = {};

    /** Points earned together. */
    public record Lot(long number, LocalDate lastDay, long points) {}

    /** A voucher that was issued. */
    public record Coupon(String code, String kind, LocalDate lastDay, boolean used) {}

    /** Points that paid for something. */
    public record Payment(long lot, long points) {}

    /** What a return is settled by. */
    public record Sale(
            Purchase event,
            LocalDate day,
            int tierBefore,
            long[] payables,
            long earned,
            long lot,
            List<Payment> payments,
            Sale earlier) {}

    /** Somebody who has just enrolled. */
    public static Customer enrolled(String id, MonthDay birthday, Coupon... coupons) {
        return new Customer(id, birthday, 0, 0, 0, 0, NO_LOTS, 0, coupons, null);
    }

    long balance() {
        long sum = 0;
        for (Lot lot : lots) {
            sum += lot.points();
        }
        return sum;
    }
}
