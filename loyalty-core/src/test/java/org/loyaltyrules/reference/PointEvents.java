package org.loyaltyrules.reference;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.MonthDay;
import java.time.Period;
import java.util.ArrayList;
import java.util.List;

/** Section 6.11 but for erasure: update, action, redeem, transfer, convert and adjust. */
final class PointEvents {

    private PointEvents() {}

    static ObjectNode update(UnitOfWork work) {
        Evaluation evaluation = opened(work);
        evaluation.fireEventRules(PurchaseTerms.NONE, List.of());
        MemberBook member = evaluation.member;
        MonthDay birthday = Referrals.birthday(work.event.path("birthday"));
        if (birthday != null) {
            member.birthday = birthday;
        }
        for (var attribute : work.event.path("attributes").properties()) {
            if (attribute.getValue().isNull()) {
                member.attributes.remove(attribute.getKey());
            } else {
                member.attributes.put(attribute.getKey(), attribute.getValue().asText());
            }
        }
        PurchaseTerms.texts(work.event.path("untag")).forEach(member.tags::remove);
        member.tags.addAll(PurchaseTerms.texts(work.event.path("tags")));
        return finished(evaluation);
    }

    static ObjectNode action(UnitOfWork work) {
        Evaluation evaluation = opened(work);
        evaluation.fireEventRules(PurchaseTerms.NONE, List.of(Facts.action(evaluation)));
        return finished(evaluation);
    }

    static ObjectNode redeem(UnitOfWork work) {
        MemberBook member = work.member();
        String name = work.event.get("reward").asText();
        ProgramSettings.Reward reward = work.program.rewards.get(name);
        if (reward == null) {
            throw new Refusal("UNKNOWN_REWARD");
        }
        Evaluation evaluation = opened(work);
        evaluation.fireEventRules(PurchaseTerms.NONE, List.of(Facts.redemption(evaluation, name, reward.points())));
        if (reward.minTier() != null && member.tier().rank() < work.program.rank(reward.minTier())) {
            throw new Refusal("TIER_TOO_LOW");
        }
        if (givesNothing(evaluation, reward)) {
            throw new Refusal("NOTHING_TO_GAIN");
        }
        spend(evaluation, "SPEND", reward.points());
        give(evaluation, reward.gives());
        return finished(evaluation);
    }

    private static boolean givesNothing(Evaluation evaluation, ProgramSettings.Reward reward) {
        JsonNode gives = reward.gives();
        MemberBook member = evaluation.member;
        if (gives.has("tier")) {
            return evaluation.program.rank(gives.get("tier").asText())
                    <= member.tier().rank();
        }
        if (gives.has("extendTier")) {
            return member.tier().lastValidDay() == null;
        }
        if (gives.has("extendPoints")) {
            long payment = member.balance() < reward.points() ? 0 : reward.points();
            return lotsToExtend(evaluation, payment).isEmpty();
        }
        return false;
    }

    /** The lots that may be extended once so many points have been paid. */
    private static List<MemberBook.Lot> lotsToExtend(Evaluation evaluation, long payment) {
        List<MemberBook.Lot> lots = new ArrayList<>();
        long left = payment;
        for (MemberBook.Lot lot : evaluation.points.inSpendingOrder()) {
            long paid = lot.available ? Math.min(left, lot.remaining) : 0;
            left -= paid;
            if (lot.remaining > paid && lot.lastValidDay != null && !lot.extended) {
                lots.add(lot);
            }
        }
        return lots;
    }

