package org.loyaltyrules.settlement;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.loyaltyrules.award.Award;
import org.loyaltyrules.award.Firing;
import org.loyaltyrules.decision.Decision.Granted;
import org.loyaltyrules.decision.Decision.Obstacle;
import org.loyaltyrules.explanation.ExplainedAward.Reason;
import org.loyaltyrules.explanation.ExplainedAward.WhyNothing;
import org.loyaltyrules.explanation.Suppression;
import org.loyaltyrules.program.Budget;
import org.loyaltyrules.program.CalendarPeriod;
import org.loyaltyrules.program.PointsCap;
import org.loyaltyrules.program.Rule;
import org.loyaltyrules.program.RuleLimit;

/** Says of a settled phase why firings and awards granted nothing, for explanations. */
final class PhaseReasons {

    private final Settlement settlement;
    private final Phase phase;
    private final LocalDate day;
    private final List<Claim> claims;

    PhaseReasons(Settlement settlement, Phase phase, LocalDate day) {
        this.settlement = settlement;
        this.phase = phase;
        this.day = day;
        this.claims = phase.claims();
    }

    /**
     * Tells of every firing of the phase.
     *
     * @param places of the admitted firings among all
     * @param obstacles of those that were kept from granting, by place
     */
    void tell(GrantRecord record, List<Firing> firings, List<Integer> places, Map<Integer, Obstacle> obstacles) {
        for (int place = 0; place < firings.size(); place++) {
            Firing firing = firings.get(place);
            int admitted = places.indexOf(place);
            Obstacle obstacle = obstacles.get(place);
            @Nullable
            WhyNothing[] reasons = new @Nullable WhyNothing[firing.awards().size()];
            for (int award = 0; award < reasons.length; award++) {
                reasons[award] = admitted >= 0
                        ? reason(admitted, award)
                        : idle(firing.awards().get(award));
            }
            record.tell(firing, obstacle == null ? null : suppression(obstacle, firing.rule(), admitted), reasons);
        }
    }

    private Suppression suppression(Obstacle obstacle, Rule rule, int admitted) {
        return switch (obstacle) {
            case LIMIT -> limit(rule, Objects.requireNonNull(rule.limit()));
            case BUDGET -> budget(Objects.requireNonNull(settlement.usage.budgetOf(rule)));
            case EXCLUSIVE -> beaten(rule, admitted);
            case CAP -> cap();
        };
    }

    private Suppression limit(Rule rule, RuleLimit limit) {
        long used = settlement.usage.usesOf(rule, limit, day) + granting(one -> one == rule);
        LocalDate anew = limit.per() == CalendarPeriod.EVER
                ? null
                : limit.per().lastDay(day).plusDays(1);
        return new Suppression.LimitUsed(limit.times(), limit.per(), used, anew);
    }

    private Suppression budget(Budget budget) {
        long drawn = 0;
        if (budget.unit() == Budget.Unit.USES) {
            drawn = granting(one -> budget.code().equals(one.budget()));
        } else {
            for (Claim claim : claims) {
                boolean draws = claim.drawn != null && budget.code().equals(claim.rule.budget());
                drawn += draws && claim.drawn != null ? claim.drawn : 0;
            }
        }
        return new Suppression.BudgetUsed(
                budget.code(), budget.unit(), budget.cap(), settlement.usage.budgetLeft(budget.code()) - drawn);
    }

    private long granting(Predicate<Rule> rules) {
        long count = 0;
        for (int i = 0; i < phase.size(); i++) {
            count += rules.test(phase.logged(i).rule()) && phase.granted(i) ? 1 : 0;
        }
        return count;
    }

    private Suppression beaten(Rule rule, int admitted) {
        for (Claim claim : claims) {
            Claim winner = claim.firing == admitted && claim.beaten ? better(claim, true) : null;
            if (winner != null) {
                return new Suppression.Beaten(
                        Objects.requireNonNull(rule.exclusive()), winner.rule.name(), winner.value);
            }
        }
        throw new IllegalStateException("nothing beats an award of rule " + rule.name());
    }

    private Suppression cap() {
        LocalDate today = settlement.frame.day();
        for (PointsCap cap : settlement.program.points().caps()) {
            if (settlement.usage.earnedTowards(cap) >= cap.max()) {
                return new Suppression.CapReached(
                        cap.per(), cap.max(), cap.per().lastDay(today).plusDays(1));
            }
        }
        throw new IllegalStateException("no cap is reached");
    }

    /** Of an award that was passed over because a firing of its rule granted nothing, and made room for the next. */
    private WhyNothing idle(Award award) {
        return new WhyNothing(plainReason(award), null);
    }

    private WhyNothing reason(int firing, int place) {
        Award award = phase.logged(firing).award(place);
        for (Claim claim : claims) {
            if (claim.firing == firing && claim.award == place) {
                return reason(claim, award);
            }
        }
        Granted granted = phase.logged(firing).grant(place);
        if (award instanceof Award.Untag && granted != null) {
            return new WhyNothing(Reason.TAGGED_TOO, null);
        }
        if (award instanceof Award.QualifyTier && granted != null) {
            return new WhyNothing(Reason.TIER_GIVEN, null);
        }
        return new WhyNothing(plainReason(award), null);
    }

    private WhyNothing reason(Claim claim, Award award) {
        if (award instanceof Award.Points) {
            return new WhyNothing(Reason.NO_POINTS, null);
        }
        if (phase.pricing == null) {
            return new WhyNothing(Reason.NO_PURCHASE, null);
        }
        if (phase.excludes(claim)) {
            return new WhyNothing(Reason.LINE_EXCLUDED, null);
        }
        Claim better = award instanceof Award.Earn ? null : better(claim, claim.beaten);
        if (better != null) {
            return new WhyNothing(Reason.BETTER_ONE, better.rule.name());
        }
        boolean few = award instanceof Award.Discount discount && discount.maxQuantity() != null;
        return new WhyNothing(few ? Reason.PIECES_USED : Reason.NOTHING_TO_CHANGE, null);
    }

    private Reason plainReason(Award award) {
        Set<String> tags = settlement.account.profile().tags();
        if (award instanceof Award.QualifyTier) {
            return Reason.TIER_NOT_HIGHER;
        }
        if (award instanceof Award.Tag tag) {
            return tags.contains(tag.tag()) ? Reason.TAG_PRESENT : Reason.SAME_AGAIN;
        }
        if (award instanceof Award.Untag tag) {
            return tags.contains(tag.tag()) ? Reason.SAME_AGAIN : Reason.TAG_ABSENT;
        }
        if (award instanceof Award.Points) {
            return Reason.NO_POINTS;
        }
        return phase.pricing == null ? Reason.NO_PURCHASE : Reason.NOTHING_TO_CHANGE;
    }

    /** The best other claim of the kind for one of the same lines; of the same group where that is asked. */
    private @Nullable Claim better(Claim claim, boolean ofItsGroup) {
        Claim best = null;
        for (Claim other : claims) {
            boolean rival = other != claim
                    && kind(other).equals(kind(claim))
                    && (other.line == null || claim.line == null || other.line.equals(claim.line))
                    && (!ofItsGroup || claim.sharesGroupWith(other))
                    && Claim.BEST_FIRST.compare(other, claim) < 0;
            if (rival && (best == null || Claim.BEST_FIRST.compare(other, best) < 0)) {
                best = other;
            }
        }
        return best;
    }

    private Class<?> kind(Claim claim) {
        return phase.logged(claim.firing).award(claim.award).getClass();
    }
}
