package org.loyaltyrules.reference;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** Section 6.7: a return, settled by what the purchase was granted then. */
final class Returns {

    private final UnitOfWork work;
    private final Evaluation evaluation;
    private final MemberBook member;
    private final MemberBook.PurchaseRecord purchase;

    private Returns(UnitOfWork work, MemberBook member, MemberBook.PurchaseRecord purchase) {
        this.work = work;
        this.member = member;
        this.purchase = purchase;
        this.evaluation = work.evaluationOf(member);
    }

    static ObjectNode settle(UnitOfWork work) {
        MemberBook member = work.member();
        MemberBook.PurchaseRecord purchase =
                member.purchase(work.event.get("purchase").asText());
        if (purchase == null) {
            throw new Refusal("UNKNOWN_PURCHASE");
        }
        return new Returns(work, member, purchase).settle();
    }

    private ObjectNode settle() {
        List<Long> pieces = pieces();
        evaluation.open();
        BigDecimal refund = takeBack(pieces);
        evaluation.decision.payable = refund.negate();
        restorePoints();
        clawBack();
        if (purchase.whollyReturned()) {
            revokeVouchersIssued();
            giveVouchersBack();
            giveLimitsAndBudgetsBack();
        }
        reconsiderTier();
        evaluation.close();
        return evaluation.decision();
    }

    /** How many pieces of each line come back. */
    private List<Long> pieces() {
        List<Long> pieces = new ArrayList<>();
        for (MemberBook.SettledLine line : purchase.lines) {
            pieces.add(work.event.has("lines") ? 0 : line.quantity() - line.returned());
        }
        for (JsonNode part : work.event.path("lines")) {
            int line = part.get("line").asInt() - 1;
            if (line >= pieces.size()) {
                throw new Refusal("NOTHING_TO_RETURN");
            }
            pieces.set(line, pieces.get(line) + part.get("quantity").asLong());
        }
        for (int line = 0; line < pieces.size(); line++) {
            MemberBook.SettledLine settled = purchase.lines.get(line);
            if (settled.returned() + pieces.get(line) > settled.quantity()) {
                throw new Refusal("NOTHING_TO_RETURN");
            }
        }
        if (pieces.stream().allMatch(count -> count == 0)) {
            throw new Refusal("NOTHING_TO_RETURN");
        }
        return pieces;
    }

    /** Line by line payable x returned / quantity, cumulatively, HALF_UP; also counts the pieces as returned. */
    private BigDecimal takeBack(List<Long> pieces) {
        BigDecimal returned = work.program.noMoney();
        for (int index = 0; index < pieces.size(); index++) {
            MemberBook.SettledLine line = purchase.lines.get(index).returning(pieces.get(index));
            purchase.lines.set(index, line);
            returned = returned.add(line.payable()
                    .multiply(new BigDecimal(line.returned()))
                    .divide(new BigDecimal(line.quantity()), work.program.fractionDigits, RoundingMode.HALF_UP));
        }
        BigDecimal refund = returned.subtract(purchase.returnedPayable);
        purchase.returnedPayable = returned;
        if (refund.signum() != 0) {
            purchase.lastChange = work.books.sequence;
        }
        return refund;
    }

    /** 6.7.1: to the lots that they came from, the last taken first. */
    private void restorePoints() {
        long due = shareReturned(purchase.pointsSpent) - purchase.restored;
        purchase.restored += due;
        for (int position = purchase.payment.size() - 1; position >= 0; position--) {
            MemberBook.Taking taking = purchase.payment.get(position);
            long points = Math.min(due, taking.points());
            if (points > 0) {
                evaluation.points.restore(member.lot(taking.lot()), points);
                purchase.payment.set(position, new MemberBook.Taking(taking.lot(), taking.points() - points));
                due -= points;
            }
        }
    }

    /**
     * 6.7.2: what is above the points that should stay, not yet taken, and did not expire in the purchase's own lot.
     */
    private void clawBack() {
        MemberBook.Lot ownLot = purchase.lot < 0 ? null : member.lot(purchase.lot);
        long above = purchase.earned - shareKept(purchase.earned);
        long expired = ownLot == null ? 0 : ownLot.expired;
        long due = above - purchase.clawedBack - expired;
        if (due > 0) {
            purchase.clawedBack += due;
            evaluation.points.clawBack(due, ownLot);
        }
    }

    /** floor(points x R / P), by quantity where P is 0; all of them when all is returned. */
    private long shareReturned(long points) {
        if (purchase.whollyReturned()) {
            return points;
        }
        return purchase.payable.signum() == 0
                ? points * piecesReturned() / piecesBought()
                : floor(points, purchase.returnedPayable);
    }

