package org.loyaltyrules.rules;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.loyaltyrules.program.Problem;

/** Collects what is wrong with rule files, each thing once. */
final class Diagnostics {

    private final Set<Problem> problems = new LinkedHashSet<>();
    private final Map<Problem.Severity, Integer> counts = new EnumMap<>(Problem.Severity.class);
    private final Set<Problem.Severity> full = EnumSet.noneOf(Problem.Severity.class);
    private int reports;

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
        reports++;
        if (isFull(severity, source)) {
            return;
        }
        int start = Math.min(problem.start(), source.text().length());
        int line = source.line(start);
        boolean isNew = problems.add(new Problem(
                severity,
                problem.code(),
                source.file(),
                line,
                source.column(start),
                source.lengthOnLine(start, problem.end()),
                problem.message(),
                problem.hint(),
                source.excerpt(line)));
        if (isNew) {
            counts.merge(severity, 1, Integer::sum);
        }
    }

    /** Adds what was found elsewhere. */
    void add(Problem problem) {
        reports++;
        problems.add(problem);
    }

    void report(SourceText source, int start, int end, String code, String message, @Nullable String hint) {
        report(source, new ProblemException(start, end, code, message, hint));
    }

    boolean hasErrors() {
        return problems.stream().anyMatch(problem -> problem.severity() == Problem.Severity.ERROR);
    }

    /** How often something was reported, again or beyond what is kept too. */
    int count() {
        return reports;
    }

    /** Whether there are as many errors, or warnings, as are kept; the first time, that is noted in their stead. */
    private boolean isFull(Problem.Severity severity, SourceText source) {
        boolean isFull = counts.getOrDefault(severity, 0) >= Limits.PROBLEMS;
        if (isFull && full.add(severity)) {
            problems.add(tooMany(severity, source));
        }
        return isFull;
    }

    private static Problem tooMany(Problem.Severity severity, SourceText source) {
        return new Problem(
                severity,
                "too-many-problems",
                source.file(),
                0,
                0,
                0,
                "there are more problems than the " + Limits.PROBLEMS + " that are shown",
                "put these right and check again",
                null);
    }

    List<Problem> inOrder() {
        return problems.stream().sorted(Problem.BY_PLACE).toList();
    }
}
