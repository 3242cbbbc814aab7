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
    private final List<EvaluationRecord> evaluations = new ArrayList<>();

    /**
     * Creates a record.
     *
     * @param member whose evaluations are kept; null for everybody's
     */
    EventRecord(@Nullable String member) {
        this.member = member;
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
