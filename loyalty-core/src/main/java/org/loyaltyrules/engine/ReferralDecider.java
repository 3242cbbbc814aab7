package org.loyaltyrules.engine;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.loyaltyrules.award.Firing;
import org.loyaltyrules.decision.Decision;
import org.loyaltyrules.explanation.ExplainedEvaluation.Kind;
import org.loyaltyrules.fact.Referral;
import org.loyaltyrules.member.Activity;
import org.loyaltyrules.member.DailyTotals;
import org.loyaltyrules.member.MemberAccount;
import org.loyaltyrules.member.Profile;
import org.loyaltyrules.program.CalendarPeriod;

/** Decides what a referee's enrollment or first purchase means for the referrer. */
final class ReferralDecider {

    /**
     * What was decided.
     *
     * @param decisions one, or none where there is no referrer
     * @param rejection why a rule refuses the whole event; null where none does
     */
    record Decided(List<Decision> decisions, @Nullable String rejection) {}

    private static final Decided NOBODY = new Decided(List.of(), null);

    private final Deciding deciding;

    ReferralDecider(Deciding deciding) {
        this.deciding = deciding;
    }

    Decided enrolled(Profile.@Nullable Referrer link) {
        MemberAccount referrer = referrer(link);
        if (referrer == null) {
            return NOBODY;
        }
        try (Evaluation evaluation = new Evaluation(deciding, referrer, Kind.REFERRER)) {
            Activity activity = referrer.activity().withReferral(deciding.day, deciding.unit.order());
            return decide(evaluation, "ENROLLED", activity, activity.referrals());
        }
    }

    Decided purchased(Profile.@Nullable Referrer link) {
        MemberAccount referrer = referrer(link);
        if (referrer == null) {
            return NOBODY;
        }
        try (Evaluation evaluation = new Evaluation(deciding, referrer, Kind.REFERRER)) {
            Activity activity = referrer.activity().withReferralPurchase(deciding.day);
            return decide(evaluation, "FIRST_PURCHASE", activity, activity.referralPurchases());
        }
    }

    /** The referrer's account; null where there is none, or somebody else has enrolled under the id since. */
    private @Nullable MemberAccount referrer(Profile.@Nullable Referrer link) {
        MemberAccount referrer = link == null ? null : deciding.unit.member(link.member());
        boolean same = link != null
                && referrer != null
                && referrer.profile().enrolledBy().equals(link.enrolledBy());
        return same ? referrer : null;
    }

    private Decided decide(Evaluation evaluation, String stage, Activity activity, DailyTotals counted) {
        evaluation.settlement().change(evaluation.settlement().account().with(activity));
        long thisMonth = counted.between(
                CalendarPeriod.MONTH.firstDay(deciding.day), CalendarPeriod.MONTH.lastDay(deciding.day));
        List<Firing> firings = evaluation.fire(
                List.of(new Referral(evaluation.before(), stage, counted.total(), thisMonth, deciding.day)));
        String rejection = Evaluation.rejection(firings);
        if (rejection != null) {
            return new Decided(List.of(), rejection);
        }
        evaluation.settlement().grant(firings);
        evaluation.qualify();
        return new Decided(List.of(deciding.keep(evaluation.finish())), null);
    }
}
