package org.loyaltyrules.explanation;

import org.jspecify.annotations.Nullable;

/**
 * A fact that a rule looked at.
 *
 * @param kind {@code Purchase}, {@code LineItem}, …; {@code String} for an element of a list of texts
 * @param number the 1-based line of a purchase; null for other facts
 * @param text the text, where it is one; null otherwise
 */
public record MatchedFact(
        String kind, @Nullable Integer number, @Nullable String text) {

    /** As people say it: {@code LineItem 2}. */
    public String label() {
        if (text != null) {
            return "\"" + text + "\"";
        }
        return number == null ? kind : kind + " " + number;
    }
}
