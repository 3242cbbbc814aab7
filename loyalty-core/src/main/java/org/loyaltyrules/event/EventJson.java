package org.loyaltyrules.event;

/**
 * Events as JSON, one object each. Reading is strict: an unknown field, a field given twice or as null, a number given as
 * text, a fraction where a whole number belongs, anything after the object and anything of unreasonable size (1,000,000
 * characters, texts of 10,000 characters, numbers of 100 digits, 50 levels) is refused. Numbers are exact.
 */
public final class EventJson {

    private EventJson() {}

    /**
     * Reads one event.
     *
     * @param json one JSON object
     * @throws EventFormatException where it is malformed; names the field and what was expected, never what was given
     */
    public static Event read(String json) {
        return EventReader.read(new JsonFields("", EventParser.parse(json)));
    }

    /**
     * The event in one line, without fields that say nothing. Equal events give equal texts, and {@link #read} gives the
     * event back.
     */
    public static String write(Event event) {
        return EventWriter.write(event);
    }
}
