package org.loyaltyrules.engine;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.loyaltyrules.explanation.ExplainedEvaluation.Kind;
import org.loyaltyrules.settlement.GrantRecord;

/** What all evaluations of one event saw and did, for an explanation. Not thread-safe. */
final class EventRecord {

    private final @Nullable String member;
    private final boolean thorough;
    private final List<EvaluationRecord> evaluations = new ArrayList<>();

    /**
     * Creates a record.
     *
     * @param member whose evaluations are kept; null for everybody's
     */
    EventRecord(@Nullable String member) {
        this(member, true);
    }

    private EventRecord(@Nullable String member, boolean thorough) {
        this.member = member;
        this.thorough = thorough;
    }

    /** A record of a member for which days need not be evaluated on which nothing can happen. */
    static EventRecord ofWhatHappens(String member) {
        return new EventRecord(member, false);
    }

    /** Whether rules are to be asked also where none can fire. */
    boolean isThorough() {
        return thorough;
    }

    boolean isAbout(String somebody) {
        return member == null || member.equals(somebody);
    }

    EvaluationRecord begin(Kind kind, String of, LocalDate day, GrantRecord grants) {
        EvaluationRecord evaluation = new EvaluationRecord(kind, of, day, grants);
        evaluations.add(evaluation);
        return evaluation;
    }

    /** In the order in which they began. */
    List<EvaluationRecord> evaluations() {
        return evaluations;
    }
}
