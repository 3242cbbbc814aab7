package org.loyaltyrules.member;

import java.math.BigInteger;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.loyaltyrules.event.Purchase;
import org.loyaltyrules.ledger.PointPosting;

/**
 * What a purchase was granted, and what of it was returned: all that a return is settled by. Money is in the currency's
 * smallest unit. Immutable.
 *
 * @param event the purchase
 * @param date its day in the program's zone
 * @param sequence its place among the member's events
 * @param tierBefore the tier that the member had before it
 * @param payables what was to be paid for each line
 * @param earned points that it earned
 * @param lot the lot that holds them; 0 where it earned none
 * @param payments the lots that paid for it, in the order in which they were drawn on
 * @param vouchersUsed codes
 * @param limitUses uses of limits, by rule and day
 * @param budgetDraws what was drawn, by budget
 * @param returnedQuantities pieces returned, by line
 * @param clawedBack points taken back so far, owed and let go included
 * @param restored points that paid and have come back
 * @param whollyReturned whether nothing is left of it
 */
public record PurchaseRecord(
        Purchase event,
        LocalDate date,
        long sequence,
        TierStep tierBefore,
        List<Long> payables,
        long earned,
        long lot,
        List<PointPosting.Draw> payments,
        List<String> vouchersUsed,
        Map<String, DailyTotals> limitUses,
        Map<String, Long> budgetDraws,
        List<Long> returnedQuantities,
        long clawedBack,
        long restored,
        boolean whollyReturned) {

    public PurchaseRecord {
        payables = LineNumbers.of(payables);
        payments = List.copyOf(payments);
        vouchersUsed = List.copyOf(vouchersUsed);
        limitUses = Map.copyOf(limitUses);
        budgetDraws = Map.copyOf(budgetDraws);
        returnedQuantities = LineNumbers.of(returnedQuantities);
    }

    /** What was to be paid for all lines. */
    public long payable() {
        long sum = 0;
        for (long payable : payables) {
            sum += payable;
        }
        return sum;
    }

    /** What was paid for the returned pieces of a line: cumulative, rounded half up, so that the last takes the rest. */
    public long returnedPayable(int line, long quantityReturned) {
        long quantity = event.lines().get(line).quantity();
        BigInteger twice = BigInteger.valueOf(payables.get(line))
                .multiply(BigInteger.valueOf(quantityReturned))
                .shiftLeft(1)
                .add(BigInteger.valueOf(quantity));
        return twice.divide(BigInteger.valueOf(quantity).shiftLeft(1)).longValueExact();
    }

    /** What was paid for all pieces that have been returned. */
    public long returnedPayable() {
        long sum = 0;
        for (int i = 0; i < payables.size(); i++) {
            sum += returnedPayable(i, returnedQuantities.get(i));
        }
        return sum;
    }

    /**
     * A purchase of which nothing has been returned.
     *
     * @param payables must not be changed afterwards
     */
    public static PurchaseRecord of(
            Purchase event,
            LocalDate date,
            long sequence,
            TierStep tierBefore,
            long[] payables,
            long earned,
            long lot,
            List<PointPosting.Draw> payments,
            Map<String, DailyTotals> limitUses,
            Map<String, Long> budgetDraws) {
        return new PurchaseRecord(
                event,
                date,
                sequence,
                tierBefore,
                LineNumbers.of(payables),
                earned,
                lot,
                payments,
                event.vouchers(),
                limitUses,
                budgetDraws,
                LineNumbers.zeros(payables.length),
                0,
                0,
                false);
    }

    /** The same with more of it returned. */
    public PurchaseRecord withReturn(List<Long> quantities, long pointsClawedBack, long pointsRestored, boolean whole) {
        return new PurchaseRecord(
                event,
                date,
                sequence,
                tierBefore,
                payables,
                earned,
                lot,
                payments,
                vouchersUsed,
                limitUses,
                budgetDraws,
                quantities,
                pointsClawedBack,
                pointsRestored,
                whole);
    }
}
