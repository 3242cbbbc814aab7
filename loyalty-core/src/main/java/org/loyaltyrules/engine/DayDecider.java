package org.loyaltyrules.engine;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.loyaltyrules.award.Firing;
import org.loyaltyrules.decision.Decision;
import org.loyaltyrules.fact.Fact;
import org.loyaltyrules.fact.Ranking;
import org.loyaltyrules.member.MemberAccount;

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

    private @Nullable Decision decide(MemberAccount account, @Nullable Rankings rankings) {
        try (Evaluation evaluation = new Evaluation(deciding.frame, deciding.rules, account)) {
            List<Fact> facts = new ArrayList<>();
            facts.add(new org.loyaltyrules.fact.Day(evaluation.before(), deciding.day));
            if (rankings != null) {
                facts.addAll(rankings.of(evaluation.before()));
            }
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

    private static boolean says(Decision decision) {
        Decision.Points points = decision.points();
        return points.released() > 0
                || points.expired() > 0
                || !decision.fired().isEmpty();
    }
}
