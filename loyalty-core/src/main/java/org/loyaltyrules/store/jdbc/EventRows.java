package org.loyaltyrules.store.jdbc;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.loyaltyrules.decision.Decision;
import org.loyaltyrules.decision.DecisionJson;
import org.loyaltyrules.event.Event;
import org.loyaltyrules.event.EventJson;
import org.loyaltyrules.event.MemberEvent;
import org.loyaltyrules.store.DecidedEvent;
import org.loyaltyrules.store.Fingerprint;
import org.loyaltyrules.store.OtherMember;

/** Accepted events and their decisions. Of an event's content only a hash is kept, by which a replay is recognized. */
final class EventRows {

    /** H2 takes a text of 1,048,576 characters; a longer decision goes in parts. */
    private static final int PART = 1_000_000;

    private static final String NOBODY = "-";

    private record Kept(String hash, @Nullable String other, boolean otherErased) {

        boolean says(Event event) {
            String named = OtherMember.namedIn(event);
            return hashOf(event).equals(hash) && (otherErased || named == null || named.equals(other));
        }
    }

    private final Session session;

    EventRows(Session session) {
        this.session = session;
    }

    /** The hash of an event, without the other member that it names: that one may have to be forgotten. */
    private static String hashOf(Event event) {
        return Fingerprint.of(EventJson.write(OtherMember.renamed(event, NOBODY)));
    }

    /** What was decided about an event; null where there is none of this id. */
    @Nullable
    DecidedEvent decided(String event) {
        Kept kept = session.first(
                "SELECT content_hash, other, other_erased FROM loyalty_event WHERE id = ?",
                row -> new Kept(row.getString("content_hash"), row.getString("other"), row.getBoolean("other_erased")),
                event);
        return kept == null ? null : new DecidedEvent(decisions("WHERE d.event = ?", event), kept::says);
    }

    /** What was decided about a member. */
    List<Decision> decisions(String member) {
        return new ArrayList<>(decisions("WHERE d.member = ?", member));
    }

    private List<Decision> decisions(String condition, Object... values) {
        Map<String, StringBuilder> texts = new LinkedHashMap<>();
        session.list(
                "SELECT d.event, d.member, d.content FROM loyalty_decision d JOIN loyalty_event e ON e.id = d.event "
                        + condition + " ORDER BY e.happened_at, d.event, d.member, d.part",
                row -> texts.computeIfAbsent(
                                row.getString("event") + '\n' + row.getString("member"), key -> new StringBuilder())
                        .append(row.getString("content")),
                values);
        return texts.values().stream()
                .map(text -> DecisionJson.read(text.toString()))
                .toList();
    }

    void insert(Event event, List<Decision> decisions) {
        insertEvent(event, decisions);
        insertDecisions(event.id(), decisions);
    }

    void insertEvent(Event event, List<Decision> decisions) {
        boolean isMembers = event instanceof MemberEvent;
        session.update(
                "INSERT INTO loyalty_event (id, kind, member, other, other_erased, happened_at, content_hash)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?)",
                event.id(),
                event.type(),
                event instanceof MemberEvent members ? members.member() : null,
                isMembers ? OtherMember.mentionedIn(event, decisions) : null,
                false,
                Moment.timestamp(event.at()),
                hashOf(event));
    }

    void insertDecisions(String event, List<Decision> decisions) {
        List<Object[]> rows = new ArrayList<>();
        for (Decision decision : decisions) {
            String json = DecisionJson.write(decision);
            for (int part = 0; part * PART < json.length(); part++) {
                String content = json.substring(part * PART, Math.min(json.length(), (part + 1) * PART));
                rows.add(new Object[] {event, decision.member(), part, content});
            }
        }
        session.updateEach(
                "INSERT INTO loyalty_decision (event, member, part, content) VALUES (?, ?, ?, ?)", List.copyOf(rows));
    }

    /** Removes what was decided about a member, and what the events of others say of the member. */
    void erase(String member, String pseudonym) {
        session.update(
                "DELETE FROM loyalty_decision WHERE member = ?" + " AND event IN (SELECT event FROM loyalty_day)",
                member);
        session.update(
                "DELETE FROM loyalty_event WHERE member = ? AND id IN (SELECT event FROM loyalty_decision WHERE member = ?)",
                member,
                member);
        List<String> mentions = session.list(
                "SELECT id FROM loyalty_event WHERE other = ? ORDER BY id FOR UPDATE",
                row -> row.getString("id"),
                member);
        for (String event : mentions) {
            List<Decision> decisions = decisions("WHERE d.event = ?", event).stream()
                    .map(decision -> OtherMember.forgotten(decision, member, pseudonym))
                    .toList();
            session.update("DELETE FROM loyalty_decision WHERE event = ?", event);
            insertDecisions(event, decisions);
            session.update("UPDATE loyalty_event SET other = ?, other_erased = TRUE WHERE id = ?", pseudonym, event);
        }
    }

    /** The event of a day that was wholly decided; null where there is none. */
    @Nullable
    DecidedEvent decided(LocalDate day) {
        String event = new DayRows(session).event(day);
        return event == null ? null : decided(event);
    }
}
