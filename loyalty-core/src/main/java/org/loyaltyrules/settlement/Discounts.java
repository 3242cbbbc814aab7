package org.loyaltyrules.settlement;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.loyaltyrules.program.DiscountStacking;

/** Percentage discounts, line by line and, where a discount is for some pieces only, piece by piece. */
final class Discounts {

    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    private final DiscountStacking stacking;
    private final List<Claim> claims;
    private final boolean byPieces;
    private Map<String, Long> piecesUsed = Map.of();

    /** Prepares to settle the claims, which are in the order of rule name and line. */
    Discounts(DiscountStacking stacking, List<Claim> claims) {
        this.stacking = stacking;
        this.claims = claims;
        this.byPieces = anyByPieces(claims);
    }

    private static boolean anyByPieces(List<Claim> claims) {
        for (int i = 0; i < claims.size(); i++) {
            if (claims.get(i).maxQuantity != null) {
                return true;
            }
        }
        return false;
    }

    /**
     * What is left of each line's amount, rounded half up; marks the claims that took something off.
     *
     * @param amounts in the currency's smallest unit
     * @param excluded lines that get no discount; empty for none
     */
    long[] nets(long[] amounts, long[] quantities, boolean[] excluded) {
        long[] nets = amounts.clone();
        if (claims.isEmpty()) {
            return nets;
        }
        for (int line = 0; line < amounts.length; line++) {
            if (!Phase.isExcluded(excluded, line)) {
                nets[line] = net(line, amounts[line], quantities[line]);
            }
        }
        return nets;
    }

    private long net(int line, long amount, long quantity) {
        return byPieces ? netByPieces(line, amount, quantity) : netOfAll(line, amount);
    }

    private long netOfAll(int line, long amount) {
        List<Claim> applying = List.of();
        for (int i = 0; i < claims.size(); i++) {
            if (claims.get(i).appliesTo(line)) {
                applying = LazyList.with(applying, claims.get(i));
            }
        }
        if (applying.isEmpty()) {
            return amount;
        }
        return BigDecimal.valueOf(amount)
                .multiply(shareToPay(applying, amount > 0))
                .setScale(0, RoundingMode.HALF_UP)
                .longValueExact();
    }

    private long netByPieces(int line, long amount, long quantity) {
        long[] pieces = piecesOf(line, quantity);
        BigDecimal piecesToPay = BigDecimal.ZERO;
        long from = 0;
        for (long to = smallestAbove(0, pieces); to > from; to = smallestAbove(from, pieces)) {
            List<Claim> onThese = new ArrayList<>(pieces.length);
            for (int i = 0; i < pieces.length; i++) {
                if (pieces[i] > from) {
                    onThese.add(claims.get(i));
                }
            }
            BigDecimal share = shareToPay(onThese, amount > 0);
            piecesToPay = piecesToPay.add(share.multiply(BigDecimal.valueOf(to - from)));
            from = to;
        }
        piecesToPay = piecesToPay.add(BigDecimal.valueOf(quantity - from));
        return BigDecimal.valueOf(amount)
                .multiply(piecesToPay)
                .divide(BigDecimal.valueOf(quantity), 0, RoundingMode.HALF_UP)
                .longValueExact();
    }

    /** The smallest of the numbers that are above {@code bound}; 0 where there is none. */
    private static long smallestAbove(long bound, long[] numbers) {
        long smallest = 0;
        for (long number : numbers) {
            if (number > bound && (smallest == 0 || number < smallest)) {
                smallest = number;
            }
        }
        return smallest;
    }

    /** How many pieces of the line, counted from the first, each claim is for. */
    private long[] piecesOf(int line, long quantity) {
        long[] pieces = new long[claims.size()];
        for (int i = 0; i < pieces.length; i++) {
            Claim claim = claims.get(i);
            if (!claim.appliesTo(line)) {
                continue;
            }
            pieces[i] = quantity;
            if (claim.maxQuantity != null) {
                piecesUsed = piecesUsed.isEmpty() ? new HashMap<>() : piecesUsed;
                long used = piecesUsed.getOrDefault(claim.rule.name(), 0L);
                pieces[i] = Math.max(0, Math.min(quantity, claim.maxQuantity - used));
                piecesUsed.put(claim.rule.name(), used + pieces[i]);
            }
        }
        return pieces;
    }

    private BigDecimal shareToPay(List<Claim> candidates, boolean hasEffect) {
        List<Claim> counting = candidates;
        if (candidates.size() > 1) {
            candidates.sort(Claim.BEST_FIRST);
            counting = Claim.withoutBeaten(candidates);
            for (Claim claim : candidates) {
                claim.beaten |= !counting.contains(claim);
            }
        }
        if (stacking == DiscountStacking.BEST && counting.size() > 1) {
            counting = counting.subList(0, 1);
        }
        BigDecimal share = BigDecimal.ONE;
        for (int i = 0; i < counting.size(); i++) {
            BigDecimal left = HUNDRED.subtract(counting.get(i).value).movePointLeft(2);
            share = i == 0 ? left : share.multiply(left);
            counting.get(i).granted |= hasEffect;
        }
        return share;
    }
}
