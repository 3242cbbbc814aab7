package org.loyaltyrules.testing;

import org.jspecify.annotations.Nullable;
import org.loyaltyrules.event.Event;

/**
 * An event of a scenario and what is expected of it.
 *
 * @param label what to call it: its type, id and member
 * @param line where it begins in its file
 * @param event null where it is malformed, which then is what is expected
 * @param error why it is malformed; null where it is not
 */
record Step(
        String label,
        int line,
        @Nullable Event event,
        @Nullable EventError error,
        Expectation expectation) {}
