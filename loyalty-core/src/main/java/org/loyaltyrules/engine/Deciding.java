package org.loyaltyrules.engine;

import java.time.LocalDate;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.loyaltyrules.award.Firing;
import org.loyaltyrules.decision.Decision;
import org.loyaltyrules.decision.VoucherCodes;
import org.loyaltyrules.event.Event;
import org.loyaltyrules.fact.Fact;
import org.loyaltyrules.fact.Referral;
import org.loyaltyrules.member.DailyTotals;
import org.loyaltyrules.member.MemberAccount;
import org.loyaltyrules.member.Profile;
import org.loyaltyrules.member.Standing;
import org.loyaltyrules.program.CalendarPeriod;
import org.loyaltyrules.program.ProgramDefinition;
import org.loyaltyrules.rules.RuleSet;
import org.loyaltyrules.settlement.EventFrame;
import org.loyaltyrules.settlement.Refusal;
import org.loyaltyrules.settlement.Settled;
import org.loyaltyrules.settlement.Settlement;
import org.loyaltyrules.store.UnitOfWork;

/** What all kinds of events share while one of them is decided. Not thread-safe. */
final class Deciding {

    final ProgramDefinition program;
    final RuleSet rules;
    final UnitOfWork unit;
    final EventFrame frame;
    final LocalDate day;
    final UnitBudgets budgets;

    /** Why a rule on a related member refuses the event; null where none does. */
    private @Nullable String rejection;

    Deciding(
            ProgramDefinition program, RuleSet rules, VoucherCodes codes, UnitOfWork unit, Event event, LocalDate day) {
        this.program = program;
        this.rules = rules;
        this.unit = unit;
        this.day = day;
        this.budgets = new UnitBudgets(program, unit);
        this.frame = new EventFrame(program, event.id(), event.type(), event.at(), day, budgets, codes);
    }

    Decision refused(String member, @Nullable MemberAccount account, Refusal reason) {
        return refused(member, account, reason.name());
    }

    Decision refused(String member, @Nullable MemberAccount account, String reason) {
        return Settlement.refused(frame, member, account, reason);
    }

    /** Keeps what was settled for a member; the decision. */
    Decision keep(Settled settled) {
        unit.put(settled.account());
        unit.append(settled.entries());
        return settled.decision();
    }

    /** Keeps what was settled, unless a rule on a related member refuses the event. */
    Decision keepUnlessRejected(Settled settled, @Nullable MemberAccount before) {
        return rejection == null ? keep(settled) : refused(settled.account().id(), before, rejection);
    }

    /** Decides an event that does nothing to the member but what rules award. */
    Decision decideByRules(MemberAccount account, Function<Standing, List<? extends Fact>> facts) {
        try (Evaluation evaluation = new Evaluation(frame, rules, account)) {
            List<Firing> firings = evaluation.fire(facts.apply(evaluation.before()));
            String rejection = Evaluation.rejection(firings);
            if (rejection != null) {
                return refused(account.id(), account, rejection);
            }
            evaluation.settlement().grant(firings);
            evaluation.qualify();
            return keep(evaluation.finish());
        }
    }

    /** Decides for the referrer that a referee has enrolled; empty where there is no referrer. */
    List<Decision> referralEnrolled(Profile.@Nullable Referrer referrer) {
        return referral(referrer, "ENROLLED");
    }

    /** Decides for the referrer that a referee has made a first purchase; empty where there is no referrer. */
    List<Decision> referralPurchased(Profile.@Nullable Referrer referrer) {
        return referral(referrer, "FIRST_PURCHASE");
    }

    private List<Decision> referral(Profile.@Nullable Referrer link, String stage) {
        MemberAccount referrer = link == null ? null : unit.member(link.member());
        if (link == null || referrer == null || !referrer.profile().enrolledBy().equals(link.enrolledBy())) {
            return List.of();
        }
        boolean enrolled = stage.equals("ENROLLED");
        try (Evaluation evaluation = new Evaluation(frame, rules, referrer)) {
            MemberAccount account = evaluation.settlement().account();
            account = account.with(
                    enrolled
                            ? account.activity().withReferral(day, unit.order())
                            : account.activity().withReferralPurchase(day));
            evaluation.settlement().change(account);
            DailyTotals counted = enrolled
                    ? account.activity().referrals()
                    : account.activity().referralPurchases();
            long thisMonth = counted.between(CalendarPeriod.MONTH.firstDay(day), CalendarPeriod.MONTH.lastDay(day));
            List<Firing> firings =
                    evaluation.fire(List.of(new Referral(evaluation.before(), stage, counted.total(), thisMonth, day)));
            rejection = Evaluation.rejection(firings);
            if (rejection != null) {
                return List.of();
            }
            evaluation.settlement().grant(firings);
            evaluation.qualify();
            return List.of(keep(evaluation.finish()));
        }
    }
}
