package org.loyaltyrules.testing;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.loyaltyrules.LoyaltyProgram;

/**
 * Events of a program's members, and what is expected of them. Read by {@link ScenarioFile}. Immutable and thread-safe.
 */
public final class Scenario {

    private final String file;
    private final int line;
    private final String name;
    private final List<Step> steps;
    private final Expectation end;
    private final boolean daily;
    private final @Nullable LocalDate until;

    Scenario(
            String file,
            int line,
            String name,
            List<Step> steps,
            Expectation end,
            boolean daily,
            @Nullable LocalDate until) {
        this.file = file;
        this.line = line;
        this.name = name;
        this.steps = List.copyOf(steps);
        this.end = end;
        this.daily = daily;
        this.until = until;
    }

    /** The path of its file. */
    public String file() {
        return file;
    }

    /** The 1-based line of its file on which it begins. */
    public int line() {
        return line;
    }

    /** Its name, unique within its file. */
    public String name() {
        return name;
    }

    /** Lets an engine of its own in memory decide the events by the program; the same input gives the same result. */
    public ScenarioResult run(LoyaltyProgram program) {
        return new ScenarioRun(program, this).run();
    }

    List<Step> steps() {
        return steps;
    }

    /** What is expected of all members when everything is decided. */
    Expectation end() {
        return end;
    }

    /** Whether each day begins with a {@code day} event. */
    boolean daily() {
        return daily;
    }

    /** The day up to which time goes on; null for the day of the last event. */
    @Nullable
    LocalDate until() {
        return until;
    }

    @Override
    public String toString() {
        return file + ": " + name;
    }
}
