package org.loyaltyrules;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.loyaltyrules.decision.Decision;
import org.loyaltyrules.event.Event;

/**
 * What became of one event of a stream.
 *
 * @param event the event
 * @param decisions one for a member's event, any number for a day; empty where it failed
 * @param failure why it failed; null where it did not
 */
public record ProcessedEvent(
        Event event, List<Decision> decisions, @Nullable RuntimeException failure) {

    public ProcessedEvent {
        decisions = List.copyOf(decisions);
    }
}
