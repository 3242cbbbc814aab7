package org.loyaltyrules.engine;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.loyaltyrules.award.Award;
import org.loyaltyrules.award.Firing;
import org.loyaltyrules.decision.Decision;
import org.loyaltyrules.event.Return;
import org.loyaltyrules.explanation.ExplainedEvaluation.Kind;
import org.loyaltyrules.fact.Qualification;
import org.loyaltyrules.member.MemberAccount;
import org.loyaltyrules.member.PurchaseHistory;
import org.loyaltyrules.member.PurchaseRecord;
import org.loyaltyrules.member.Standing;
import org.loyaltyrules.member.TierStep;
import org.loyaltyrules.rules.RuleEvaluation;
import org.loyaltyrules.settlement.GrantRecord;
import org.loyaltyrules.settlement.Refusal;
import org.loyaltyrules.settlement.ReturnSettlement;
import org.loyaltyrules.settlement.Settlement;

/** Decides returns. */
final class ReturnDecider {

    private final Deciding deciding;

    ReturnDecider(Deciding deciding) {
        this.deciding = deciding;
    }

    Decision decide(Return event) {
        MemberAccount account = deciding.unit.wholeMember(event.member());
        if (account == null) {
            return deciding.refused(event.member(), null, Refusal.UNKNOWN_MEMBER);
        }
        if (deciding.isForeign(event.currency())) {
            return deciding.refused(event.member(), account, Refusal.CURRENCY_MISMATCH);
        }
        PurchaseRecord purchase = PurchaseHistory.find(account.activity().history(), event.purchase());
        if (purchase == null) {
            return deciding.refused(event.member(), account, Refusal.UNKNOWN_PURCHASE);
        }
        try (Evaluation evaluation = new Evaluation(deciding, account)) {
            ReturnSettlement settlement = ReturnSettlement.of(evaluation.settlement(), purchase, event);
            if (settlement == null) {
                return deciding.refused(event.member(), account, Refusal.NOTHING_TO_RETURN);
            }
            PurchaseRecord changed = settlement.settle(deciding.unit.order());
            Settlement tiers = evaluation.settlement();
            evaluation.announce(tiers.tiers().fallBack(changed, bestQualified(changed, tiers.account())));
            return deciding.keep(evaluation.finish());
        }
    }

    /** The highest tier for which the member qualifies as if the purchase were decided now with what is left of it. */
    private @Nullable String bestQualified(PurchaseRecord purchase, MemberAccount account) {
        if (!deciding.rules.inspects(Qualification.class)) {
            return null;
        }
        LocalDate day = purchase.date();
        TierStep tier = purchase.tierBefore();
        Standing before = Standing.withTier(tier, day, without(purchase, account), deciding.program);
        Standing after = Standing.withTier(tier, day, account, deciding.program);
        long left = purchase.payable() - purchase.returnedPayable();
        boolean first = !PurchaseHistory.hasOpenBefore(account.activity().history(), purchase.sequence());
        try (RuleEvaluation evaluation = deciding.rules.begin(day)) {
            evaluation.insert(before);
            List<Firing> firings = evaluation.fire();
            Qualification standing =
                    new Qualification(before, after, deciding.program.money(left), day, first, true, false);
            evaluation.insert(standing);
            List<Firing> afterwards = evaluation.fire();
            EventRecord record = deciding.recordOf(account.id());
            if (record != null) {
                EvaluationRecord held = record.begin(Kind.RETURN, account.id(), day, GrantRecord.ofTiers());
                held.add(List.of(before), firings);
                held.add(List.of(standing), afterwards);
            }
            return highestTier(afterwards);
        }
    }

    private MemberAccount without(PurchaseRecord purchase, MemberAccount account) {
        if (purchase.whollyReturned()) {
            return account;
        }
        long left = purchase.payable() - purchase.returnedPayable();
        return account.with(account.activity().withReturn(purchase.date(), left, true, deciding.unit.order()));
    }

    private @Nullable String highestTier(List<Firing> firings) {
        String highest = null;
        for (Firing firing : firings) {
            for (Award award : firing.awards()) {
                if (award instanceof Award.QualifyTier tier
                        && (highest == null
                                || deciding.program.tierLevel(tier.code()) > deciding.program.tierLevel(highest))) {
                    highest = tier.code();
                }
            }
        }
        return highest;
    }
}
