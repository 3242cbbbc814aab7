package org.loyaltyrules.explanation;

/**
 * One rule in one evaluation.
 *
 * @param rule its name
 * @param file its file's path within the program
 * @param line the 1-based line on which it begins
 */
public record ExplainedRule(String rule, String file, int line, Outcome outcome) {}
