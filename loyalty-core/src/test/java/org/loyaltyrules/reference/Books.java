package org.loyaltyrules.reference;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** The whole state of a program. Every event is decided on a copy, which replaces the original once it is accepted. */
final class Books {

    /** One line of the ledger (6.12). */
    record Entry(String kind, long points, Long lot, String event, String member, String at) {

        Entry under(String pseudonym) {
            return new Entry(kind, points, lot, event, pseudonym, at);
        }
    }

    /** An accepted event and what was decided on it; the member is null for a day. */
    record Decided(ObjectNode content, String member, List<ObjectNode> decisions) {}

    TreeMap<String, MemberBook> members = new TreeMap<>();
    List<Entry> entries = new ArrayList<>();
    Map<String, Decided> decided = new LinkedHashMap<>();
    Map<LocalDate, String> decidedDays = new LinkedHashMap<>();
    TreeMap<String, Long> budgetUsed = new TreeMap<>();
    TreeSet<String> budgetsAlerted = new TreeSet<>();
    TreeSet<String> everReferred = new TreeSet<>();
    long sequence;
    long lastLot;
    long erasures;

    Books copy() {
        Books copy = new Books();
        members.forEach((id, member) -> copy.members.put(id, member.copy()));
        copy.entries = new ArrayList<>(entries);
        copy.decided = new LinkedHashMap<>(decided);
        copy.decidedDays = new LinkedHashMap<>(decidedDays);
        copy.budgetUsed = new TreeMap<>(budgetUsed);
        copy.budgetsAlerted = new TreeSet<>(budgetsAlerted);
        copy.everReferred = new TreeSet<>(everReferred);
        copy.sequence = sequence;
        copy.lastLot = lastLot;
        copy.erasures = erasures;
        return copy;
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        members.values().forEach(member -> text.append(member).append('\n'));
        entries.forEach(entry -> text.append(entry).append('\n'));
        decided.forEach((id, event) -> text.append(id).append(event).append('\n'));
        return text.append(decidedDays)
                .append(budgetUsed)
                .append(budgetsAlerted)
                .append(everReferred)
                .append(sequence)
                .append('/')
                .append(lastLot)
                .append('/')
                .append(erasures)
                .toString();
    }
}
