package org.loyaltyrules.command;

import java.util.Locale;

/** Tells a person who waits how far a long run has come; says nothing where nobody looks. */
final class Progress {

    private static final int STEP = 10_000;

    private final Console console;
    private final boolean shown;
    private boolean begun;

    /**
     * Creates a progress.
     *
     * @param shown false where results are shown as they come, which is progress enough
     */
    Progress(Console console, boolean shown) {
        this.console = console;
        this.shown = shown && console.terminal();
    }

    /** So many lines have been read. */
    void reached(int lines) {
        if (shown && lines % STEP == 0) {
            begun = true;
            console.err().write(String.format(Locale.ROOT, "\r%,d lines", lines));
            console.err().flush();
        }
    }

    /** Nothing more will be read. */
    void end() {
        if (begun) {
            console.err().write("\r\033[K");
            console.err().flush();
        }
    }
}
