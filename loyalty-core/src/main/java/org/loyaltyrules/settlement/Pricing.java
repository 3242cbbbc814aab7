package org.loyaltyrules.settlement;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.loyaltyrules.event.Purchase;
import org.loyaltyrules.program.PayWith;
import org.loyaltyrules.program.ProgramDefinition;

/** What a purchase costs: discounts, then vouchers, then points that pay. Changes nothing but itself. */
final class Pricing {

    private final Settlement settlement;
    private final ProgramDefinition program;
    private final Purchase event;
    private final long[] amounts;
    private long[] nets;
    private long[] payables;
    private long afterVouchers;

    /** What the price was refused for; null where it was not, or for nothing that is worth more words. */
    private GrantRecord.@Nullable RefusedPrice refused;

    Pricing(Settlement settlement, Purchase event) {
        this.settlement = settlement;
        this.program = settlement.program;
        this.event = event;
        this.amounts = new long[event.lines().size()];
        for (int i = 0; i < amounts.length; i++) {
            amounts[i] = program.units(event.lines().get(i).amount());
        }
        this.nets = amounts;
        this.payables = amounts;
    }

    int lines() {
        return amounts.length;
    }

    long amount() {
        return sum(amounts);
    }

    long discount() {
        return sum(amounts) - sum(nets);
    }

    long voucherDiscount() {
        return sum(nets) - afterVouchers;
    }

    long pointsDiscount() {
        return afterVouchers - sum(payables);
    }

    long payable() {
        return sum(payables);
    }

    /** What is to be paid for each line. */
    long[] payables() {
        return payables;
    }

    /** What the price was refused for, where that is worth more words than the reason. */
    GrantRecord.@Nullable RefusedPrice refused() {
        return refused;
    }

    private BigDecimal money(long units) {
        return program.money(units);
    }

    /**
     * Settles the price.
     *
     * @return why the purchase is refused; null where it is not
     */
    @Nullable
    Refusal settle(List<Claim> discounts, boolean[] excluded) {
        nets = discounts.isEmpty()
                ? amounts
                : new Discounts(program.discounts(), discounts).nets(amounts, quantities(), excluded);
        payables = nets;
        Refusal refusal = event.vouchers().isEmpty() ? null : useVouchers();
        if (refusal != null) {
            return refusal;
        }
        afterVouchers = sum(payables);
        return event.pointsToSpend() == 0 ? null : payWithPoints();
    }

    private @Nullable Refusal useVouchers() {
        Vouchers vouchers =
                new Vouchers(program, settlement.account.wallet(), settlement.frame.day(), event.lines(), nets);
        for (String code : event.vouchers()) {
            Refusal refusal = vouchers.use(code);
            if (refusal != null) {
                refused = new GrantRecord.RefusedPrice(
                        code, program.money(vouchers.eligible(code)), program.zero(), program.zero());
                return refusal;
            }
        }
        payables = vouchers.left();
        return null;
    }

    private long[] quantities() {
        long[] quantities = new long[amounts.length];
        for (int i = 0; i < quantities.length; i++) {
            quantities[i] = event.lines().get(i).quantity();
        }
        return quantities;
    }

    private @Nullable Refusal payWithPoints() {
        PayWith payWith = program.points().payWith();
        if (payWith == null) {
            return Refusal.OVER_MAX_SHARE;
        }
        if (event.pointsToSpend() % payWith.step() != 0) {
            return Refusal.INVALID_STEP;
        }
        BigDecimal worth = BigDecimal.valueOf(event.pointsToSpend())
                .movePointRight(program.fractionDigits())
                .divide(BigDecimal.valueOf(payWith.pointsPerUnit()), 0, RoundingMode.DOWN);
        BigDecimal most =
                payWith.maxShare().multiply(BigDecimal.valueOf(afterVouchers)).setScale(0, RoundingMode.DOWN);
        if (worth.compareTo(most) > 0) {
            refused = new GrantRecord.RefusedPrice(
                    null, program.zero(), money(most.longValueExact()), money(worth.longValueExact()));
            return Refusal.OVER_MAX_SHARE;
        }
        if (event.pointsToSpend() > settlement.posting.book().balance()) {
            return Refusal.INSUFFICIENT_POINTS;
        }
        long[] shares = Shares.share(worth.longValueExact(), payables);
        long[] left = payables.clone();
        for (int i = 0; i < left.length; i++) {
            left[i] -= shares[i];
        }
        payables = left;
        return null;
    }

    private static long sum(long[] amounts) {
        long sum = 0;
        for (long amount : amounts) {
            sum = Math.addExact(sum, amount);
        }
        return sum;
    }
}
