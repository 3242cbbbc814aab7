package org.loyaltyrules.engine;

import java.util.List;
import org.loyaltyrules.award.Firing;
import org.loyaltyrules.decision.Decision;
import org.loyaltyrules.event.EventFormatException;
import org.loyaltyrules.event.Purchase;
import org.loyaltyrules.member.MemberAccount;
import org.loyaltyrules.member.Profile;
import org.loyaltyrules.member.Standing;
import org.loyaltyrules.settlement.Refusal;
import org.loyaltyrules.settlement.Settlement;

/** Decides purchases. */
final class PurchaseDecider {

    private final Deciding deciding;

    PurchaseDecider(Deciding deciding) {
        this.deciding = deciding;
    }

    Decision decide(Purchase event) {
        checkAmounts(event);
        checkPieces(event);
        MemberAccount account = deciding.unit.member(event.member());
        if (account == null) {
            return deciding.refused(event.member(), null, Refusal.UNKNOWN_MEMBER);
        }
        if (deciding.isForeign(event.currency())) {
            return deciding.refused(event.member(), account, Refusal.CURRENCY_MISMATCH);
        }
        try (Evaluation evaluation = new Evaluation(deciding, account)) {
            boolean first = account.activity().purchases().total() == 0;
            List<Firing> firings = evaluation.fire(fact(event, evaluation.before(), first));
            String rejection = Evaluation.rejection(firings);
            if (rejection != null) {
                return deciding.refused(event.member(), account, rejection);
            }
            Settlement settlement = evaluation.settlement();
            Refusal refusal = settlement.purchase(event, firings, deciding.unit.order());
            if (refusal != null) {
                return deciding.refused(event.member(), account, refusal);
            }
            evaluation.qualify(settlement.payable(), first, true);
            Profile.Referrer referrer = account.activity().everPurchased()
                    ? null
                    : account.profile().referrer();
            evaluation.complete();
            ReferralDecider.Decided related = new ReferralDecider(deciding).purchased(referrer);
            return related.rejection() == null
                    ? deciding.keep(evaluation.settled(related.decisions()))
                    : deciding.refused(event.member(), account, related.rejection());
        }
    }

    private org.loyaltyrules.fact.Purchase fact(Purchase event, Standing member, boolean first) {
        return new org.loyaltyrules.fact.Purchase(
                member, event, deciding.day, deciding.time, deciding.program.fractionDigits(), first);
    }

    private void checkAmounts(Purchase event) {
        int digits = deciding.program.fractionDigits();
        for (int i = 0; i < event.lines().size(); i++) {
            if (event.lines().get(i).amount().scale() > digits) {
                boolean alone = event.lines().equals(List.of(Purchase.Line.of(event.amount())));
                throw new EventFormatException(
                        alone ? "amount" : "lines[" + i + "].amount",
                        "has more fraction digits than " + deciding.program.currency() + ", which has " + digits);
            }
        }
    }

    /** A purchase of more pieces than can be counted could never be returned. */
    private static void checkPieces(Purchase event) {
        long pieces = 0;
        for (int i = 0; i < event.lines().size(); i++) {
            pieces = Math.addExact(pieces, event.lines().get(i).quantity());
        }
    }
}
