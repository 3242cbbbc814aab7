package org.loyaltyrules.command;

import java.io.IOException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.loyaltyrules.MembershipEngine;
import org.loyaltyrules.decision.Decision;
import org.loyaltyrules.event.Day;
import org.loyaltyrules.event.Event;
import org.loyaltyrules.event.EventConflictException;
import org.loyaltyrules.event.EventFormatException;
import org.loyaltyrules.event.EventJson;
import org.loyaltyrules.event.MemberEvent;
import org.loyaltyrules.rules.RuleFailureException;

/** Lets an engine decide the events of a source, one after the other; an event with an error does not end the run. */
final class EventRun {

    private final MembershipEngine engine;
    private final ZoneId zone;
    private final boolean daily;
    private final Consumer<Decision> decisions;
    private final Consumer<String> errors;

    /** An event that was looked for, and the line that it stands in or comes with. */
    record Found(int line, Event event) {}

    private final List<String> ids = new ArrayList<>();
    private @Nullable String sought;
    private @Nullable Found found;
    private @Nullable LocalDate begun;
    private @Nullable LocalDate lastDay;
    private boolean failed;

    /**
     * Creates a run.
     *
     * @param zone the program's
     * @param daily whether each day begins with a {@code day} event
     * @param errors receives each error as a line of JSON
     */
    EventRun(
            MembershipEngine engine,
            ZoneId zone,
            boolean daily,
            Consumer<Decision> decisions,
            Consumer<String> errors) {
        this.engine = engine;
        this.zone = zone;
        this.daily = daily;
        this.decisions = decisions;
        this.errors = errors;
    }

    /**
     * Decides every event, and begins every day until the given one.
     *
     * @param until null for the day of the last event
     */
    void decide(EventLines lines, Progress progress, @Nullable LocalDate until) throws IOException {
        while (decideNext(lines)) {
            progress.reached(lines.number());
        }
        progress.end();
        if (begun != null && until != null) {
            beginDays(lines.number(), until);
        }
    }

    /**
     * Decides every event before the one with this id; days that begin are events as well.
     *
     * @return the event, which was not decided; null where there is none
     */
    @Nullable
    Found decideUntil(String id, EventLines lines, Progress progress) throws IOException {
        sought = id;
        while (found == null && decideNext(lines)) {
            progress.reached(lines.number());
        }
        progress.end();
        return found;
    }

    /** The ids of the events that were decided while one was looked for. */
    List<String> ids() {
        return ids;
    }

    /** The latest day of any event; null where there was none. */
    @Nullable
    LocalDate lastDay() {
        return lastDay;
    }

    /** Whether any event had an error. */
    boolean failed() {
        return failed;
    }

    private boolean decideNext(EventLines lines) throws IOException {
        Event event;
        try {
            String line = lines.next();
            if (line == null) {
                return false;
            }
            event = EventJson.read(line);
        } catch (EventFormatException e) {
            error(EventErrors.of(lines.number(), e));
            return true;
        }
        LocalDate day = event instanceof Day begins
                ? begins.date()
                : event.at().atZoneSameInstant(zone).toLocalDate();
        if (lastDay == null || day.isAfter(lastDay)) {
            lastDay = day;
        }
        if (daily) {
            beginDays(lines.number(), day);
        }
        decide(lines.number(), event);
        return true;
    }

    /** Begins every day after the last one begun, the given one included; a day that is past is not begun again. */
    private void beginDays(int line, LocalDate last) {
        LocalDate next = begun == null ? last : begun.plusDays(1);
        while (found == null && !next.isAfter(last)) {
            begun = next;
            decide(line, Day.of("day-" + next, next.atStartOfDay(zone).toOffsetDateTime(), next));
            next = next.plusDays(1);
        }
    }

    private void decide(int line, Event event) {
        if (found != null) {
            return;
        }
        if (sought != null) {
            ids.add(event.id());
            if (event.id().equals(sought)) {
                found = new Found(line, event);
                return;
            }
        }
        try {
            decided(event).forEach(decisions);
        } catch (EventFormatException e) {
            error(EventErrors.of(line, e));
        } catch (EventConflictException e) {
            error(EventErrors.of(line, e));
        } catch (RuleFailureException e) {
            error(EventErrors.of(line, e));
        }
    }

    private List<Decision> decided(Event event) {
        return event instanceof Day day ? engine.process(day) : List.of(engine.process((MemberEvent) event));
    }

    private void error(String line) {
        failed = true;
        errors.accept(line);
    }
}
