package org.loyaltyrules.program;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.loyaltyrules.program.Located.Place;
import org.loyaltyrules.program.Problem.Severity;

/** Collects what is wrong with one file, each problem with the line it is about. */
public final class ProblemLog {

    private static final int MOST_PROBLEMS = 1_000;
    private static final int LONGEST_SHOWN = 500;

    private final String file;
    private final String text;
    private final String[] lines;
    private final List<Problem> problems = new ArrayList<>();

    /**
     * Begins a log without problems.
     *
     * @param file the file's path, for problems
     * @param text the file's whole text
     */
    public ProblemLog(String file, String text) {
        this.file = file;
        this.text = text;
        this.lines = text.split("\r\n|\r|\n", -1);
    }

    String text() {
        return text;
    }

    /** Adds an error, with the line of its place as its excerpt. */
    public void error(String code, Place place, String message) {
        error(code, place, message, null);
    }

    /** Adds an error, with the line of its place as its excerpt and what to write instead. */
    public void error(String code, Place place, String message, @Nullable String hint) {
        add(Severity.ERROR, code, place, message, hint);
    }

    /** Adds a warning, with the line of its place as its excerpt and what to write instead. */
    public void warning(String code, Place place, String message, @Nullable String hint) {
        add(Severity.WARNING, code, place, message, hint);
    }

    private void add(Severity severity, String code, Place place, String message, @Nullable String hint) {
        String line = line(place);
        int length = tokenLength(line, place.column() - 1);
        if (problems.size() >= MOST_PROBLEMS && (severity == Severity.WARNING || hasErrors())) {
            return;
        }
        String excerpt = line.isBlank() || line.length() > LONGEST_SHOWN ? null : line;
        problems.add(new Problem(severity, code, file, place.line(), place.column(), length, message, hint, excerpt));
    }

    /** Whether any of the problems is an error. */
    public boolean hasErrors() {
        return problems.stream().anyMatch(problem -> problem.severity() == Severity.ERROR);
    }

    /** In order of place. */
    public List<Problem> problems() {
        return problems.stream().sorted(Problem.BY_PLACE).toList();
    }

    /** The place itself; where it is the end of a word or within it, the word's beginning. */
    Place wordAt(Place place) {
        String line = line(place);
        int start = Math.min(place.column() - 1, line.length());
        while (start > 0 && isWord(line.charAt(start - 1))) {
            start--;
        }
        return new Place(place.line(), start + 1);
    }

    /** A sign at a place, or right before it, that is not of an English keyboard; null where there is none. */
    @Nullable
    String foreignSignAt(Place place) {
        String line = line(place);
        for (int at = place.column() - 1; at >= Math.max(0, place.column() - 2); at--) {
            if (at < line.length() && Punctuation.insteadOf(line.codePointAt(at)) != null) {
                return Character.toString(line.codePointAt(at));
            }
        }
        return null;
    }

    private String line(Place place) {
        return place.line() <= lines.length ? lines[place.line() - 1] : "";
    }

    /** The length of the text in quotes, of the number or of the word that begins at {@code start}; else 1. */
    private static int tokenLength(String line, int start) {
        if (start >= line.length()) {
            return 1;
        }
        int end = start + 1;
        if (line.charAt(start) == '"') {
            while (end < line.length() && line.charAt(end) != '"') {
                end += line.charAt(end) == '\\' ? 2 : 1;
            }
            return Math.min(end + 1, line.length()) - start;
        }
        if (isWord(line.charAt(start))) {
            while (end < line.length() && isWord(line.charAt(end))) {
                end++;
            }
        }
        return end - start;
    }

    private static boolean isWord(char c) {
        return Character.isLetterOrDigit(c) || c == '-' || c == '+' || c == '.';
    }
}
