package org.loyaltyrules.rules;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Trusted rules took longer than they may; the event was abandoned, and nothing of it is kept. */
public final class EvaluationTimeoutException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient @Nullable String rule;

    EvaluationTimeoutException(Duration deadline, @Nullable String rule) {
        super("The rules took longer than " + deadline
                + (rule == null
                        ? "; no trusted rule had begun to fire"
                        : "; rule \"" + rule + "\" was firing, or the last to"));
        this.rule = rule;
    }

    /** The trusted rule that fired last, or was firing; null where none had begun to. */
    public @Nullable String rule() {
        return rule;
    }
}
