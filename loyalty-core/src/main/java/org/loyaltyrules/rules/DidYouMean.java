package org.loyaltyrules.rules;

import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.loyaltyrules.program.Spelling;

/** Hints at what somebody most likely meant. */
final class DidYouMean {

    private static final int LISTED = 12;

    private DidYouMean() {}

    /** A hint: the nearest known word, or all of them where none is near and they are few. */
    static @Nullable String hint(String written, Collection<String> known) {
        String nearest = Spelling.nearest(written, known.stream().sorted().toList());
        if (nearest != null) {
            return "did you mean '" + nearest + "'?";
        }
        // A list has an order that means something, such as that of tiers.
        List<String> listed = known instanceof List<String> ordered
                ? ordered
                : known.stream().sorted().toList();
        return listed.isEmpty() || listed.size() > LISTED ? null : "known: " + String.join(", ", listed);
    }
}
