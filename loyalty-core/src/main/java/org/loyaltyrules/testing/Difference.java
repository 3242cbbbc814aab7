package org.loyaltyrules.testing;

/**
 * Something that came out otherwise than expected.
 *
 * @param path the field, such as {@code points.earned}; empty for the decision as a whole
 * @param expected what was expected, for people
 * @param actual what came, for people
 */
public record Difference(String path, String expected, String actual) {}
