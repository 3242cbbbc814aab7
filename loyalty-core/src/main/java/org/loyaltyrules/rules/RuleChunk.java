package org.loyaltyrules.rules;

import java.util.List;

/**
 * Where one rule stands in its file.
 *
 * @param name the token of its name
 * @param header the tokens between the name and {@code when}, or {@code then} where there is no {@code when}
 * @param start of the word {@code rule}
 * @param consequenceStart after the word {@code then}
 * @param consequenceEnd of the last word {@code end}
 * @param end after it
 */
record RuleChunk(Token name, List<Token> header, int start, int consequenceStart, int consequenceEnd, int end) {}
