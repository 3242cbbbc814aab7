package org.loyaltyrules.store;

import java.util.List;
import org.loyaltyrules.decision.Decision;
import org.loyaltyrules.event.Event;

/**
 * An accepted event and what was decided.
 *
 * @param decisions one for a member's event; any number for a day
 */
public record DecidedEvent(Event event, List<Decision> decisions) {

    public DecidedEvent {
        decisions = List.copyOf(decisions);
    }
}
