package org.loyaltyrules.rules;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Finds the known word that somebody most likely meant. */
final class DidYouMean {

    private static final int LISTED = 12;

    private DidYouMean() {}

    /** A hint: the nearest known word, or all of them where none is near and they are few. */
    static @Nullable String hint(String written, Collection<String> known) {
        String nearest = nearest(written, known);
        if (nearest != null) {
            return "did you mean '" + nearest + "'?";
        }
        // A list has an order that means something, such as that of tiers.
        List<String> listed = known instanceof List<String> ordered
                ? ordered
                : known.stream().sorted().toList();
        return listed.isEmpty() || listed.size() > LISTED ? null : "known: " + String.join(", ", listed);
    }

    private static @Nullable String nearest(String written, Collection<String> known) {
        String best = null;
        int bestDistance = Math.max(1, written.length() / 3) + 1;
        for (String word : known.stream().sorted().toList()) {
            int distance = distance(written.toLowerCase(Locale.ROOT), word.toLowerCase(Locale.ROOT));
            if (distance < bestDistance) {
                best = word;
                bestDistance = distance;
            }
        }
        return best;
    }

    /** Insertions, deletions, replacements and swaps of neighbors that lead from one word to the other. */
    private static int distance(String from, String to) {
        int[][] steps = new int[from.length() + 1][to.length() + 1];
        for (int i = 0; i <= from.length(); i++) {
            for (int j = 0; j <= to.length(); j++) {
                if (i == 0 || j == 0) {
                    steps[i][j] = i + j;
                    continue;
                }
                int replaced = steps[i - 1][j - 1] + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                steps[i][j] = Math.min(replaced, Math.min(steps[i - 1][j], steps[i][j - 1]) + 1);
                if (i > 1
                        && j > 1
                        && from.charAt(i - 1) == to.charAt(j - 2)
                        && from.charAt(i - 2) == to.charAt(j - 1)) {
                    steps[i][j] = Math.min(steps[i][j], steps[i - 2][j - 2] + 1);
                }
            }
        }
        return steps[from.length()][to.length()];
    }
}
