package org.loyaltyrules.testing;

import com.fasterxml.jackson.databind.JsonNode;
import org.loyaltyrules.program.Located;

/**
 * A place where what came is not what was expected.
 *
 * @param path such as {@code points.earned}; empty for the whole
 * @param kind how the two differ
 * @param expected the pattern
 * @param actual what is there; a missing node where nothing is
 */
record Mismatch(String path, Kind kind, Located expected, JsonNode actual) {

    /** How expected and actual differ. */
    enum Kind {
        /** The value is another. */
        DIFFERENT,
        /** No element of the list matches. */
        NOT_IN_LIST,
        /** It matches, and must not. */
        UNWANTED
    }
}
