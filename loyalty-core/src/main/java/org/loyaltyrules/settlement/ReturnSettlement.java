package org.loyaltyrules.settlement;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.loyaltyrules.event.Return;
import org.loyaltyrules.ledger.Lot;
import org.loyaltyrules.ledger.PointPosting;
import org.loyaltyrules.member.Allowances;
import org.loyaltyrules.member.DailyTotals;
import org.loyaltyrules.member.HeldVoucher;
import org.loyaltyrules.member.MemberAccount;
import org.loyaltyrules.member.PurchaseHistory;
import org.loyaltyrules.member.PurchaseRecord;
import org.loyaltyrules.program.Clawback;

/** Settles a return by what the purchase was granted then. */
public final class ReturnSettlement {

    private final Settlement settlement;
    private final PurchaseRecord purchase;
    private final List<Long> returned;
    private final boolean whole;

    private ReturnSettlement(Settlement settlement, PurchaseRecord purchase, List<Long> returned) {
        this.settlement = settlement;
        this.purchase = purchase;
        this.returned = returned;
        this.whole = pieces(returned) == pieces(purchase);
    }

    /**
     * Prepares a return.
     *
     * @return null where there is nothing left to return of what is asked for
     */
    public static @Nullable ReturnSettlement of(Settlement settlement, PurchaseRecord purchase, Return event) {
        List<Long> returned = new ArrayList<>(purchase.returnedQuantities());
        if (event.lines().isEmpty()) {
            for (int i = 0; i < returned.size(); i++) {
                returned.set(i, purchase.event().lines().get(i).quantity());
            }
        }
        for (Return.Line line : event.lines()) {
            int index = line.line() - 1;
            if (index >= returned.size()
                    || line.quantity() > purchase.event().lines().get(index).quantity() - returned.get(index)) {
                return null;
            }
            returned.set(index, returned.get(index) + line.quantity());
        }
        boolean nothing = returned.equals(purchase.returnedQuantities());
        return nothing ? null : new ReturnSettlement(settlement, purchase, returned);
    }

    /**
     * Settles points, counters, vouchers, limits and budgets; not the tier.
     *
     * @return the purchase with this return
     */
    public PurchaseRecord settle(long order) {
        PurchaseRecord asReturned = purchase.withReturn(returned, purchase.clawedBack(), purchase.restored(), whole);
        long refund = asReturned.returnedPayable() - purchase.returnedPayable();
        Outcome outcome = settlement.outcome;
        outcome.refund(refund);
        long restored = restore(asReturned);
        long clawedBack = clawBack(asReturned);
        PurchaseRecord changed = purchase.withReturn(
                returned, purchase.clawedBack() + clawedBack, purchase.restored() + restored, whole);
        MemberAccount account = settlement.account;
        account = account.with(account.activity()
                .withReturn(purchase.date(), refund, whole, order)
                .withHistory(PurchaseHistory.replace(account.activity().history(), changed)));
        settlement.account = whole ? giveBack(account) : account;
        return changed;
    }

    /** Points that paid come back in proportion, the last taken first. */
    private long restore(PurchaseRecord asReturned) {
        long paid = purchase.payments().stream()
                .mapToLong(PointPosting.Draw::points)
                .sum();
        long upTo = whole ? paid : share(paid, asReturned);
        long skip = purchase.restored();
        long restored = upTo - skip;
        long missing = restored;
        for (int i = purchase.payments().size() - 1; i >= 0 && missing > 0; i--) {
            PointPosting.Draw payment = purchase.payments().get(i);
            long part = Math.min(missing, Math.max(0, payment.points() - skip));
            skip = Math.max(0, skip - payment.points());
            if (part > 0) {
                missing -= part;
                settlement.outcome.expired +=
                        settlement.posting.restore(new PointPosting.Draw(payment.lot(), part), settlement.booksDay);
            }
        }
        settlement.outcome.restored += restored;
        return restored;
    }

    /** Takes back what should not stay, was not taken yet and did not expire unused; how much that is. */
    private long clawBack(PurchaseRecord asReturned) {
        long stays = whole ? 0 : purchase.earned() - shareRoundedUp(purchase.earned(), asReturned);
        Lot lot = settlement.posting.book().lot(purchase.lot());
        long expired = lot == null ? 0 : lot.expired();
        long points = Math.max(0, purchase.earned() - stays - purchase.clawedBack() - expired);
        if (points > 0) {
            boolean owe = settlement.program.points().clawback() == Clawback.NEGATIVE;
            settlement.outcome.clawedBack += settlement.posting.clawBack(points, purchase.lot(), owe);
        }
        return points;
    }

    private long share(long points, PurchaseRecord asReturned) {
        return product(points, asReturned).divide(whole(asReturned)).longValueExact();
    }

    /** {@code points − floor(points × what is left / all)}. */
    private long shareRoundedUp(long points, PurchaseRecord asReturned) {
        BigInteger all = whole(asReturned);
        return product(points, asReturned)
                .add(all)
                .subtract(BigInteger.ONE)
                .divide(all)
                .longValueExact();
    }

    private BigInteger product(long points, PurchaseRecord asReturned) {
        long part = purchase.payable() == 0 ? pieces(returned) : asReturned.returnedPayable();
        return BigInteger.valueOf(points).multiply(BigInteger.valueOf(part));
    }

    private BigInteger whole(PurchaseRecord asReturned) {
        return BigInteger.valueOf(purchase.payable() == 0 ? pieces(asReturned) : purchase.payable());
    }

    private MemberAccount giveBack(MemberAccount account) {
        Set<String> used = Set.copyOf(purchase.vouchersUsed());
        MemberAccount changed = account.with(account.wallet().withEachVoucher(voucher -> {
            if (voucher.issuedBy().equals(purchase.event().id()) && voucher.state() == HeldVoucher.State.OPEN) {
                settlement.outcome.revoke(voucher.code());
                return voucher.in(HeldVoucher.State.REVOKED);
            }
            boolean reinstated = used.contains(voucher.code()) && !issuerReturned(account, voucher);
            return reinstated ? voucher.in(HeldVoucher.State.OPEN) : voucher;
        }));
        Allowances allowances = changed.allowances();
        for (Map.Entry<String, DailyTotals> use : purchase.limitUses().entrySet()) {
            allowances = allowances.withoutUses(use.getKey(), use.getValue());
        }
        purchase.budgetDraws()
                .forEach((budget, amount) -> settlement.frame.budgets().giveBack(budget, amount));
        return changed.with(allowances);
    }

    private static boolean issuerReturned(MemberAccount account, HeldVoucher voucher) {
        PurchaseRecord issuer = PurchaseHistory.find(account.activity().history(), voucher.issuedBy());
        return issuer != null && issuer.whollyReturned();
    }

    private static long pieces(PurchaseRecord purchase) {
        long pieces = 0;
        for (var line : purchase.event().lines()) {
            pieces = Math.addExact(pieces, line.quantity());
        }
        return pieces;
    }

    private static long pieces(List<Long> quantities) {
        long pieces = 0;
        for (long quantity : quantities) {
            pieces = Math.addExact(pieces, quantity);
        }
        return pieces;
    }
}
