package org.loyaltyrules.command;

/** The exit codes of the command. */
final class ExitCode {

    /** All is well. */
    static final int FINE = 0;

    /** The program, an event or a scenario has something wrong. */
    static final int WRONG = 1;

    /** The command was not used as it is meant to be. */
    static final int USAGE = 2;

    private ExitCode() {}
}
