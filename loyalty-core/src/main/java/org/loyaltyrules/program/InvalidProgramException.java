package org.loyaltyrules.program;

import java.util.List;
import java.util.stream.Collectors;

/** A program cannot be used; says every problem of its catalog and rules, not the first alone. */
public final class InvalidProgramException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;

    /**
     * Creates the exception.
     *
     * @param program the program's name or folder
     * @param problems at least one error, in order of place
     */
    public InvalidProgramException(String program, List<Problem> problems) {
        super("Program " + program + " cannot be used:\n"
                + problems.stream().map(Problem::describe).collect(Collectors.joining("\n")));
        this.problems = List.copyOf(problems);
    }

    /** Every problem, in order of place. */
    public List<Problem> problems() {
        return problems;
    }
}
