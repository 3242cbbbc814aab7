package org.loyaltyrules.rules;

import org.jspecify.annotations.Nullable;

/**
 * A rule failed while it was evaluated, or awarded something illegal. The message names the rule and its file and never
 * quotes what a fact said.
 */
public final class RuleFailureException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String rule;
    private final String file;
    private final int line;

    RuleFailureException(String rule, String file, int line, String message, @Nullable Throwable cause) {
        super("Rule \"" + rule + "\" (" + file + ":" + line + "): " + message, cause);
        this.rule = rule;
        this.file = file;
        this.line = line;
    }

    /** The rule's name. */
    public String rule() {
        return rule;
    }

    /** The rule file's path within the program folder. */
    public String file() {
        return file;
    }

    /** The 1-based line of the condition or statement that failed. */
    public int line() {
        return line;
    }
}
