package org.loyaltyrules.command;

/** What a person sees while the command runs. */
enum Watched {
    /** Nothing: both streams go to files or other programs. */
    NOTHING,
    /** The error stream alone; results go elsewhere. */
    DIAGNOSTICS,
    /** Both streams, on one terminal. */
    EVERYTHING;

    /** What the script that starts the command has found out; Java itself can only tell that there is a terminal for all. */
    static Watched now() {
        if (Boolean.getBoolean("loyalty.diagnostics.watched")) {
            return Boolean.getBoolean("loyalty.results.watched") ? EVERYTHING : DIAGNOSTICS;
        }
        return System.console() == null ? NOTHING : EVERYTHING;
    }
}
