package org.loyaltyrules.reference;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Section 6.10: a day, decided for every member in order of id; on the first of a month with rankings. */
final class Days {

    private static final List<String> BOARDS = List.of("REFERRALS", "SPEND");

    /** A member's place on a board. */
    private record Place(String member, BigDecimal value, long reachedAt) {}

    private Days() {}

    static List<ObjectNode> settle(UnitOfWork work) {
        List<List<Place>> boards = new ArrayList<>();
        if (work.day.getDayOfMonth() == 1) {
            BOARDS.forEach(board -> boards.add(places(work, board)));
        }
        List<ObjectNode> decisions = new ArrayList<>();
        for (String id : List.copyOf(work.books.members.keySet())) {
            MemberBook member = work.books.members.get(id);
            if (!member.enrolledOn.isAfter(work.day)) {
                ObjectNode decision = settle(work, member, boards);
                if (decision != null) {
                    decisions.add(decision);
                }
            }
        }
        return decisions;
    }

    private static ObjectNode settle(UnitOfWork work, MemberBook member, List<List<Place>> boards) {
        MemberBook untouched = member.copy();
        List<Books.Entry> untouchedEntries = new ArrayList<>(work.books.entries);
        Evaluation evaluation = work.evaluationOf(member);
        try {
            evaluation.open();
            List<Fact> facts = new ArrayList<>();
            facts.add(Facts.day(evaluation));
            for (int board = 0; board < boards.size(); board++) {
                for (int rank = 1; rank <= boards.get(board).size(); rank++) {
                    Place place = boards.get(board).get(rank - 1);
                    if (place.member().equals(member.id)) {
                        facts.add(Facts.ranking(evaluation, BOARDS.get(board), rank, place.value()));
                    }
                }
            }
            evaluation.fireEventRules(PurchaseTerms.NONE, facts);
            evaluation.qualify(work.program.noMoney(), false, false);
            evaluation.close();
        } catch (Refusal refusal) {
            work.books.members.put(member.id, untouched);
            work.books.entries = untouchedEntries;
            return ReferenceEngine.refused(work, untouched, refusal.reason);
        }
        boolean fired = evaluation.firings.stream().anyMatch(Firing::grantedSomething);
        boolean booksMoved = evaluation.decision.released > 0 || evaluation.decision.expired > 0;
        boolean tierMoved = !untouched.tiers.equals(member.tiers);
        return fired || booksMoved || tierMoved ? evaluation.decision() : null;
    }

    /** Last month's places, best first; equal values in the order in which they were reached. */
    private static List<Place> places(UnitOfWork work, String board) {
        List<Place> places = new ArrayList<>();
        for (MemberBook member : work.books.members.values()) {
            Standing standing = new Standing(work.program, member, work.day);
            BigDecimal value = board.equals("SPEND")
                    ? standing.spend("lastMonth")
                    : new BigDecimal(standing.referrals("lastMonth"));
            if (value.signum() > 0) {
                places.add(new Place(member.id, value, reachedAt(work, member, board)));
            }
        }
        places.sort(Comparator.comparing(Place::value).reversed().thenComparing(Place::reachedAt));
        return places;
    }

    /** The last event that changed the value. */
    private static long reachedAt(UnitOfWork work, MemberBook member, String board) {
        long reachedAt = 0;
        if (board.equals("SPEND")) {
            for (MemberBook.PurchaseRecord purchase : member.purchases) {
                if (Dates.samePeriod("MONTH", purchase.date, work.day.minusMonths(1))) {
                    reachedAt = Math.max(reachedAt, purchase.lastChange);
                }
            }
        } else {
            for (MemberBook.Referee referee : member.referees) {
                if (Dates.samePeriod("MONTH", referee.enrolledOn(), work.day.minusMonths(1))) {
                    reachedAt = Math.max(reachedAt, referee.sequence());
                }
            }
        }
        return reachedAt;
    }
}
