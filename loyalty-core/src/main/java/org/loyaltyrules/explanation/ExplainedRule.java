package org.loyaltyrules.explanation;

import java.util.Comparator;

/**
 * One rule in one evaluation.
 *
 * @param rule its name
 * @param file its file's path within the program
 * @param line the 1-based line on which it begins
 */
public record ExplainedRule(String rule, String file, int line, Outcome outcome) {

    /**
     * For rules that did not fire: the fewest conditions in the way first, then the least off in relation to what is
     * wanted, then the least off, then by name.
     */
    public static final Comparator<ExplainedRule> NEAREST_FIRST = new NearestFirst();
}
