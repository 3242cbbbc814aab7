package org.loyaltyrules.rules;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.loyaltyrules.program.Problem;

/** Collects what is wrong with rule files, each thing once. */
final class Diagnostics {

    private final Set<Problem> problems = new LinkedHashSet<>();

    void report(SourceText source, ProblemException problem) {
        add(Problem.Severity.ERROR, source, problem);
    }

    /** Reports what works, but perhaps not as meant. */
    void warn(SourceText source, ProblemException problem) {
        add(Problem.Severity.WARNING, source, problem);
    }

    private void add(Problem.Severity severity, SourceText source, ProblemException problem) {
        if (problem.follows()) {
            return;
        }
        int start = Math.min(problem.start(), source.text().length());
        int line = source.line(start);
        problems.add(new Problem(
                severity,
                problem.code(),
                source.file(),
                line,
                source.column(start),
                source.lengthOnLine(start, problem.end()),
                problem.message(),
                problem.hint(),
                source.lineText(line)));
    }

    void report(SourceText source, int start, int end, String code, String message, @Nullable String hint) {
        report(source, new ProblemException(start, end, code, message, hint));
    }

    boolean hasErrors() {
        return problems.stream().anyMatch(problem -> problem.severity() == Problem.Severity.ERROR);
    }

    int count() {
        return problems.size();
    }

    List<Problem> inOrder() {
        return problems.stream().sorted(Problem.BY_PLACE).toList();
    }
}
