package org.loyaltyrules.engine;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.loyaltyrules.award.Firing;
import org.loyaltyrules.explanation.ExplainedEvaluation.Kind;
import org.loyaltyrules.settlement.GrantRecord;

/** What one evaluation saw and did: facts and firings, phase by phase. Not thread-safe. */
final class EvaluationRecord {

    final Kind kind;
    final String member;
    final LocalDate day;
    final GrantRecord grants;
    private final List<List<Object>> facts = new ArrayList<>();
    private final List<List<Firing>> firings = new ArrayList<>();

    EvaluationRecord(Kind kind, String member, LocalDate day, GrantRecord grants) {
        this.kind = kind;
        this.member = member;
        this.day = day;
        this.grants = grants;
    }

    /** Adds a phase: the facts that were inserted, and what fired then. */
    void add(List<?> inserted, List<Firing> fired) {
        facts.add(List.copyOf(inserted));
        firings.add(List.copyOf(fired));
    }

    /** The facts that were inserted before each firing of the rules. */
    List<List<Object>> facts() {
        return facts;
    }

    /** What fired in each phase, by name of the rule and line. */
    List<List<Firing>> firings() {
        return firings;
    }
}