    private static void give(Evaluation evaluation, JsonNode gives) {
        MemberBook member = evaluation.member;
        if (gives.has("voucher")) {
            evaluation.issueVoucher(gives.get("voucher").asText());
        } else if (gives.has("gift")) {
            evaluation.decision.gifts.add(gives.get("gift").asText());
        } else if (gives.has("benefit")) {
            LocalDate until = gives.has("validity")
                    ? evaluation.work.day.plus(
                            Period.parse(gives.get("validity").asText()))
                    : null;
            evaluation.grantBenefit(gives.get("benefit").asText(), until);
        } else if (gives.has("tier")) {
            evaluation.redeemedRank = evaluation.program.rank(gives.get("tier").asText());
        } else if (gives.has("extendTier")) {
            MemberBook.TierReached tier = member.tier();
            Period extension = Period.parse(gives.get("extendTier").asText());
            member.tiers.set(
                    member.tiers.size() - 1, tier.until(tier.lastValidDay().plus(extension)));
        } else if (gives.has("extendPoints")) {
            Period extension = Period.parse(gives.get("extendPoints").asText());
            for (MemberBook.Lot lot : lotsToExtend(evaluation, 0)) {
                lot.lastValidDay = lot.lastValidDay.plus(extension);
                lot.extended = true;
            }
        }
    }

    static ObjectNode transfer(UnitOfWork work) {
        MemberBook sender = work.member();
        MemberBook receiver = work.books.members.get(work.event.get("to").asText());
        if (receiver == null || receiver == sender) {
            throw new Refusal("INVALID_RECIPIENT");
        }
        Evaluation evaluation = opened(work);
        evaluation.fireEventRules(PurchaseTerms.NONE, List.of(Facts.transfer(evaluation)));
        long amount = work.event.get("points").asLong();
        List<MemberBook.Taking> takings = spend(evaluation, "TRANSFER_OUT", amount);
        evaluation.qualify(work.program.noMoney(), false, false);
        evaluation.close();

        Evaluation receiving = work.evaluationOf(receiver);
        receiving.open();
        for (MemberBook.Taking taking : takings) {
            receiving.points.receive(sender.lot(taking.lot()), taking.points());
        }
        receiving.decision.earned += amount;
        receiving.close();
        evaluation.decision.related.add(receiving.decision());
        return evaluation.decision();
    }

    static ObjectNode convert(UnitOfWork work) {
        work.member();
        String name = work.event.get("partner").asText();
        ProgramSettings.Partner partner = work.program.partners.get(name);
        if (partner == null) {
            throw new Refusal("UNKNOWN_PARTNER");
        }
        Evaluation evaluation = opened(work);
        evaluation.fireEventRules(PurchaseTerms.NONE, List.of());
        long amount = work.event.get("points").asLong();
        if (amount % partner.step() != 0 || amount < partner.min()) {
            throw new Refusal("INVALID_STEP");
        }
        spend(evaluation, "CONVERT", amount);
        evaluation.decision.partner = name;
        evaluation.decision.partnerUnits = new BigDecimal(amount)
                .multiply(partner.rate())
                .setScale(0, RoundingMode.DOWN)
                .longValueExact();
        return finished(evaluation);
    }

    static ObjectNode adjust(UnitOfWork work) {
        Evaluation evaluation = opened(work);
        evaluation.fireEventRules(PurchaseTerms.NONE, List.of());
        long amount = work.event.get("points").asLong();
        if (amount > 0) {
            evaluation.points.earn("ADJUST", amount, work.day);
            evaluation.decision.earned += amount;
        } else {
            spend(evaluation, "ADJUST", -amount);
        }
        return finished(evaluation);
    }

    private static Evaluation opened(UnitOfWork work) {
        Evaluation evaluation = work.evaluationOf(work.member());
        evaluation.open();
        return evaluation;
    }

    private static ObjectNode finished(Evaluation evaluation) {
        evaluation.qualify(evaluation.program.noMoney(), false, false);
        evaluation.close();
        return evaluation.decision();
    }

    private static List<MemberBook.Taking> spend(Evaluation evaluation, String kind, long amount) {
        if (amount > 0 && amount > evaluation.member.balance()) {
            throw new Refusal("INSUFFICIENT_POINTS");
        }
        evaluation.decision.spent += amount;
        return evaluation.points.take(kind, amount);
    }
}
