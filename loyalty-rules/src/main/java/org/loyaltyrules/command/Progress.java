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
     * @param resultsCome whether results come as lines are read: where a person sees them they are progress enough
     */
    Progress(Console console, boolean resultsCome) {
        this.console = console;
        this.shown =
                console.watched() == Watched.DIAGNOSTICS || console.watched() == Watched.EVERYTHING && !resultsCome;
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
