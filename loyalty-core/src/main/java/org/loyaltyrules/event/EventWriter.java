package org.loyaltyrules.event;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** From events to JSON; sets and maps in order of their keys, so that equal events give equal texts. */
final class EventWriter {

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            .build();

    private final JsonGenerator json;

    private EventWriter(JsonGenerator json) {
        this.json = json;
    }

    static String write(Event event) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = FACTORY.createGenerator(text)) {
            new EventWriter(json).event(event);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    private void event(Event event) throws IOException {
        json.writeStartObject();
        json.writeStringField("id", event.id());
        json.writeStringField("type", event.type());
        json.writeStringField("at", DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(event.at()));
        if (event instanceof MemberEvent memberEvent) {
            json.writeStringField("member", memberEvent.member());
        }
        if (event instanceof Enrollment enrollment) {
            enrollment(enrollment);
        } else if (event instanceof Update update) {
            update(update);
        } else if (event instanceof Purchase purchase) {
            purchase(purchase);
        } else if (event instanceof Return returned) {
            returned(returned);
        } else if (event instanceof Action action) {
            json.writeStringField("kind", action.kind());
            text("subject", action.subject());
        } else if (event instanceof Redemption redemption) {
            json.writeStringField("reward", redemption.reward());
        } else if (event instanceof Transfer transfer) {
            json.writeStringField("to", transfer.to());
            json.writeNumberField("points", transfer.points());
        } else if (event instanceof Conversion conversion) {
            json.writeStringField("partner", conversion.partner());
            json.writeNumberField("points", conversion.points());
        } else if (event instanceof Adjustment adjustment) {
            json.writeNumberField("points", adjustment.points());
            text("reason", adjustment.reason());
        } else if (event instanceof Day day) {
            json.writeStringField("date", day.date().toString());
        }
        json.writeEndObject();
    }

    private void enrollment(Enrollment enrollment) throws IOException {
        text("birthday", enrollment.birthday());
        text("channel", enrollment.channel());
        text("referrer", enrollment.referrer());
        set("tags", enrollment.tags());
        if (!enrollment.attributes().isEmpty()) {
            json.writeObjectFieldStart("attributes");
            for (Map.Entry<String, String> entry : new TreeMap<>(enrollment.attributes()).entrySet()) {
                json.writeStringField(entry.getKey(), entry.getValue());
            }
            json.writeEndObject();
        }
    }

    private void update(Update update) throws IOException {
        text("birthday", update.birthday());
        if (!update.attributes().isEmpty()) {
            json.writeObjectFieldStart("attributes");
            for (var entry : new TreeMap<>(update.attributes()).entrySet()) {
                json.writeStringField(entry.getKey(), entry.getValue().orElse(null));
            }
            json.writeEndObject();
        }
        set("tags", update.tags());
        set("untag", update.untag());
    }

    private void purchase(Purchase purchase) throws IOException {
        Purchase.Line first = purchase.lines().get(0);
        if (purchase.lines().size() == 1 && first.equals(Purchase.Line.of(first.amount()))) {
            json.writeNumberField("amount", first.amount());
        } else {
            json.writeArrayFieldStart("lines");
            for (Purchase.Line line : purchase.lines()) {
                line(line);
            }
            json.writeEndArray();
        }
        text("channel", purchase.channel());
        text("store", purchase.store());
        text("currency", purchase.currency());
        texts("vouchers", purchase.vouchers());
        if (purchase.pointsToSpend() > 0) {
            json.writeNumberField("pointsToSpend", purchase.pointsToSpend());
        }
    }

    private void line(Purchase.Line line) throws IOException {
        json.writeStartObject();
        text("sku", line.sku());
        text("category", line.category());
        text("brand", line.brand());
        if (line.quantity() != 1) {
            json.writeNumberField("quantity", line.quantity());
        }
        json.writeNumberField("amount", line.amount());
        set("tags", line.tags());
        text("availableFrom", line.availableFrom());
        json.writeEndObject();
    }

    private void returned(Return returned) throws IOException {
        json.writeStringField("purchase", returned.purchase());
        if (!returned.lines().isEmpty()) {
            json.writeArrayFieldStart("lines");
            for (Return.Line line : returned.lines()) {
                json.writeStartObject();
                json.writeNumberField("line", line.line());
                json.writeNumberField("quantity", line.quantity());
                json.writeEndObject();
            }
            json.writeEndArray();
        }
        text("currency", returned.currency());
    }

    /** A text, a date or a month and day; nothing where there is none. */
    private void text(String name, @Nullable Object value) throws IOException {
        if (value != null) {
            json.writeStringField(name, value.toString());
        }
    }

    private void set(String name, Set<String> values) throws IOException {
        texts(name, new TreeSet<>(values));
    }

    private void texts(String name, Collection<String> values) throws IOException {
        if (!values.isEmpty()) {
            json.writeArrayFieldStart(name);
            for (String value : values) {
                json.writeString(value);
            }
            json.writeEndArray();
        }
    }
}
