package org.loyaltyrules.engine;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.loyaltyrules.award.Award;
import org.loyaltyrules.award.Firing;
import org.loyaltyrules.decision.Decision;
import org.loyaltyrules.explanation.ExplainedEvaluation.Kind;
import org.loyaltyrules.fact.Fact;
import org.loyaltyrules.fact.Purchase;
import org.loyaltyrules.fact.Qualification;
import org.loyaltyrules.fact.TierChange;
import org.loyaltyrules.member.MemberAccount;
import org.loyaltyrules.member.Standing;
import org.loyaltyrules.program.ProgramDefinition;
import org.loyaltyrules.rules.RuleEvaluation;
import org.loyaltyrules.rules.RuleSet;
import org.loyaltyrules.settlement.EventFrame;
import org.loyaltyrules.settlement.GrantRecord;
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
    private final @Nullable EventRecord record;
    private final @Nullable EvaluationRecord ownRecord;

    /** Begins the evaluation of the member whose event it is. */
    Evaluation(Deciding deciding, MemberAccount account) {
        this(deciding, account, Kind.EVENT);
    }

    /** Begins the evaluation of a member whom the event concerns. */
    Evaluation(Deciding deciding, MemberAccount account, Kind kind) {
        this.program = deciding.program;
        this.frame = deciding.frame;
        this.rules = deciding.rules;
        this.record = deciding.recordOf(account.id());
        GrantRecord grants = record == null ? null : new GrantRecord();
        this.settlement = new Settlement(frame, account, grants);
        settlement.bringForward();
        holdReviews(grants);
        this.before = Standing.on(frame.day(), settlement.account(), program);
        this.ownRecord = record(kind, frame.day(), grants);
        this.session = rules.begin(frame.day());
    }

    private @Nullable EvaluationRecord record(Kind kind, LocalDate day, @Nullable GrantRecord grants) {
        return record == null || grants == null
                ? null
                : record.begin(kind, settlement.account().id(), day, grants);
    }

    private void holdReviews(@Nullable GrantRecord grants) {
        LocalDate lastValidDay = settlement.tiers().reviewDue();
        while (lastValidDay != null) {
            EvaluationRecord reviewed = record(Kind.REVIEW, lastValidDay, grants);
            try (RuleEvaluation review = rules.begin(lastValidDay)) {
                Standing standing = Standing.forReview(lastValidDay, settlement.account(), program);
                fire(review, reviewed, standing);
                Qualification reached =
                        new Qualification(standing, standing, program.zero(), lastValidDay, false, false, true);
                TierMove move = settlement.tiers().review(lastValidDay, fire(review, reviewed, reached));
                announce(move, review, reviewed, standing, lastValidDay);
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
        return fire(null, facts);
    }

    /** Lets the event's rules fire on the member, a purchase and its line items. */
    List<Firing> fire(Purchase purchase) {
        return fire(purchase, purchase.lines());
    }

    private List<Firing> fire(@Nullable Purchase purchase, List<? extends Fact> facts) {
        session.insert(before);
        if (purchase != null) {
            session.insert(purchase);
        }
        for (int i = 0; i < facts.size(); i++) {
            session.insert(facts.get(i));
        }
        List<Firing> firings = session.fire();
        if (ownRecord != null) {
            List<Object> all = new ArrayList<>();
            all.add(before);
            if (purchase != null) {
                all.add(purchase);
            }
            all.addAll(facts);
            ownRecord.add(all, firings);
        }
        return firings;
    }

    /** Lets rules fire on one more fact. */
    private static List<Firing> fire(RuleEvaluation evaluation, @Nullable EvaluationRecord recorded, Object fact) {
        evaluation.insert(fact);
        List<Firing> firings = evaluation.fire();
        if (recorded != null) {
            recorded.add(List.of(fact), firings);
        }
        return firings;
    }

    /** The reason by which a rule refuses the event, the first by rule name; null where none does. */
    static @Nullable String rejection(List<Firing> firings) {
        for (int i = 0; i < firings.size(); i++) {
            List<Award> awards = firings.get(i).awards();
            for (int place = 0; place < awards.size(); place++) {
                if (awards.get(place) instanceof Award.Reject reject) {
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
            Standing after =
                    Standing.afterwards(frame.day(), settlement.account(), settlement.pointsWithEarnings(), program);
            Qualification reached = new Qualification(before, after, payable, frame.day(), first, purchase, false);
            settlement.grantAfterwards(fire(session, ownRecord, reached), frame.day());
        }
        announce(settlement.tiers().upgrade());
    }

    /** Lets rules on a change of tier fire; null: there is none. */
    void announce(@Nullable TierMove move) {
        announce(move, session, ownRecord, before, frame.day());
    }

    private void announce(
            @Nullable TierMove move,
            RuleEvaluation evaluation,
            @Nullable EvaluationRecord recorded,
            Standing standing,
            LocalDate day) {
        if (move != null && rules.inspects(TierChange.class)) {
            TierChange change = new TierChange(standing, move.from(), move.to(), move.upgrade(), day);
            settlement.grantAfterwards(fire(evaluation, recorded, change), day);
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
