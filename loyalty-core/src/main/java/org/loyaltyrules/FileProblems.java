package org.loyaltyrules;

import java.util.List;
import org.loyaltyrules.program.Problem;

/** What can be wrong with a file or folder as a whole. */
final class FileProblems {

    /** Bytes of one file: more than people write by hand, and nothing that could fill the memory. */
    static final int MOST_BYTES = 1 << 20;

    /** Bytes of all files of a program. */
    static final int MOST_BYTES_OF_ALL = 32 << 20;

    private FileProblems() {}

    /** Whether a file of this size can be read; else that is a problem. */
    static boolean fits(String file, long bytes, List<Problem> problems) {
        if (bytes > MOST_BYTES) {
            problems.add(new Problem(
                    Problem.Severity.ERROR,
                    "file-too-large",
                    file,
                    0,
                    0,
                    0,
                    "the file has more than the 1 MB that a file can have",
                    "divide it into several files",
                    null));
            return false;
        }
        return true;
    }

    /** An error about a whole file or folder. */
    static Problem at(String file, String code, String message) {
        return new Problem(Problem.Severity.ERROR, code, file, 0, 0, 0, message, null, null);
    }
}
