package org.loyaltyrules.engine;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.LongFunction;
import org.loyaltyrules.fact.Member;
import org.loyaltyrules.fact.Ranking;
import org.loyaltyrules.member.Activity;
import org.loyaltyrules.member.DailyTotals;
import org.loyaltyrules.member.MemberAccount;
import org.loyaltyrules.program.CalendarPeriod;
import org.loyaltyrules.program.ProgramDefinition;

/** Where each member stands among all for the month before a day. Members with nothing are not ranked. */
final class Rankings {

    private record Place(String member, long value, long reached) {}

    private record Rank(String board, int rank, BigDecimal value) {}

    private static final Comparator<Place> BEST_FIRST =
            Comparator.comparingLong(Place::value).reversed().thenComparingLong(Place::reached);

    private final LocalDate day;
    private final Map<String, List<Rank>> ranks = new HashMap<>();

    Rankings(LocalDate day, List<MemberAccount> members, ProgramDefinition program) {
        this.day = day;
        rank("REFERRALS", members, Activity::referrals, Activity::referralsChanged, BigDecimal::valueOf);
        rank("SPEND", members, Activity::spend, Activity::spendChanged, program::money);
    }

    private void rank(
            String board,
            List<MemberAccount> members,
            Function<Activity, DailyTotals> values,
            Function<Activity, DailyTotals> changes,
            LongFunction<BigDecimal> number) {
        LocalDate month = day.minusMonths(1);
        LocalDate first = CalendarPeriod.MONTH.firstDay(month);
        LocalDate last = CalendarPeriod.MONTH.lastDay(month);
        List<Place> places = new ArrayList<>();
        for (MemberAccount member : members) {
            long value = values.apply(member.activity()).between(first, last);
            if (value > 0) {
                places.add(new Place(
                        member.id(), value, changes.apply(member.activity()).largest(first, last)));
            }
        }
        places.sort(BEST_FIRST);
        for (int i = 0; i < places.size(); i++) {
            ranks.computeIfAbsent(places.get(i).member(), member -> new ArrayList<>(2))
                    .add(new Rank(board, i + 1, number.apply(places.get(i).value())));
        }
    }

    /** The member's rankings. */
    List<Ranking> of(Member member) {
        return ranks.getOrDefault(member.id(), List.of()).stream()
                .map(rank -> new Ranking(member, rank.board(), rank.rank(), rank.value(), day))
                .toList();
    }
}
