package org.loyaltyrules.store;

import java.util.List;
import java.util.function.Predicate;
import org.loyaltyrules.decision.Decision;
import org.loyaltyrules.event.Event;

/**
 * What was decided about an accepted event.
 *
 * @param decisions one for a member's event; any number for a day, in order of member
 * @param content tells whether an event of the same id says the same
 */
public record DecidedEvent(List<Decision> decisions, Predicate<Event> content) {

    public DecidedEvent {
        decisions = List.copyOf(decisions);
    }

    /** Whether an event of the same id says the same. */
    public boolean says(Event event) {
        return content.test(event);
    }
}
