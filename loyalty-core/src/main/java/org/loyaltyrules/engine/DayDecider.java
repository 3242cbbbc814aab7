package org.loyaltyrules.engine;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.loyaltyrules.award.Firing;
import org.loyaltyrules.decision.Decision;
import org.loyaltyrules.fact.Fact;
import org.loyaltyrules.fact.Member;
import org.loyaltyrules.fact.Qualification;
import org.loyaltyrules.fact.Ranking;
import org.loyaltyrules.member.MemberAccount;
import org.loyaltyrules.member.Standing;
import org.loyaltyrules.member.UnknownMember;
import org.loyaltyrules.program.CalendarPeriod;
import org.loyaltyrules.store.RankedPlace;

/** Decides what a day that has begun means for every member. */
final class DayDecider {

    private final Deciding deciding;
    private final BigDecimal zero;

    DayDecider(Deciding deciding) {
        this.deciding = deciding;
        this.zero = deciding.program.zero();
    }

    /** The decisions on members for whom anything changed or fired, in order of id. */
    List<Decision> decide() {
        LocalDate day = deciding.day;
        boolean ranked = day.getDayOfMonth() == 1 && deciding.rules.inspects(Ranking.class);
        if (ranked) {
            LocalDate month = day.minusMonths(1);
            deciding.unit.rank(CalendarPeriod.MONTH.firstDay(month), CalendarPeriod.MONTH.lastDay(month), day);
        }
        boolean everybody =
                ranked || deciding.isRecorded() || deciding.rules.couldFireForSomebody(day, factsOfSomebody());
        List<Decision> decisions = new ArrayList<>();
        for (String id : deciding.unit.membersOn(day, everybody)) {
            MemberAccount account = deciding.unit.member(id);
            if (account == null || account.profile().enrolledOn().isAfter(day)) {
                continue;
            }
            Decision decision = decide(account);
            if (decision != null) {
                decisions.add(decision);
            }
        }
        return decisions;
    }

    /** What rules may look at on a day on which nothing is due for the member. */
    private List<Fact> factsOfSomebody() {
        Member somebody = new UnknownMember();
        return List.of(
                new org.loyaltyrules.fact.Day(somebody, deciding.day),
                new Qualification(somebody, somebody, zero, deciding.day, false, false, false));
    }

    /** The decision on one member; null where nothing changed or fired. */
    @Nullable
    Decision decide(MemberAccount account) {
        EventRecord record = deciding.recordOf(account.id());
        if ((record == null || !record.isThorough()) && isUneventful(account)) {
            deciding.unit.put(account.at(deciding.day, account.sequence() + 1));
            return null;
        }
        try (Evaluation evaluation = new Evaluation(deciding, account)) {
            List<Fact> facts = facts(evaluation.before());
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
    private boolean isUneventful(MemberAccount account) {
        LocalDate day = deciding.day;
        LocalDate tierUntil = account.tiers().present().until();
        LocalDate booksDay = account.booksDay().isAfter(day) ? account.booksDay() : day;
        if (account.points().isDueBy(booksDay)
                || tierUntil != null
                        && tierUntil.plus(deciding.program.tierPolicy().grace()).isBefore(day)) {
            return false;
        }
        Standing standing = Standing.on(day, account, deciding.program);
        Object today = new org.loyaltyrules.fact.Day(standing, day);
        Object qualification = new Qualification(standing, standing, zero, day, false, false, false);
        List<Object> facts = List.of(today, standing, qualification);
        List<RankedPlace> places = deciding.unit.places(account.id());
        if (!places.isEmpty()) {
            facts = new ArrayList<>(facts);
            facts.addAll(rankings(standing, places));
        }
        return !deciding.rules.couldFire(day, facts);
    }

    private List<Fact> facts(Standing member) {
        List<Fact> facts = new ArrayList<>();
        facts.add(new org.loyaltyrules.fact.Day(member, deciding.day));
        facts.addAll(rankings(member, deciding.unit.places(member.id())));
        return facts;
    }

    private List<Ranking> rankings(Standing member, List<RankedPlace> places) {
        List<Ranking> rankings = new ArrayList<>(places.size());
        for (RankedPlace place : places) {
            BigDecimal value = place.board().equals("SPEND")
                    ? deciding.program.money(place.value())
                    : BigDecimal.valueOf(place.value());
            rankings.add(new Ranking(member, place.board(), place.rank(), value, deciding.day));
        }
        return rankings;
    }

    private static boolean says(Decision decision) {
        Decision.Points points = decision.points();
        return points.released() > 0
                || points.expired() > 0
                || !decision.fired().isEmpty();
    }
}
