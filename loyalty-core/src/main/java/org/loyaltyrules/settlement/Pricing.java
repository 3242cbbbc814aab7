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

    /** The voucher that was refused, and what the goods it is for come to; null where none was. */
    @Nullable
    String refusedVoucher;

    long eligible;
    /** What points may pay at most and what those asked for are worth; 0 where points were not refused for it. */
    long mostByPoints;

    long worthOfPoints;

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

    BigDecimal money(long units) {
        return program.money(units);
    }

    /** What is to be paid for each line, as money. */
    BigDecimal[] payableMoney() {
        BigDecimal[] money = new BigDecimal[payables.length];
        for (int i = 0; i < money.length; i++) {
            money[i] = program.money(payables[i]);
        }
        return money;
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
        Vouchers vouchers =
                new Vouchers(program, settlement.account.wallet(), settlement.frame.day(), event.lines(), nets);
        payables = vouchers.left();
        for (String code : event.vouchers()) {
            Refusal refusal = vouchers.use(code);
            if (refusal != null) {
                refusedVoucher = code;
                eligible = vouchers.eligible(code);
                return refusal;
            }
        }
        afterVouchers = sum(payables);
        return event.pointsToSpend() == 0 ? null : payWithPoints();
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
            mostByPoints = most.longValueExact();
            worthOfPoints = worth.longValueExact();
            return Refusal.OVER_MAX_SHARE;
        }
        if (event.pointsToSpend() > settlement.posting.book().balance()) {
            return Refusal.INSUFFICIENT_POINTS;
        }
        long[] shares = Shares.share(worth.longValueExact(), payables);
        for (int i = 0; i < payables.length; i++) {
            payables[i] -= shares[i];
        }
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
