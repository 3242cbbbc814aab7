package org.loyaltyrules.rules;

/**
 * The rules were not evaluated: too many evaluations of trusted rules that were abandoned have not ended, and each of them
 * still keeps a thread. Correct the rules and start the application anew.
 */
public final class EvaluationRefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    EvaluationRefusedException(int lost) {
        super(lost + " evaluations of trusted rules were abandoned and have not ended; no other is begun");
    }
}
