package org.loyaltyrules.settlement;

import java.time.LocalDate;
import java.time.Period;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.loyaltyrules.award.Award;
import org.loyaltyrules.award.Firing;
import org.loyaltyrules.member.MemberAccount;
import org.loyaltyrules.member.PurchaseRecord;
import org.loyaltyrules.member.TierLadder;
import org.loyaltyrules.member.TierStep;
import org.loyaltyrules.program.Budget;
import org.loyaltyrules.program.ProgramDefinition;
import org.loyaltyrules.program.RuleLimit;
import org.loyaltyrules.program.TierPolicy;
import org.loyaltyrules.settlement.GrantLog.Logged;

/** Which tier a member has after an event or a review. */
public final class TierSettlement {

    /** An award of a tier; {@code logged} is null where no rule made it. */
    private record Qualified(@Nullable Logged logged, int award, String tier, TierStep.Origin origin) {}

    private final Settlement settlement;
    private final ProgramDefinition program;
    private final TierPolicy policy;
    private List<Qualified> qualified = List.of();

    TierSettlement(Settlement settlement) {
        this.settlement = settlement;
        this.program = settlement.program;
        this.policy = program.tierPolicy();
    }

    /** Qualifies the member for a tier other than by a rule. */
    void claim(String tier, TierStep.Origin origin) {
        qualified = LazyList.with(qualified, new Qualified(null, 0, tier, origin));
    }

    /** Remembers that a rule awarded a tier; of the event itself, or of the standing after it. */
    void qualify(Logged logged, int award, boolean byTheEvent) {
        String tier = logged.award(award) instanceof Award.QualifyTier one ? one.code() : "";
        TierStep.Origin origin = byTheEvent ? TierStep.Origin.GRANTED : TierStep.Origin.QUALIFIED;
        qualified = LazyList.with(qualified, new Qualified(logged, award, tier, origin));
    }

    /**
     * Gives the highest tier that the member qualified for, where that is above the present one. Of several awards of it
     * one counts as having granted it.
     */
    public @Nullable TierMove upgrade() {
        if (qualified.isEmpty()) {
            return null;
        }
        Qualified best = null;
        for (Qualified one : qualified) {
            if (best == null
                    || program.tierLevel(one.tier()) > program.tierLevel(best.tier())
                    || isBetterEqual(one, best)) {
                best = one;
            }
        }
        for (Qualified one : qualified) {
            if (one != best && one.logged() != null) {
                one.logged().withdraw(one.award());
            }
        }
        MemberAccount account = settlement.account;
        String present = account.tier();
        if (best == null || program.tierLevel(best.tier()) <= program.tierLevel(present)) {
            return null;
        }
        settlement.account = account.with(account.tiers().reach(step(best.tier(), originOf(best.tier())), program));
        return new TierMove(present, best.tier(), true);
    }

    private boolean isBetterEqual(Qualified one, Qualified best) {
        if (!one.tier().equals(best.tier()) || best.logged() == null) {
            return false;
        }
        return one.logged() == null
                || Claim.RULES_AMONG_EQUALS.compare(
                                one.logged().rule(), best.logged().rule())
                        < 0;
    }

    /** Redeemed before granted before qualified. */
    private TierStep.Origin originOf(String tier) {
        TierStep.Origin origin = TierStep.Origin.QUALIFIED;
        for (Qualified one : qualified) {
            boolean stronger = one.origin() == TierStep.Origin.REDEEMED || origin == TierStep.Origin.QUALIFIED;
            if (one.tier().equals(tier) && stronger) {
                origin = one.origin();
            }
        }
        return origin;
    }

    /**
     * Lets tiers go that a return took the ground from.
     *
     * @param purchase the returned purchase
     * @param bestQualified the highest tier that what is left of it qualifies for; null for none
     * @return the change; null where the tier stays
     */
    public @Nullable TierMove fallBack(PurchaseRecord purchase, @Nullable String bestQualified) {
        MemberAccount account = settlement.account;
        String present = account.tier();
        int qualifies = bestQualified == null ? 0 : program.tierLevel(bestQualified);
        List<TierStep> kept = new ArrayList<>();
        for (TierStep step : account.tiers().steps()) {
            boolean earlier = step.sequence() < purchase.sequence();
            if (earlier || kept.isEmpty()) {
                kept.add(step);
            } else if (step.origin() == TierStep.Origin.QUALIFIED) {
                if (program.tierLevel(step.tier()) <= qualifies) {
                    kept.add(step.reachedWith(settlement.sequence));
                }
            } else if (!step.event().equals(purchase.event().id()) || !purchase.whollyReturned()) {
                kept.add(step);
            }
        }
        TierLadder ladder = new TierLadder(kept);
        int level = Math.min(qualifies, program.tierLevel(present));
        if (level > program.tierLevel(ladder.present().tier())) {
            TierStep held = account.tiers().present();
            ladder = ladder.reach(
                    new TierStep(
                            program.tiers().get(level),
                            held.since(),
                            held.until(),
                            TierStep.Origin.QUALIFIED,
                            settlement.frame.id(),
                            settlement.sequence),
                    program);
        }
        String tier = ladder.present().tier();
        settlement.account = account.with(ladder).with(account.wallet().withoutBenefitsAbove(tier, program));
        return tier.equals(present) ? null : new TierMove(present, tier, false);
    }

