package org.loyaltyrules.rules;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A text whose patience ends: some regular expressions would try out a short text for years. */
final class PatientText implements CharSequence {

    private static final int MOST_LOOKS = 1_000_000;
    private static final int LOOKS_A_STEP = 8;

    private final String text;
    private int looks;

    private PatientText(String text) {
        this.text = text;
    }

    /**
     * Whether all of the text matches.
     *
     * @throws EvaluationException if that takes too long to find out
     */
    static boolean matches(Pattern pattern, String text, Variables variables) {
        PatientText patient = new PatientText(text);
        Matcher matcher = pattern.matcher(patient);
        try {
            boolean matches = matcher.matches();
            variables.spend(patient.looks / LOOKS_A_STEP);
            return matches;
        } catch (StackOverflowError tooDeep) {
            throw endless();
        }
    }

    @Override
    public char charAt(int index) {
        if (++looks > MOST_LOOKS) {
            throw endless();
        }
        return text.charAt(index);
    }

    @Override
    public int length() {
        return text.length();
    }

    @Override
    public CharSequence subSequence(int start, int end) {
        return text.subSequence(start, end);
    }

    @Override
    public String toString() {
        return text;
    }

    private static EvaluationException endless() {
        return new EvaluationException("its regular expression takes too long");
    }
}
