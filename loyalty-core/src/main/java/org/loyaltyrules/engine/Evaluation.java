package org.loyaltyrules.engine;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.loyaltyrules.award.Award;
import org.loyaltyrules.award.Firing;
import org.loyaltyrules.decision.Decision;
import org.loyaltyrules.fact.Fact;
import org.loyaltyrules.fact.Qualification;
import org.loyaltyrules.fact.TierChange;
import org.loyaltyrules.member.MemberAccount;
import org.loyaltyrules.member.Standing;
import org.loyaltyrules.program.ProgramDefinition;
import org.loyaltyrules.rules.RuleEvaluation;
import org.loyaltyrules.rules.RuleSet;
import org.loyaltyrules.settlement.EventFrame;
import org.loyaltyrules.settlement.Settled;
import org.loyaltyrules.settlement.Settlement;
import org.loyaltyrules.settlement.TierMove;

/**
 * The evaluation of one member in one event: books forward and due reviews first, then the event's rules, then what
 * follows from the standing after it. Not thread-safe.
 */
final class Evaluation implements AutoCloseable {

    private final ProgramDefinition program;
    private final EventFrame frame;
    private final RuleSet rules;
    private final Settlement settlement;
    private final Standing before;
    private final RuleEvaluation session;

    Evaluation(EventFrame frame, RuleSet rules, MemberAccount account) {
        this.program = frame.program();
        this.frame = frame;
        this.rules = rules;
        this.settlement = new Settlement(frame, account);
        settlement.bringForward();
        holdReviews();
        this.before = Standing.on(frame.day(), settlement.account(), program);
        this.session = rules.begin(frame.day());
    }

    private void holdReviews() {
        LocalDate lastValidDay = settlement.tiers().reviewDue();
        while (lastValidDay != null) {
            try (RuleEvaluation review = rules.begin(lastValidDay)) {
                Standing standing = Standing.forReview(lastValidDay, settlement.account(), program);
                review.insert(standing);
                review.fire();
                review.insert(new Qualification(standing, standing, program.zero(), lastValidDay, false, false, true));
                TierMove move = settlement.tiers().review(lastValidDay, review.fire());
                announce(move, review, standing, lastValidDay);
            }
            lastValidDay = settlement.tiers().reviewDue();
        }
    }

    /** The member's standing before the event. */
    Standing before() {
        return before;
    }

    Settlement settlement() {
        return settlement;
    }

    /** Lets the event's rules fire on the member and these facts. */
    List<Firing> fire(List<? extends Fact> facts) {
        session.insert(before);
        facts.forEach(session::insert);
        return session.fire();
    }

    /** The reason by which a rule refuses the event, the first by rule name; null where none does. */
    static @Nullable String rejection(List<Firing> firings) {
        for (Firing firing : firings) {
            for (Award award : firing.awards()) {
                if (award instanceof Award.Reject reject) {
                    return reject.reason();
                }
            }
        }
        return null;
    }

    /** Lets tier rules and the like look at the standing after an event that is no purchase. */
    void qualify() {
        qualify(program.zero(), false, false);
    }

    /** Lets tier rules and the like look at the standing after the event, and a change of tier be announced. */
    void qualify(BigDecimal payable, boolean first, boolean purchase) {
        if (rules.inspects(Qualification.class)) {
            Standing after = Standing.on(frame.day(), settlement.accountWithEarnings(), program);
            session.insert(new Qualification(before, after, payable, frame.day(), first, purchase, false));
            settlement.grantAfterwards(session.fire(), frame.day());
        }
        announce(settlement.tiers().upgrade(), session, before, frame.day());
    }

    /** Lets rules on a change of tier fire; null: there is none. */
    void announce(@Nullable TierMove move) {
        announce(move, session, before, frame.day());
    }

    private void announce(@Nullable TierMove move, RuleEvaluation evaluation, Standing standing, LocalDate day) {
        if (move != null && rules.inspects(TierChange.class)) {
            evaluation.insert(new TierChange(standing, move.from(), move.to(), move.upgrade(), day));
            settlement.grantAfterwards(evaluation.fire(), day);
        }
    }

    /** Completes what is settled for a member whose event concerns nobody else. */
    Settled finish() {
        complete();
        return settled(List.of());
    }

    /** Completes what is settled for a member, before related members are decided. */
    void complete() {
        settlement.complete();
    }

    /** What was completed, with the decisions on related members. */
    Settled settled(List<Decision> related) {
        return settlement.settled(related);
    }

    @Override
    public void close() {
        session.close();
    }
}
