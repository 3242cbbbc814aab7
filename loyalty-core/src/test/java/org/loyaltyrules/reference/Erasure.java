package org.loyaltyrules.reference;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** Section 6.11: what goes with a member, and what stays. */
final class Erasure {

    private Erasure() {}

    static ObjectNode settle(UnitOfWork work) {
        Books books = work.books;
        MemberBook member = work.member();
        String tier = work.program.tiers.get(member.tier().rank());
        Decision unseen = new Decision(work.program, work.id, work.type, member.id, work.at);
        PointBooks points = new PointBooks(work.program, books, member, work.id, work.at, unseen);
        points.bringForward(work.day);
        points.forfeitEverything();

        books.erasures++;
        String pseudonym = "erased-" + books.erasures;
        books.entries.replaceAll(entry -> entry.member().equals(member.id) ? entry.under(pseudonym) : entry);
        books.members.remove(member.id);
        for (MemberBook other : books.members.values()) {
            if (member.id.equals(other.referrer)) {
                other.referrer = null;
            }
            other.referees.replaceAll(referee -> member.id.equals(referee.id())
                    ? new MemberBook.Referee(null, referee.enrolledOn(), referee.sequence(), referee.firstPurchaseOn())
                    : referee);
        }
        books.decided.values().removeIf(decided -> member.id.equals(decided.member()));
        books.decided.replaceAll((id, decided) ->
                decided.member() == null ? without(member.id, decided) : unrelated(member.id, decided));

        Decision decision = new Decision(work.program, work.id, work.type, member.id, work.at);
        decision.tierBefore = tier;
        return decision.toJson();
    }

    /** Another member's decisions, without what they say of the erased one. */
    private static Books.Decided unrelated(String member, Books.Decided event) {
        List<ObjectNode> decisions = new ArrayList<>();
        for (ObjectNode decision : event.decisions()) {
            ObjectNode copy = decision.deepCopy();
            Iterator<JsonNode> related = copy.withArray("related").iterator();
            while (related.hasNext()) {
                if (related.next().get("member").asText().equals(member)) {
                    related.remove();
                }
            }
            decisions.add(copy);
        }
        return new Books.Decided(event.content(), event.member(), decisions);
    }

    /** A day's decisions but for the erased member's. */
    private static Books.Decided without(String member, Books.Decided day) {
        List<ObjectNode> decisions = new ArrayList<>(day.decisions());
        decisions.removeIf(decision -> decision.get("member").asText().equals(member));
        return new Books.Decided(day.content(), null, decisions);
    }
}
