package org.loyaltyrules.rules;

import java.util.List;
import org.drools.drl.ast.descr.RuleDescr;

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
record RuleChunk(Token name, List<Token> header, int start, int consequenceStart, int consequenceEnd, int end) {

    /** The chunk of a rule that Drools has read. */
    static RuleChunk of(RuleDescr rule, SourceText source) {
        int start = rule.getStartCharacter();
        int end = Math.min(
                Math.max(start, rule.getEndCharacter() + 1), source.text().length());
        List<Token> tokens = Tokenizer.scan(source.text(), start, end);
        int at = 2;
        int depth = 0;
        while (at < tokens.size()
                && !(depth == 0 && (tokens.get(at).is("when") || tokens.get(at).is("then")))) {
            depth += tokens.get(at).is("(") ? 1 : tokens.get(at).is(")") ? -1 : 0;
            at++;
        }
        List<Token> header = at < tokens.size() ? tokens.subList(2, at) : List.of();
        return new RuleChunk(tokens.get(Math.min(1, tokens.size() - 1)), List.copyOf(header), start, end, end, end);
    }
}
