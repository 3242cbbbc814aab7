package org.loyaltyrules.explanation;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What kept a rule's conditions from matching: the first thing that failed where the match came furthest. */
public sealed interface Mismatch {

    /** The line of the rule's file on which it stands. */
    int line();

    /**
     * A fact of the kind was there, but a condition on it did not hold.
     *
     * @param fact of all that were there, the one that came furthest
     * @param facts how many of the kind were there
     * @param held conditions on the fact that held, as written
     * @param check the first condition that did not
     */
    record ConditionFailed(MatchedFact fact, int facts, List<String> held, Check check, int line) implements Mismatch {

        public ConditionFailed {
            held = List.copyOf(held);
        }
    }

    /** No fact of the kind was there. */
    record FactMissing(String kind, int line) implements Mismatch {}

    /**
     * Facts were there that must not be.
     *
     * @param found the facts that stood against it
     * @param conditions what held for them, as written
     */
    record Forbidden(List<MatchedFact> found, List<String> conditions, int line) implements Mismatch {

        public Forbidden {
            found = List.copyOf(found);
            conditions = List.copyOf(conditions);
        }
    }

    /**
     * Something must hold for every fact, and did not for one.
     *
     * @param fact the one
     * @param reason what it lacked
     */
    record NotForAll(MatchedFact fact, Mismatch reason, int line) implements Mismatch {}

    /** Something must exist, and did not; the closest is told. */
    record NoneExists(Mismatch closest, int line) implements Mismatch {}

    /**
     * What was accumulated did not come to what is wanted.
     *
     * @param functions each function as written, with the value that it came to
     * @param facts how many facts were accumulated
     * @param check the first condition that did not hold; null where a function had no result
     */
    record AccumulationFailed(
            List<Result> functions, int facts, @Nullable Check check, int line) implements Mismatch {

        public AccumulationFailed {
            functions = List.copyOf(functions);
        }
    }

    /** What a function came to; null where there was nothing to compute it of. */
    record Result(String function, @Nullable Object value) {}
}
