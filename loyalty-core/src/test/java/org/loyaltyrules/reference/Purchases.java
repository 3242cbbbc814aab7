package org.loyaltyrules.reference;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** Section 6.4: a purchase. */
final class Purchases {

    private Purchases() {}

    static ObjectNode settle(UnitOfWork work) {
        MemberBook member = work.member();
        String currency = PurchaseTerms.text(work.event, "currency");
        if (currency != null && !currency.equals(work.program.currency)) {
            throw new Refusal("CURRENCY_MISMATCH");
        }
        Evaluation evaluation = work.evaluationOf(member);
        evaluation.open();
        PurchaseTerms terms = PurchaseTerms.of(work.event, work.program);
        boolean first = member.purchases.stream().allMatch(MemberBook.PurchaseRecord::whollyReturned);
        boolean firstOfAll = member.purchases.isEmpty();

        PhaseSettlement settlement = evaluation.fireEventRules(terms, Facts.purchase(evaluation, terms, first));
        Decision decision = evaluation.decision;
        decision.amount = settlement.amount;
        decision.discount = settlement.discount;
        decision.voucherDiscount = settlement.voucherDiscount;
        decision.pointsDiscount = settlement.pointsDiscount;
        decision.payable = settlement.payable;
        decision.spent = terms.pointsToSpend();

        MemberBook.PurchaseRecord record = record(work, member, terms, settlement);
        record.payment.addAll(evaluation.points.take("SPEND", terms.pointsToSpend()));
        member.vouchers.replaceAll(
                voucher -> terms.vouchers().contains(voucher.code()) ? voucher.used(work.id) : voucher);
        member.purchases.add(record);

        evaluation.qualify(settlement.payable, true, first);
        evaluation.close();
        record.earned = evaluation.earned;
        record.lot = evaluation.lot;
        if (firstOfAll) {
            Referrals.firstPurchase(work, member, decision);
        }
        return evaluation.decision();
    }

    private static MemberBook.PurchaseRecord record(
            UnitOfWork work, MemberBook member, PurchaseTerms terms, PhaseSettlement settlement) {
        MemberBook.PurchaseRecord record = new MemberBook.PurchaseRecord();
        record.id = work.id;
        record.date = work.day;
        record.sequence = work.books.sequence;
        for (int index = 0; index < terms.lines().size(); index++) {
            record.lines.add(
                    new MemberBook.SettledLine(terms.lines().get(index).quantity(), settlement.payables.get(index), 0));
        }
        record.payable = settlement.payable;
        record.returnedPayable = work.program.noMoney();
        record.lastChange = settlement.payable.signum() == 0 ? 0 : work.books.sequence;
        record.pointsSpent = terms.pointsToSpend();
        record.vouchersUsed.addAll(terms.vouchers());
        record.tierBefore = member.tier();
        return record;
    }
}