    /** floor(points x (P - R) / P), by quantity where P is 0; none when all is returned. */
    private long shareKept(long points) {
        if (purchase.whollyReturned()) {
            return 0;
        }
        return purchase.payable.signum() == 0
                ? points * (piecesBought() - piecesReturned()) / piecesBought()
                : floor(points, purchase.payable.subtract(purchase.returnedPayable));
    }

    private long floor(long points, BigDecimal part) {
        BigInteger floor = new BigDecimal(points)
                .multiply(part)
                .divideToIntegralValue(purchase.payable)
                .toBigInteger();
        return floor.longValueExact();
    }

    private long piecesBought() {
        return purchase.lines.stream()
                .mapToLong(MemberBook.SettledLine::quantity)
                .sum();
    }

    private long piecesReturned() {
        return purchase.lines.stream()
                .mapToLong(MemberBook.SettledLine::returned)
                .sum();
    }

    /** 6.7.4: unused vouchers that the purchase issued. */
    private void revokeVouchersIssued() {
        member.vouchers.replaceAll(voucher -> {
            boolean revoke = voucher.issuedBy().equals(purchase.id) && voucher.usedOn() == null;
            if (revoke) {
                evaluation.decision.revoked.add(voucher.code());
            }
            return revoke ? voucher.revoke() : voucher;
        });
    }

    /** 6.7.4: vouchers used on the purchase, unless the purchase that issued them was itself returned. */
    private void giveVouchersBack() {
        member.vouchers.replaceAll(voucher -> {
            MemberBook.PurchaseRecord issuer = member.purchase(voucher.issuedBy());
            boolean issuerReturned = issuer != null && issuer.whollyReturned();
            return purchase.id.equals(voucher.usedOn()) && !issuerReturned ? voucher.used(null) : voucher;
        });
    }

    private void giveLimitsAndBudgetsBack() {
        member.uses.removeIf(use -> use.event().equals(purchase.id));
        purchase.budgetDraws.forEach((budget, draw) -> work.books.budgetUsed.merge(budget, -draw, Long::sum));
        purchase.budgetDraws.clear();
    }

    /** 6.7.5. */
    private void reconsiderTier() {
        int present = member.tier().rank();
        MemberBook.TierReached presentTier = member.tier();
        int qualified = Math.min(present, stillQualified());
        List<MemberBook.TierReached> left = new ArrayList<>();
        for (MemberBook.TierReached tier : member.tiers) {
            boolean beforeThePurchase = tier.sequence() < purchase.sequence || tier.rank() == 0;
            boolean boughtWithIt = tier.source() == MemberBook.TierSource.BOUGHT
                    && tier.event().equals(purchase.id);
            if (beforeThePurchase) {
                left.add(tier);
            } else if (boughtWithIt) {
                if (!purchase.whollyReturned()) {
                    left.add(tier);
                }
            } else if (tier.source() != MemberBook.TierSource.QUALIFIED) {
                left.add(tier);
            } else if (tier.rank() <= qualified) {
                left.add(tier.reachedWith(work.books.sequence));
            }
        }
        int highestLeft = left.get(left.size() - 1).rank();
        if (qualified > highestLeft) {
            left.add(new MemberBook.TierReached(
                    qualified,
                    work.books.sequence,
                    work.id,
                    MemberBook.TierSource.QUALIFIED,
                    presentTier.since(),
                    presentTier.lastValidDay()));
        }
        member.tiers = left;
        int rank = member.tier().rank();
        if (rank < present) {
            Tiers.endBenefitsAbove(member, rank);
            LocalDate day = work.day;
            Standing before = evaluation.before;
            evaluation.fireTierChange(
                    List.of(new Fact("Member", before)), Tiers.tierChange(evaluation, before, present, rank, day), day);
        }
    }

    /**
     * The highest tier that rules on Qualification award as if the purchase were decided now with what is left of it.
     */
    private int stillQualified() {
        Standing without = new Standing(work.program, member, purchase.date)
                .seeingTier(purchase.tierBefore)
                .withoutPurchase(purchase.id);
        Standing with = new Standing(work.program, member, purchase.date).seeingTier(purchase.tierBefore);
        boolean first = member.purchases.stream()
                .filter(earlier -> earlier.sequence < purchase.sequence)
                .allMatch(MemberBook.PurchaseRecord::whollyReturned);
        BigDecimal payable = purchase.payable.subtract(purchase.returnedPayable);
        List<Fact> facts = List.of(
                new Fact("Member", without),
                Facts.qualification(with, without, purchase.date, payable, true, first, false));
        return Tiers.qualifiedRank(evaluation, facts, purchase.date, false);
    }
}
