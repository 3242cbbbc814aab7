package org.loyaltyrules.rules;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The variables that a rule binds, by its words alone. */
final class VariableNames {

    private VariableNames() {}

    static Set<String> of(ProgramCompiler.Compiled compiled) {
        Set<String> names = new HashSet<>();
        bindings(compiled).forEach(token -> names.add(token.text()));
        return names;
    }

    /** The names where they are bound, in order of place. */
    static List<Token> bindings(ProgramCompiler.Compiled compiled) {
        List<Token> tokens = conditions(compiled);
        List<Token> bindings = new ArrayList<>();
        for (int i = 0; i + 1 < tokens.size(); i++) {
            if (tokens.get(i).kind() == Token.Kind.WORD && tokens.get(i + 1).is(":")) {
                bindings.add(tokens.get(i));
            }
        }
        return bindings;
    }

    private static List<Token> conditions(ProgramCompiler.Compiled compiled) {
        List<Token> header = compiled.chunk().header();
        int start = (header.isEmpty() ? compiled.chunk().name() : header.get(header.size() - 1)).end();
        return Tokenizer.scan(compiled.source().text(), start, compiled.chunk().consequenceStart());
    }

    /** Every word of the conditions and the consequence, in order of place. */
    static List<Token> words(ProgramCompiler.Compiled compiled) {
        List<Token> words = new ArrayList<>(conditions(compiled));
        words.addAll(Tokenizer.scan(
                compiled.source().text(),
                compiled.chunk().consequenceStart(),
                compiled.chunk().consequenceEnd()));
        words.removeIf(token -> token.kind() != Token.Kind.WORD);
        return words;
    }
}
