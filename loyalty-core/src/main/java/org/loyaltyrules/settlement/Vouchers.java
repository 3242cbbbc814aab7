package org.loyaltyrules.settlement;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.loyaltyrules.event.Purchase;
import org.loyaltyrules.member.HeldVoucher;
import org.loyaltyrules.member.Wallet;
import org.loyaltyrules.program.ProgramDefinition;
import org.loyaltyrules.program.VoucherDefinition;

/** What vouchers take off a purchase, in the order given. */
final class Vouchers {

    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    private final ProgramDefinition program;
    private final Wallet wallet;
    private final LocalDate day;
    private final List<Purchase.Line> lines;
    private final long[] nets;
    private final long[] left;
    private final List<String> used = new ArrayList<>();
    private boolean unstackableUsed;

    /**
     * Prepares to use vouchers.
     *
     * @param day the event's day, by which vouchers are valid
     * @param nets what percentage discounts left of each line
     */
    Vouchers(ProgramDefinition program, Wallet wallet, LocalDate day, List<Purchase.Line> lines, long[] nets) {
        this.program = program;
        this.wallet = wallet;
        this.day = day;
        this.lines = lines;
        this.nets = nets;
        this.left = nets.clone();
    }

    /** What the lines still have. */
    long[] left() {
        return left;
    }

    /** Uses a voucher; the reason where that is refused, else null. */
    @Nullable
    Refusal use(String code) {
        HeldVoucher held = wallet.voucher(code);
        if (held == null || held.state() == HeldVoucher.State.REVOKED) {
            return Refusal.UNKNOWN_VOUCHER;
        }
        VoucherDefinition definition = program.vouchers().get(held.definition());
        if (definition == null) {
            return Refusal.UNKNOWN_VOUCHER;
        }
        if (held.state() == HeldVoucher.State.USED || used.contains(code)) {
            return Refusal.VOUCHER_USED;
        }
        if (!held.usableOn(day)) {
            return Refusal.VOUCHER_EXPIRED;
        }
        boolean[] eligible = eligible(definition);
        if (none(eligible)) {
            return Refusal.VOUCHER_NOT_APPLICABLE;
        }
        if (program.money(sum(nets, eligible)).compareTo(definition.minSpend()) < 0) {
            return Refusal.VOUCHER_MIN_SPEND;
        }
        if (!definition.stackable() && unstackableUsed) {
            return Refusal.VOUCHER_NOT_STACKABLE;
        }
        unstackableUsed |= !definition.stackable();
        used.add(code);
        takeOff(worth(definition, sum(left, eligible)), eligible);
        return null;
    }

    /** What the goods come to that a voucher is for; 0 where it is unknown. */
    long eligible(String code) {
        HeldVoucher held = wallet.voucher(code);
        VoucherDefinition definition = held == null ? null : program.vouchers().get(held.definition());
        return definition == null ? 0 : sum(nets, eligible(definition));
    }

    private boolean[] eligible(VoucherDefinition definition) {
        boolean[] eligible = new boolean[lines.size()];
        for (int i = 0; i < eligible.length; i++) {
            String category = lines.get(i).category();
            boolean included = definition.onlyCategories().isEmpty()
                    || category != null && definition.onlyCategories().contains(category);
            eligible[i] = included
                    && (category == null || !definition.excludedCategories().contains(category));
        }
        return eligible;
    }

    private long worth(VoucherDefinition definition, long available) {
        return switch (definition.kind()) {
            case AMOUNT_OFF -> Math.min(program.units(definition.value()), available);
            case PERCENT_OFF ->
                BigDecimal.valueOf(available)
                        .multiply(definition.value())
                        .divide(HUNDRED, 0, RoundingMode.HALF_UP)
                        .longValueExact();
            case GIFT -> 0;
        };
    }

    private void takeOff(long amount, boolean[] eligible) {
        long[] weights = new long[left.length];
        for (int i = 0; i < left.length; i++) {
            weights[i] = eligible[i] ? left[i] : 0;
        }
        long[] shares = Shares.share(amount, weights);
        for (int i = 0; i < left.length; i++) {
            left[i] -= shares[i];
        }
    }

    private static boolean none(boolean[] flags) {
        for (boolean flag : flags) {
            if (flag) {
                return false;
            }
        }
        return true;
    }

    private static long sum(long[] amounts, boolean[] counted) {
        long sum = 0;
        for (int i = 0; i < amounts.length; i++) {
            sum += counted[i] ? amounts[i] : 0;
        }
        return sum;
    }
}
