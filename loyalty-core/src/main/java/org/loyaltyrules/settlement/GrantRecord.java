package org.loyaltyrules.settlement;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.loyaltyrules.award.Award;
import org.loyaltyrules.award.Firing;
import org.loyaltyrules.decision.Decision.Granted;
import org.loyaltyrules.explanation.ExplainedAward;
import org.loyaltyrules.explanation.ExplainedAward.Reason;
import org.loyaltyrules.explanation.ExplainedAward.WhyNothing;
import org.loyaltyrules.explanation.ExplainedFiring;
import org.loyaltyrules.explanation.MatchedFact;
import org.loyaltyrules.explanation.Suppression;

/** Remembers, for an explanation, what each firing of one settlement granted and why it granted no more. */
public final class GrantRecord {

    /** What is known of a firing: what suppressed it, and of each award what it granted or why it did not. */
    private static final class Known {
        private final @Nullable Suppression suppressed;
        private final @Nullable WhyNothing[] reasons;
        private @Nullable Granted[] grants;

        Known(@Nullable Suppression suppressed, @Nullable WhyNothing[] reasons) {
            this.suppressed = suppressed;
            this.reasons = reasons;
            this.grants = new @Nullable Granted[reasons.length];
        }
    }

    /**
     * A purchase that was refused for its price.
     *
     * @param voucher the code of the voucher that is the reason; null where it is the points
     * @param eligible what the goods come to that the voucher is for
     * @param most what points may pay at most
     * @param worth what the points asked for are worth
     */
    public record RefusedPrice(@Nullable String voucher, BigDecimal eligible, BigDecimal most, BigDecimal worth) {}

    private final Map<Firing, Known> firings = new IdentityHashMap<>();
    private @Nullable RefusedPrice refusedPrice;
    private boolean completed;

    /** A record of rules that are asked for tiers alone, as after a return. */
    public static GrantRecord ofTiers() {
        GrantRecord record = new GrantRecord();
        record.completed = true;
        return record;
    }

    /** Why a purchase was refused for its price; null where it was not. */
    public @Nullable RefusedPrice refusedPrice() {
        return refusedPrice;
    }

    void refused(Pricing pricing) {
        refusedPrice = pricing.refused();
    }

    void tell(Firing firing, @Nullable Suppression suppressed, @Nullable WhyNothing[] reasons) {
        firings.put(firing, new Known(suppressed, reasons));
    }

    /** Takes over what was granted in the end. */
    void complete(GrantLog log) {
        completed = true;
        for (GrantLog.Logged logged : log.firings()) {
            Known known = firings.get(logged.firing);
            for (int i = 0; known != null && i < logged.awards(); i++) {
                known.grants[i] = logged.grant(i);
            }
        }
    }

    /** A firing as it came out. */
    public ExplainedFiring explained(Firing firing, List<MatchedFact> facts) {
        Known known = completed ? firings.get(firing) : null;
        List<ExplainedAward> awards = new ArrayList<>();
        for (int i = 0; i < firing.awards().size(); i++) {
            Award award = firing.awards().get(i);
            Granted granted = known == null ? null : known.grants[i];
            WhyNothing whyNothing = null;
            if (known == null) {
                whyNothing = new WhyNothing(completed ? unsettled(award) : Reason.REFUSED, null);
            } else if (granted == null && known.suppressed == null) {
                whyNothing = known.reasons[i];
            }
            awards.add(AwardWords.explained(award, granted, whyNothing));
        }
        return new ExplainedFiring(facts, known == null ? null : known.suppressed, awards);
    }

    /** In a review, and after a return, tiers are weighed and nothing else is granted. */
    private static Reason unsettled(Award award) {
        return award instanceof Award.QualifyTier ? Reason.WEIGHED : Reason.TIERS_ONLY;
    }
}