    /** A tier above the present one, and so never the lowest, which has no last valid day. */
    private TierStep step(String tier, TierStep.Origin origin) {
        LocalDate day = settlement.frame.day();
        LocalDate until = policy.validity().lastValidDay(day);
        return new TierStep(tier, day, until, origin, settlement.frame.id(), settlement.sequence);
    }

    /** The last valid day of the present tier, where its review is due; else null. */
    public @Nullable LocalDate reviewDue() {
        LocalDate until = settlement.account.tiers().present().until();
        return until != null && until.plus(policy.grace()).isBefore(settlement.frame.day()) ? until : null;
    }

    /**
     * Holds the review of the present tier.
     *
     * @param lastValidDay as {@link #reviewDue} said
     * @param firings of rules on the standing on that day; only tiers count
     * @return the change; null where the tier stays
     */
    public @Nullable TierMove review(LocalDate lastValidDay, List<Firing> firings) {
        TierStep present = settlement.account.tiers().present();
        int level = program.tierLevel(present.tier());
        int next = Math.max(highest(firings, lastValidDay), lowestAllowed(level));
        String tier = program.tiers().get(next);
        LocalDate until = next == 0 ? null : renewed(lastValidDay);
        TierLadder ladder = settlement.account.tiers();
        if (next == level) {
            ladder = ladder.withPresent(
                    new TierStep(tier, present.since(), until, present.origin(), present.event(), present.sequence()));
        } else if (next > level) {
            ladder = ladder.reach(reviewed(tier, lastValidDay, until, step(tier, TierStep.Origin.QUALIFIED)), program);
        } else {
            ladder = fallTo(next, lastValidDay, until);
        }
        settlement.account = settlement.account.with(ladder);
        return next == level ? null : new TierMove(present.tier(), tier, next > level);
    }

    private TierLadder fallTo(int level, LocalDate lastValidDay, @Nullable LocalDate until) {
        String tier = program.tiers().get(level);
        TierLadder ladder = settlement.account.tiers();
        TierStep reachedBy = ladder.present();
        for (TierStep step : ladder.steps()) {
            if (program.tierLevel(step.tier()) >= level) {
                reachedBy = step;
                break;
            }
        }
        settlement.account = settlement.account.with(settlement.account.wallet().withoutBenefitsAbove(tier, program));
        return ladder.reach(reviewed(tier, lastValidDay, until, reachedBy), program);
    }

    private static TierStep reviewed(
            String tier, LocalDate lastValidDay, @Nullable LocalDate until, TierStep reachedBy) {
        return new TierStep(
                tier, lastValidDay.plusDays(1), until, reachedBy.origin(), reachedBy.event(), reachedBy.sequence());
    }

    /** The highest tier that rules award whose limits and budgets are not used up; nothing else of them counts. */
    private int highest(List<Firing> firings, LocalDate day) {
        int highest = 0;
        for (Firing firing : firings) {
            RuleLimit limit = firing.rule().limit();
            Budget budget = settlement.usage.budgetOf(firing.rule());
            boolean usedUp = limit != null && settlement.usage.usesOf(firing.rule(), limit, day) >= limit.times()
                    || budget != null && settlement.usage.budgetLeft(budget.code()) <= 0;
            for (Award award : firing.awards()) {
                if (!usedUp && award instanceof Award.QualifyTier tier) {
                    highest = Math.max(highest, program.tierLevel(tier.code()));
                }
            }
        }
        return highest;
    }

    private int lowestAllowed(int present) {
        return switch (policy.downgrade()) {
            case TO_QUALIFIED -> 0;
            case ONE_LEVEL -> present - 1;
            case NEVER -> present;
        };
    }

    private @Nullable LocalDate renewed(LocalDate lastValidDay) {
        Period period = policy.validity().period();
        if (period == null) {
            return null;
        }
        LocalDate next = policy.validity().roundTo().roundUp(lastValidDay.plus(period));
        return next.isAfter(lastValidDay) ? next : lastValidDay.plusDays(1);
    }
}
