package org.loyaltyrules.terms;

/** What people wrote, so that Markdown shows it as it is. */
final class Markdown {

    private static final String SPECIAL = "\\`*_[]<>|#";

    private Markdown() {}

    /** The text on one line, with the signs that mean something escaped. */
    static String escaped(String text) {
        StringBuilder escaped = new StringBuilder(text.length());
        for (char c : text.strip().replaceAll("\\s+", " ").toCharArray()) {
            if (SPECIAL.indexOf(c) >= 0) {
                escaped.append('\\');
            }
            escaped.append(c);
        }
        return escaped.toString();
    }
}
