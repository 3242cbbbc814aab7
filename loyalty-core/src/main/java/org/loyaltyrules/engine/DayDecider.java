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
import org.loyaltyrules.rules.DayForecast;
import org.loyaltyrules.store.DayAudience;
import org.loyaltyrules.store.RankedPlace;
import org.loyaltyrules.store.Sleep;

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
        DayForecast forecast = deciding.rules.forecast(day, factsOfSomebody());
        List<Decision> decisions = new ArrayList<>();
        for (String id : deciding.unit.membersOn(day, new Audience(forecast, ranked))) {
            MemberAccount account = deciding.unit.member(id);
            if (account == null || account.profile().enrolledOn().isAfter(day)) {
                continue;
            }
            Decision decision = decide(account);
            if (decision != null) {
                decisions.add(decision);
            } else {
                letSleep(account, forecast);
            }
        }
        return decisions;
    }

    /** Members to whom something is due, or for whom rules could fire. */
    private final class Audience implements DayAudience {

        private final DayForecast forecast;
        private final boolean isRanked;

        Audience(DayForecast forecast, boolean isRanked) {
            this.forecast = forecast;
            this.isRanked = isRanked;
        }

        @Override
        public boolean couldBeAnybody() {
            return isRanked || deciding.isRecorded() || forecast.couldFire();
        }

        @Override
        public Sleep deepest() {
            if (isRanked || deciding.isRecorded()) {
                return Sleep.DEEP;
            }
            return forecast.couldFireToday() ? Sleep.LIGHT : Sleep.NONE;
        }

        @Override
        public boolean includes(MemberAccount account, boolean asleep) {
            if (deciding.isRecorded() && deciding.recordOf(account.id()) != null
                    || isRanked && !deciding.unit.places(account.id()).isEmpty()) {
                return true;
            }
            if (asleep) {
                return forecast.couldFireToday() && forecast.couldFireToday(factsAtLeast(account));
            }
            return isDue(account) || forecast.couldFire() && forecast.couldFire(factsAtLeast(account));
        }

        @Override
        public Sleep sleepOf(MemberAccount account) {
            return deciding.rules.couldFireOnSomeDay(factsAtLeast(account)) ? Sleep.LIGHT : Sleep.DEEP;
        }

        /** The next day on which something is due for the member, or rules may fire that do not on the days before. */
        @Override
        public LocalDate wakesOn(MemberAccount account) {
            LocalDate day = deciding.day;
            LocalDate wakes = LocalDate.MAX;
            for (LocalDate due : new LocalDate[] {
                account.points().nextDue(),
                reviewOn(account),
                deciding.rules.changeMonthly() ? day.plusMonths(1).withDayOfMonth(1) : null,
                deciding.rules.changeYearly()
                        ? Standing.on(day, account, deciding.program).nextYearlyDay()
                        : null
            }) {
                wakes = due != null && due.isBefore(wakes) ? due : wakes;
            }
            return wakes;
        }

        @Override
        public String rules() {
            return deciding.rules.digest();
        }
    }

    /** Lets a member sleep for whom nothing came of the day, unless on another day more may come of the rules that fired. */
    private void letSleep(MemberAccount before, DayForecast forecast) {
        boolean isOpen = !deciding.unit.places(before.id()).isEmpty()
                || forecast.couldFire() && forecast.isOpen(factsAtLeast(before));
        if (!isOpen && isUnchanged(before)) {
            deciding.unit.letSleep(before);
        }
    }

    private boolean isUnchanged(MemberAccount before) {
        MemberAccount after = deciding.unit.member(before.id());
        return before.equals(after)
                || before.at(deciding.day, before.sequence() + 1).equals(after);
    }

    /** The day on which the present tier is to be reviewed; null where it is for life. */
    private @Nullable LocalDate reviewOn(MemberAccount account) {
        LocalDate until = account.tiers().present().until();
        return until == null
                ? null
                : until.plus(deciding.program.tierPolicy().grace()).plusDays(1);
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
            return null;
        }
        try (Evaluation evaluation = new Evaluation(deciding, account)) {
            List<Fact> facts = facts(evaluation.before());
            List<Firing> firings = evaluation.fire(facts);
            String rejection = Evaluation.rejection(firings);
            if (rejection != null) {
                // So that the member has not seen the day.
                deciding.unit.put(account);
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
        if (isDue(account)) {
            return false;
        }
        List<Object> facts = factsAtLeast(account);
        List<RankedPlace> places = deciding.unit.places(account.id());
        if (!places.isEmpty()) {
            facts = new ArrayList<>(facts);
            facts.addAll(rankings(Standing.on(deciding.day, account, deciding.program), places));
        }
        return !deciding.rules.couldFire(deciding.day, facts);
    }

    /** Whether points become available or expire, or the tier is to be reviewed. */
    private boolean isDue(MemberAccount account) {
        LocalDate day = deciding.day;
        LocalDate review = reviewOn(account);
        LocalDate booksDay = account.booksDay().isAfter(day) ? account.booksDay() : day;
        return account.points().isDueBy(booksDay) || review != null && !review.isAfter(day);
    }

    /** What rules may look at if nothing is due and the member has no place in a ranking. */
    private List<Object> factsAtLeast(MemberAccount account) {
        LocalDate day = deciding.day;
        Standing standing = Standing.on(day, account, deciding.program);
        return List.of(
                new org.loyaltyrules.fact.Day(standing, day),
                standing,
                new Qualification(standing, standing, zero, day, false, false, false));
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
