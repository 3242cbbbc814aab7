package org.loyaltyrules.explanation;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A condition and how it came out for one fact. Values are text, Long, BigDecimal, Boolean, LocalDate, LocalTime, a list of
 * texts, or null; facts are told by kind and number.
 */
public sealed interface Check {

    /** The condition as its author wrote it. */
    String written();

    /** Whether it held. */
    boolean holds();

    /**
     * Two values that were compared.
     *
     * @param value what was looked at, as written
     * @param met the value that it had
     * @param operator such as {@code >=}, {@code not contains} or {@code in}
     * @param wanted the other side: one value, or several for {@code in}; may hold null
     * @param off how far the value was off; null where that has no meaning
     */
    record Comparison(
            String written,
            boolean holds,
            String value,
            @Nullable Object met,
            String operator,
            List<@Nullable Object> wanted,
            @Nullable Distance off)
            implements Check {

        public Comparison {
            wanted = Collections.unmodifiableList(new ArrayList<>(wanted));
        }
    }

    /** How conditions are combined. */
    enum Way {
        /** {@code &&}. */
        ALL,
        /** {@code ||}. */
        ANY,
        /** {@code !}. */
        NONE
    }

    /** Conditions that were combined, each with how it came out. */
    record Combination(String written, boolean holds, Way way, List<Check> sides) implements Check {

        public Combination {
            sides = List.copyOf(sides);
        }
    }

    /** Something that is true or false of itself, or could not be computed. */
    record Plain(String written, boolean holds) implements Check {}
}
