package org.loyaltyrules.engine;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.loyaltyrules.award.Firing;
import org.loyaltyrules.decision.Decision;
import org.loyaltyrules.fact.Fact;
import org.loyaltyrules.fact.Qualification;
import org.loyaltyrules.fact.Ranking;
import org.loyaltyrules.member.MemberAccount;
import org.loyaltyrules.member.Standing;

/** Decides what a day that has begun means for every member. */
final class DayDecider {

    private final Deciding deciding;

    DayDecider(Deciding deciding) {
        this.deciding = deciding;
    }

    /** The decisions on members for whom anything changed or fired, in order of id. */
    List<Decision> decide() {
        List<MemberAccount> members = new ArrayList<>();
        for (String id : deciding.unit.members()) {
            MemberAccount account = deciding.unit.member(id);
            if (account != null && !account.profile().enrolledOn().isAfter(deciding.day)) {
                members.add(account);
            }
        }
        Rankings rankings = rankings(members);
        List<Decision> decisions = new ArrayList<>();
        for (MemberAccount account : members) {
            Decision decision = decide(account, rankings);
            if (decision != null) {
                decisions.add(decision);
            }
        }
        return decisions;
    }

    private @Nullable Rankings rankings(List<MemberAccount> members) {
        LocalDate day = deciding.day;
        boolean due = day.getDayOfMonth() == 1 && deciding.rules.inspects(Ranking.class);
        return due ? new Rankings(day, members, deciding.program) : null;
    }

    /** The decision on one member; null where nothing changed or fired. */
    @Nullable
    Decision decide(MemberAccount account, @Nullable Rankings rankings) {
        EventRecord record = deciding.recordOf(account.id());
        if ((record == null || !record.isThorough()) && isUneventful(account, rankings)) {
            deciding.unit.put(account.at(deciding.day, account.sequence() + 1));
            return null;
        }
        try (Evaluation evaluation = new Evaluation(deciding, account)) {
            List<Fact> facts = facts(evaluation.before(), rankings);
            List<Firing> firings = evaluation.fire(facts);
            String rejection = Evaluation.rejection(firings);
            if (rejection != null) {
                return deciding.refused(account.id(), account, rejection);
            }
            evaluation.settlement().grant(firings);
            evaluation.qualify();
            Decision decision = deciding.keep(evaluation.finish());
            return says(decision) || evaluation.settlement().tiersChanged() ? decision : null;
        }
    }

    /** Whether nothing is due for the member and no rule can fire: most members on most days. */
    private boolean isUneventful(MemberAccount account, @Nullable Rankings rankings) {
        LocalDate day = deciding.day;
        LocalDate tierUntil = account.tiers().present().until();
        LocalDate booksDay = account.booksDay().isAfter(day) ? account.booksDay() : day;
        if (account.points().isDueBy(booksDay)
                || tierUntil != null
                        && tierUntil.plus(deciding.program.tierPolicy().grace()).isBefore(day)) {
            return false;
        }
        Standing standing = Standing.on(day, account, deciding.program);
        List<Object> facts = new ArrayList<>(facts(standing, rankings));
        facts.add(standing);
        facts.add(new Qualification(standing, standing, deciding.program.zero(), day, false, false, false));
        return !deciding.rules.couldFire(day, facts);
    }

    private List<Fact> facts(Standing member, @Nullable Rankings rankings) {
        List<Fact> facts = new ArrayList<>();
        facts.add(new org.loyaltyrules.fact.Day(member, deciding.day));
        if (rankings != null) {
            facts.addAll(rankings.of(member));
        }
        return facts;
    }

    private static boolean says(Decision decision) {
        Decision.Points points = decision.points();
        return points.released() > 0
                || points.expired() > 0
                || !decision.fired().isEmpty();
    }
}
