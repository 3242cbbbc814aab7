package org.loyaltyrules;

import org.loyaltyrules.program.Problem;

/** What can be wrong with a file or folder as a whole. */
final class FileProblems {

    private FileProblems() {}

    /** An error about a whole file or folder. */
    static Problem at(String file, String code, String message) {
        return new Problem(Problem.Severity.ERROR, code, file, 0, 0, 0, message, null, null);
    }
}
