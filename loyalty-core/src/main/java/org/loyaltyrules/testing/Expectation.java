package org.loyaltyrules.testing;

import java.util.ArrayList;
import java.util.List;
import org.loyaltyrules.program.Located;

/**
 * What is expected of an event or at the end.
 *
 * @param wanted must match, each of them
 * @param unwanted must not match, none of them
 */
record Expectation(List<Located.Fields> wanted, List<Located.Fields> unwanted) {

    static final Expectation NONE = new Expectation(List.of(), List.of());

    Expectation {
        wanted = List.copyOf(wanted);
        unwanted = List.copyOf(unwanted);
    }

    /** Whether an error is expected in place of a decision. */
    boolean ofError() {
        return wanted.stream().anyMatch(fields -> fields.find("error") != null);
    }

    boolean isEmpty() {
        return wanted.isEmpty() && unwanted.isEmpty();
    }

    /**
     * Takes the uppermost {@code not}s out of what is expected.
     *
     * @param expected of which all must match
     * @param not beside them, of which none may match
     */
    static Expectation of(List<Located.Fields> expected, List<Located.Fields> not) {
        List<Located.Fields> wanted = new ArrayList<>();
        List<Located.Fields> unwanted = new ArrayList<>(not);
        for (Located.Fields fields : expected) {
            Located.Fields rest = Matching.withoutNot(fields);
            if (!rest.fields().isEmpty() || fields.fields().isEmpty()) {
                wanted.add(rest);
            }
            unwanted.addAll(Matching.unwanted(fields));
        }
        return new Expectation(wanted, unwanted);
    }
}
