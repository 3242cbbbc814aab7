package org.loyaltyrules.rules;

/** One place in a match: the fact of a pattern, or the results of an accumulate. */
interface Element {

    /** The place among the elements of the rule. */
    int id();
}
