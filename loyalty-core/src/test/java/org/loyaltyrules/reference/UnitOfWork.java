package org.loyaltyrules.reference;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** One event being decided: the copy of the books that it changes, and what all its evaluations share. */
final class UnitOfWork {

    final ProgramSettings program;
    final List<ReferenceRule> rules;
    final Books books;
    final ObjectNode event;
    final String id;
    final String type;
    final String at;
    final ZonedDateTime moment;
    /** The event's day in the program's zone; for a {@code day} the day that has begun. */
    final LocalDate day;

    private final Map<String, Integer> vouchersIssued = new HashMap<>();

    UnitOfWork(ProgramSettings program, List<ReferenceRule> rules, Books books, ObjectNode event) {
        this.program = program;
        this.rules = rules;
        this.books = books;
        this.event = event;
        id = event.get("id").asText();
        type = event.get("type").asText();
        at = event.get("at").asText();
        moment = OffsetDateTime.parse(at).atZoneSameInstant(program.zone);
        day = type.equals("day") ? LocalDate.parse(event.get("date").asText()) : moment.toLocalDate();
    }

    /** The member that the event is about, who must be one. */
    MemberBook member() {
        MemberBook member = books.members.get(event.get("member").asText());
        if (member == null) {
            throw new Refusal("UNKNOWN_MEMBER");
        }
        return member;
    }

    Evaluation evaluationOf(MemberBook member) {
        return new Evaluation(this, member);
    }

    /** Section 5: {@code <voucher>-<event id>-<k>}, k counting the event's vouchers of the definition from 1. */
    String nextVoucherCode(String definition) {
        return definition + "-" + id + "-" + vouchersIssued.merge(definition, 1, Integer::sum);
    }
}
