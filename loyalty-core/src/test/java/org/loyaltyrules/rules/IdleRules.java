package org.loyaltyrules.rules;

import java.util.ArrayList;
import java.util.List;
import org.loyaltyrules.program.Problem;

/**
 * Takes rules that can never fire, which are errors, out of files made at random. What the tests compare with keeps them: one
 * that does fire after all shows as a difference.
 */
public final class IdleRules {

    private IdleRules() {}

    /**
     * The text of a file without its rules that can never fire.
     *
     * @param problems of the file and of others; none of them another error
     */
    public static String without(String file, String text, List<Problem> problems) {
        List<String> lines = new ArrayList<>(text.lines().toList());
        for (Problem problem : problems) {
            if (problem.severity() == Problem.Severity.ERROR && !problem.code().equals("never-fires")) {
                throw new AssertionError(problem.describe());
            }
            if (problem.severity() == Problem.Severity.ERROR && problem.file().equals(file)) {
                blank(lines, problem.line() - 1);
            }
        }
        return String.join("\n", lines) + "\n";
    }

    private static void blank(List<String> lines, int within) {
        int start = within;
        while (!lines.get(start).startsWith("rule ")) {
            if (lines.get(start).isEmpty()) {
                // Taken out already.
                return;
            }
            start--;
        }
        int end = within;
        while (!lines.get(end).equals("end")) {
            end++;
        }
        for (int i = start; i <= end; i++) {
            lines.set(i, "");
        }
    }
}
