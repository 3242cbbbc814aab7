package org.loyaltyrules.store;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.loyaltyrules.member.Activity;
import org.loyaltyrules.member.DailyTotals;
import org.loyaltyrules.member.MemberAccount;

/** Where each member stands among all over some days. */
final class Boards {

    private record Place(String member, long value, long reached) {}

    private static final Comparator<Place> BEST_FIRST =
            Comparator.comparingLong(Place::value).reversed().thenComparingLong(Place::reached);

    private final LocalDate first;
    private final LocalDate last;
    private final Map<String, List<RankedPlace>> places = new HashMap<>();

    Boards(LocalDate first, LocalDate last, Collection<MemberAccount> members) {
        this.first = first;
        this.last = last;
        rank("REFERRALS", members, Activity::referrals, Activity::referralsChanged);
        rank("SPEND", members, Activity::spend, Activity::spendChanged);
    }

    private void rank(
            String board,
            Collection<MemberAccount> members,
            Function<Activity, DailyTotals> values,
            Function<Activity, DailyTotals> changes) {
        List<Place> ranked = new ArrayList<>();
        for (MemberAccount member : members) {
            long value = values.apply(member.activity()).between(first, last);
            if (value > 0) {
                ranked.add(new Place(
                        member.id(), value, changes.apply(member.activity()).largest(first, last)));
            }
        }
        ranked.sort(BEST_FIRST);
        for (int i = 0; i < ranked.size(); i++) {
            Place place = ranked.get(i);
            places.computeIfAbsent(place.member(), member -> new ArrayList<>(2))
                    .add(new RankedPlace(board, i + 1, place.value()));
        }
    }

    List<RankedPlace> places(String member) {
        return places.getOrDefault(member, List.of());
    }
}
