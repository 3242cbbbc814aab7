package org.loyaltyrules.testing;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.loyaltyrules.event.Event;
import org.loyaltyrules.event.EventFormatException;
import org.loyaltyrules.event.EventJson;
import org.loyaltyrules.program.Located;
import org.loyaltyrules.program.Located.Place;

/** An event in a scenario: its own fields, without what is expected of it. */
final class EventSection {

    private static final JsonFactory FACTORY = new JsonFactory();

    private final Located.Fields fields;

    EventSection(Located.Fields all, List<String> expectations) {
        List<Located.Field> own = all.fields().stream()
                .filter(field -> !expectations.contains(field.key()))
                .toList();
        this.fields = new Located.Fields(all.place(), own);
    }

    /**
     * The event.
     *
     * @throws EventFormatException where it is malformed
     */
    Event read() {
        return EventJson.read(json(fields));
    }

    /** Type, id and member as far as they are there, for people. */
    String label(int number) {
        String type = textOf("type");
        String id = textOf("id");
        String member = textOf("member");
        String label = (type.isEmpty() ? "event" : type) + " " + (id.isEmpty() ? "number " + number : id);
        return member.isEmpty() ? label : label + " of " + member;
    }

    String textOf(String key) {
        Located.Field field = fields.find(key);
        return field != null && field.value() instanceof Located.Text text ? text.text() : "";
    }

    /** Where the field of a path such as {@code lines[1].amount} stands; where it is missing, what it should be in. */
    Place placeOf(String path) {
        Located found = fields;
        Place place = fields.place();
        for (String name : names(path)) {
            Located.Field field = found instanceof Located.Fields in ? in.find(name) : null;
            if (field != null) {
                found = field.value();
                place = field.place();
            } else if (found instanceof Located.Items in && isIndexOf(name, in)) {
                found = in.items().get(Integer.parseInt(name));
                place = found.place();
            } else {
                return place;
            }
        }
        return place;
    }

    private static boolean isIndexOf(String name, Located.Items items) {
        return name.length() < 7
                && name.chars().allMatch(Character::isDigit)
                && Integer.parseInt(name) < items.items().size();
    }

    private static List<String> names(String path) {
        List<String> names = new ArrayList<>();
        for (String part : path.split("[.\\[\\]]+")) {
            if (!part.isEmpty()) {
                names.add(part);
            }
        }
        return names;
    }

    /** The value as JSON, in one line. */
    static String json(Located value) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = FACTORY.createGenerator(text)) {
            write(value, json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    private static void write(Located value, JsonGenerator json) throws IOException {
        if (value instanceof Located.Fields fields) {
            json.writeStartObject();
            for (Located.Field field : fields.fields()) {
                if (field != fields.find(field.key())) {
                    // Given twice, which has been reported.
                    continue;
                }
                json.writeFieldName(field.key());
                write(field.value(), json);
            }
            json.writeEndObject();
        } else if (value instanceof Located.Items items) {
            json.writeStartArray();
            for (Located item : items.items()) {
                write(item, json);
            }
            json.writeEndArray();
        } else if (value instanceof Located.Text text) {
            json.writeString(text.text());
        } else if (value instanceof Located.Number number) {
            json.writeNumber(number.number());
        } else if (value instanceof Located.Truth truth) {
            json.writeBoolean(truth.truth());
        } else {
            json.writeNull();
        }
    }
}
