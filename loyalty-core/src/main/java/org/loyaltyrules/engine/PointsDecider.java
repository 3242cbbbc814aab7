package org.loyaltyrules.engine;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.loyaltyrules.award.Firing;
import org.loyaltyrules.decision.Decision;
import org.loyaltyrules.event.Action;
import org.loyaltyrules.event.Adjustment;
import org.loyaltyrules.event.Conversion;
import org.loyaltyrules.event.MemberEvent;
import org.loyaltyrules.event.Redemption;
import org.loyaltyrules.event.Transfer;
import org.loyaltyrules.explanation.ExplainedEvaluation.Kind;
import org.loyaltyrules.fact.Fact;
import org.loyaltyrules.member.MemberAccount;
import org.loyaltyrules.member.Standing;
import org.loyaltyrules.program.Partner;
import org.loyaltyrules.program.Reward;
import org.loyaltyrules.settlement.PointsSettlement;
import org.loyaltyrules.settlement.Refusal;
import org.loyaltyrules.settlement.Settlement;

/** Decides actions, and what members and the help desk do with points: redeem, transfer, convert, adjust. */
final class PointsDecider {

    private final Deciding deciding;

    PointsDecider(Deciding deciding) {
        this.deciding = deciding;
    }

    Decision decide(Action event) {
        return onAccount(
                event,
                account -> deciding.decideByRules(
                        account,
                        member -> List.of(new org.loyaltyrules.fact.Action(
                                member, event.kind(), event.subject(), deciding.day))));
    }

    Decision decide(Redemption event) {
        return onAccount(event, account -> {
            Reward reward = deciding.program.rewards().get(event.reward());
            if (reward == null) {
                return deciding.refused(event.member(), account, Refusal.UNKNOWN_REWARD);
            }
            try (Evaluation evaluation = new Evaluation(deciding, account)) {
                List<Firing> firings = evaluation.fire(List.of(new org.loyaltyrules.fact.Redemption(
                        evaluation.before(), reward.code(), reward.points(), deciding.day)));
                String reason = Evaluation.rejection(firings);
                Settlement settlement = evaluation.settlement();
                PointsSettlement points = new PointsSettlement(settlement);
                if (reason == null) {
                    reason = name(points.redeem(reward));
                }
                if (reason != null) {
                    return deciding.refused(event.member(), account, reason);
                }
                settlement.grant(firings);
                points.give(reward.gives());
                evaluation.qualify();
                return deciding.keep(evaluation.finish());
            }
        });
    }

    Decision decide(Transfer event) {
        return onAccount(event, account -> {
            MemberAccount receiver = deciding.unit.member(event.to());
            if (receiver == null || event.to().equals(event.member())) {
                return deciding.refused(event.member(), account, Refusal.INVALID_RECIPIENT);
            }
            return spend(
                    event,
                    account,
                    member -> List.of(
                            new org.loyaltyrules.fact.Transfer(member, event.to(), event.points(), deciding.day)),
                    points -> points.transferOut(event.points()),
                    points -> List.of(receive(receiver, points)));
        });
    }

    private Decision receive(MemberAccount receiver, PointsSettlement points) {
        try (Evaluation evaluation = new Evaluation(deciding, receiver, Kind.RECEIVER)) {
            new PointsSettlement(evaluation.settlement()).transferIn(points.drawn());
            return deciding.keep(evaluation.finish());
        }
    }

    Decision decide(Conversion event) {
        return onAccount(event, account -> {
            Partner partner = deciding.program.partners().get(event.partner());
            if (partner == null) {
                return deciding.refused(event.member(), account, Refusal.UNKNOWN_PARTNER);
            }
            return spend(
                    event,
                    account,
                    member -> List.of(),
                    points -> points.convert(partner, event.points()),
                    points -> List.of());
        });
    }

    Decision decide(Adjustment event) {
        return onAccount(
                event,
                account -> spend(
                        event,
                        account,
                        member -> List.of(),
                        points -> points.adjust(event.points()),
                        points -> List.of()));
    }

    private Decision onAccount(MemberEvent event, Function<MemberAccount, Decision> decision) {
        MemberAccount account = deciding.unit.member(event.member());
        return account == null
                ? deciding.refused(event.member(), null, Refusal.UNKNOWN_MEMBER)
                : decision.apply(account);
    }

    private Decision spend(
            MemberEvent event,
            MemberAccount account,
            Function<Standing, List<? extends Fact>> facts,
            Function<PointsSettlement, @Nullable Refusal> change,
            Function<PointsSettlement, List<Decision>> related) {
        try (Evaluation evaluation = new Evaluation(deciding, account)) {
            List<Firing> firings = evaluation.fire(facts.apply(evaluation.before()));
            PointsSettlement points = new PointsSettlement(evaluation.settlement());
            String reason = Evaluation.rejection(firings);
            if (reason == null) {
                reason = name(change.apply(points));
            }
            if (reason != null) {
                return deciding.refused(event.member(), account, reason);
            }
            evaluation.settlement().grant(firings);
            evaluation.qualify();
            evaluation.complete();
            return deciding.keep(evaluation.settled(related.apply(points)));
        }
    }

    private static @Nullable String name(@Nullable Refusal refusal) {
        return refusal == null ? null : refusal.name();
    }
}
