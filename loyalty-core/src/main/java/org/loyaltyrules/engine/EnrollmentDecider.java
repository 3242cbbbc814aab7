package org.loyaltyrules.engine;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.loyaltyrules.award.Firing;
import org.loyaltyrules.decision.Decision;
import org.loyaltyrules.event.Enrollment;
import org.loyaltyrules.ledger.PointBook;
import org.loyaltyrules.member.Activity;
import org.loyaltyrules.member.Allowances;
import org.loyaltyrules.member.MemberAccount;
import org.loyaltyrules.member.Profile;
import org.loyaltyrules.member.TierLadder;
import org.loyaltyrules.member.TierStep;
import org.loyaltyrules.member.Wallet;
import org.loyaltyrules.settlement.Refusal;

/** Decides enrollments and the referral that may come with them. */
final class EnrollmentDecider {

    private final Deciding deciding;

    EnrollmentDecider(Deciding deciding) {
        this.deciding = deciding;
    }

    Decision decide(Enrollment event) {
        MemberAccount present = deciding.unit.member(event.member());
        if (present != null) {
            return deciding.refused(event.member(), present, Refusal.ALREADY_ENROLLED);
        }
        String obstacle = referralObstacle(event);
        Profile.Referrer referrer = event.referrer() == null || obstacle != null ? null : link(event.referrer());
        try (Evaluation evaluation = new Evaluation(deciding, account(event, referrer))) {
            List<Firing> firings = evaluation.fire(List.of(new org.loyaltyrules.fact.Enrollment(
                    evaluation.before(), deciding.day, event.channel(), referrer != null)));
            String rejection = Evaluation.rejection(firings);
            if (rejection != null) {
                return deciding.refused(event.member(), null, rejection);
            }
            if (obstacle != null) {
                evaluation.settlement().message(obstacle);
            }
            evaluation.settlement().grant(firings);
            evaluation.qualify();
            if (referrer != null) {
                deciding.unit.markReferred(event.member());
            }
            evaluation.complete();
            ReferralDecider.Decided related = new ReferralDecider(deciding).enrolled(referrer);
            return related.rejection() == null
                    ? deciding.keep(evaluation.settled(related.decisions()))
                    : deciding.refused(event.member(), null, related.rejection());
        }
    }

    /** What keeps the referral from counting; null where nothing does or there is none. */
    private @Nullable String referralObstacle(Enrollment event) {
        if (event.referrer() == null) {
            return null;
        }
        if (event.referrer().equals(event.member())) {
            return "SELF_REFERRAL";
        }
        MemberAccount referrer = deciding.unit.member(event.referrer());
        if (referrer == null) {
            return "UNKNOWN_REFERRER";
        }
        boolean overLimit = deciding.program.maxReferrals().isPresent()
                && referrer.activity().referrals().total()
                        >= deciding.program.maxReferrals().getAsInt();
        if (overLimit) {
            return "REFERRAL_LIMIT";
        }
        return deciding.unit.wasReferred(event.member()) ? "ALREADY_REFERRED" : null;
    }

    private Profile.@Nullable Referrer link(String referrer) {
        MemberAccount account = deciding.unit.member(referrer);
        return account == null
                ? null
                : new Profile.Referrer(referrer, account.profile().enrolledBy());
    }

    private MemberAccount account(Enrollment event, Profile.@Nullable Referrer referrer) {
        Profile profile = new Profile(
                event.member(),
                event.id(),
                deciding.day,
                event.channel(),
                referrer != null,
                referrer,
                event.birthday(),
                event.tags(),
                event.attributes());
        TierStep lowest = new TierStep(
                deciding.program.lowestTier(), deciding.day, null, TierStep.Origin.ENROLLED, event.id(), 0);
        return new MemberAccount(
                profile,
                new TierLadder(List.of(lowest)),
                PointBook.EMPTY,
                Activity.NONE,
                Allowances.NONE,
                Wallet.EMPTY,
                deciding.day,
                0);
    }
}
