package org.loyaltyrules.rules;

/** How much there may be in rule files: more than people write, and less than a machine or a reader chokes on. */
final class Limits {

    /** Rules in a program. */
    static final int RULES = 20_000;
    /** Patterns in one way for a rule to match, those within {@code not} and the like included. */
    static final int PATTERNS = 8;
    /** Constraints in a pattern. */
    static final int CONSTRAINTS = 50;
    /** Brackets within brackets. */
    static final int NESTING = 50;
    /** Characters between {@code then} and {@code end}. */
    static final int CONSEQUENCE = 16_384;
    /** Characters of a text in quotes. */
    static final int TEXT = 10_000;
    /** Characters of a number. */
    static final int NUMBER = 40;
    /** Signs that combine values in one expression. */
    static final int OPERATORS = 500;
    /** Characters of a condition when all its variables are written out; bounds what evaluating it can cost. */
    static final int EXPRESSION = 100_000;
    /** Problems that are reported. */
    static final int PROBLEMS = 1_000;
    /** Characters of a line that are shown with a problem. */
    static final int EXCERPT = 500;

    private Limits() {}

    /** "at most 20,000 rules", for messages that are the same in every locale. */
    static String most(int limit, String things) {
        StringBuilder digits = new StringBuilder(Integer.toString(limit));
        for (int at = digits.length() - 3; at > 0; at -= 3) {
            digits.insert(at, ',');
        }
        return "at most " + digits + " " + things;
    }
}
