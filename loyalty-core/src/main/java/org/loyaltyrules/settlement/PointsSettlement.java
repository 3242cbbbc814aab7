package org.loyaltyrules.settlement;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.loyaltyrules.decision.Decision;
import org.loyaltyrules.ledger.EntryKind;
import org.loyaltyrules.ledger.Lot;
import org.loyaltyrules.ledger.PointPosting;
import org.loyaltyrules.member.TierStep;
import org.loyaltyrules.program.Partner;
import org.loyaltyrules.program.ProgramDefinition;
import org.loyaltyrules.program.Reward;
import org.loyaltyrules.program.RewardContent;

/** What members and the help desk do with points other than by purchases. */
public final class PointsSettlement {

    private final Settlement settlement;
    private final ProgramDefinition program;
    private final List<Lot> drawn = new ArrayList<>();

    /** Settles within an event's settlement. */
    public PointsSettlement(Settlement settlement) {
        this.settlement = settlement;
        this.program = settlement.program;
    }

    /**
     * Pays for a reward; what it gives comes with {@link #give}.
     *
     * @return why it is refused; null where it is not
     */
    public @Nullable Refusal redeem(Reward reward) {
        String tier = settlement.account.tier();
        if (reward.minTier() != null && program.tierLevel(tier) < program.tierLevel(reward.minTier())) {
            return Refusal.TIER_TOO_LOW;
        }
        if (gainsNothing(reward)) {
            return Refusal.NOTHING_TO_GAIN;
        }
        if (lacks(reward.points())) {
            return Refusal.INSUFFICIENT_POINTS;
        }
        take(EntryKind.SPEND, reward.points());
        return null;
    }

    private boolean gainsNothing(Reward reward) {
        TierStep present = settlement.account.tiers().present();
        if (reward.gives() instanceof RewardContent.Tier tier) {
            return program.tierLevel(tier.code()) <= program.tierLevel(present.tier());
        }
        if (reward.gives() instanceof RewardContent.TierExtension) {
            return present.until() == null;
        }
        return reward.gives() instanceof RewardContent.PointsExtension
                && !settlement.posting.extendableAfter(lacks(reward.points()) ? 0 : reward.points());
    }

    /** Gives what a reward contains. */
    public void give(RewardContent content) {
        if (content instanceof RewardContent.Voucher voucher) {
            settlement.gifts().issue(voucher.code());
        } else if (content instanceof RewardContent.Gift gift) {
            settlement.outcome.gift(gift.code());
        } else if (content instanceof RewardContent.Benefit benefit) {
            settlement.gifts().benefit(benefit.code(), benefit.validity());
        } else if (content instanceof RewardContent.Tier tier) {
            settlement.tiers.claim(tier.code(), TierStep.Origin.REDEEMED);
        } else if (content instanceof RewardContent.TierExtension extension) {
            TierStep present = settlement.account.tiers().present();
            LocalDate until = present.until() == null ? null : present.until().plus(extension.period());
            settlement.account =
                    settlement.account.with(settlement.account.tiers().withPresent(present.withUntil(until)));
        } else if (content instanceof RewardContent.PointsExtension extension) {
            settlement.posting.extend(extension.period());
        }
    }

    /** Takes points for another member; {@link #drawn} tells from which lots. */
    public @Nullable Refusal transferOut(long points) {
        if (lacks(points)) {
            return Refusal.INSUFFICIENT_POINTS;
        }
        take(EntryKind.TRANSFER_OUT, points);
        return null;
    }

    /** The lots that were drawn on, each with the points taken from it. */
    public List<Lot> drawn() {
        return drawn;
    }

    /** Adds lots from another member, with their dates and last valid days. */
    public void transferIn(List<Lot> lots) {
        for (Lot lot : lots) {
            settlement.outcome.expired += settlement.posting.receive(lot, settlement.booksDay);
            settlement.outcome.earned = Math.addExact(settlement.outcome.earned, lot.remaining());
        }
    }

    /** Exchanges points for a partner's units. */
    public @Nullable Refusal convert(Partner partner, long points) {
        if (points < partner.min() || points % partner.step() != 0) {
            return Refusal.INVALID_STEP;
        }
        if (lacks(points)) {
            return Refusal.INSUFFICIENT_POINTS;
        }
        take(EntryKind.CONVERT, points);
        long units = partner.rate()
                .multiply(BigDecimal.valueOf(points))
                .setScale(0, RoundingMode.DOWN)
                .longValueExact();
        settlement.outcome.partner = new Decision.PartnerUnits(partner.code(), units);
        return null;
    }

    /** Adds points as a lot by the usual policy, or takes some where {@code points} is negative. */
    public @Nullable Refusal adjust(long points) {
        if (points < 0) {
            if (points == Long.MIN_VALUE || lacks(-points)) {
                return Refusal.INSUFFICIENT_POINTS;
            }
            take(EntryKind.ADJUST, -points);
            return null;
        }
        LocalDate day = settlement.frame.day();
        long lot = settlement.posting.add(
                EntryKind.ADJUST,
                points,
                day,
                day.plus(program.points().pending()),
                program.points().validity().lastValidDay(day),
                settlement.booksDay,
                null);
        settlement.outcome.expired += settlement.posting.expiredIn(lot);
        settlement.outcome.earned = Math.addExact(settlement.outcome.earned, points);
        return null;
    }

    private boolean lacks(long points) {
        return points > settlement.posting.book().balance();
    }

    private void take(EntryKind kind, long points) {
        for (PointPosting.Draw draw : settlement.posting.spend(kind, points)) {
            Lot lot = settlement.posting.book().lot(draw.lot());
            if (lot != null) {
                drawn.add(lot.withRemaining(draw.points()));
            }
        }
        settlement.outcome.spent = Math.addExact(settlement.outcome.spent, points);
    }
}
