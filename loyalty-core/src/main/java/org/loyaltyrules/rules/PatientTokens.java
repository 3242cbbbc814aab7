package org.loyaltyrules.rules;

import org.antlr.runtime.CommonTokenStream;
import org.antlr.runtime.Token;
import org.antlr.runtime.TokenSource;

/**
 * The words of a rule file for Drools' parser, which looks at them again and again where brackets are nested in certain ways:
 * a line can take it years. Rules take some 50 looks a word.
 */
final class PatientTokens extends CommonTokenStream {

    private static final int LOOKS = 100_000;
    private static final int LOOKS_A_WORD = 200;

    private long looks;

    PatientTokens(TokenSource source) {
        super(source);
    }

    /** Whether the parser was stopped because it looked too often. */
    boolean isExhausted() {
        return looks > LOOKS + (long) LOOKS_A_WORD * size();
    }

    private void look() {
        looks++;
        if (isExhausted()) {
            throw new EvaluationException("the parser looked too often");
        }
    }

    @Override
    public int LA(int ahead) {
        look();
        return super.LA(ahead);
    }

    @Override
    public Token LT(int ahead) {
        look();
        return super.LT(ahead);
    }
}
