package org.loyaltyrules.program;

import java.time.LocalDate;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A rule of a program: where it stands and what its annotations say.
 *
 * @param name unique within the program
 * @param file the file's path within the program folder
 * @param line the 1-based line on which the rule begins
 * @param limit how often it may grant to one member; null for any number
 * @param budget the code of the budget it draws on; null for none
 * @param exclusive the group of which only the best counts; null for none
 * @param from the first day on which it is in effect; null for no bound
 * @param until the last day on which it is in effect; null for no bound
 * @param title by language ("" where none is named): a name for people
 * @param terms by language ("" where none is named): the published terms
 * @param owner who answers for it; null where nobody is named
 */
public record Rule(
        String name,
        String file,
        int line,
        @Nullable RuleLimit limit,
        @Nullable String budget,
        @Nullable String exclusive,
        @Nullable LocalDate from,
        @Nullable LocalDate until,
        Map<String, String> title,
        Map<String, String> terms,
        @Nullable String owner) {

    public Rule {
        title = Map.copyOf(title);
        terms = Map.copyOf(terms);
    }

    /** Whether {@code day} lies between {@link #from} and {@link #until}, both inclusive. */
    public boolean inEffectOn(LocalDate day) {
        return (from == null || !day.isBefore(from)) && (until == null || !day.isAfter(until));
    }
}
