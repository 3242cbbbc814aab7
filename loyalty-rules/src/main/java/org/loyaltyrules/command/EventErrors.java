package org.loyaltyrules.command;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;
import org.loyaltyrules.event.EventConflictException;
import org.loyaltyrules.event.EventFormatException;
import org.loyaltyrules.rules.RuleFailureException;

/** Errors of events as JSON, one line each. */
final class EventErrors {

    private static final JsonFactory FACTORY = new JsonFactory();

    private EventErrors() {}

    /** The event in this line is malformed. */
    static String of(int line, EventFormatException error) {
        return write(line, error.path(), error.problem(), "MALFORMED", null);
    }

    /** The event in this line has an id that was used before with other content. */
    static String of(int line, EventConflictException error) {
        return write(line, "", error.getMessage(), "CONFLICT", null);
    }

    /** A rule failed on the event in this line. */
    static String of(int line, RuleFailureException error) {
        return write(line, "", error.getMessage(), "RULE", error);
    }

    private static String write(
            int line, String path, @Nullable String message, String code, @Nullable RuleFailureException failure) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = FACTORY.createGenerator(text)) {
            json.writeStartObject();
            json.writeObjectFieldStart("error");
            json.writeNumberField("line", line);
            json.writeStringField("path", path);
            json.writeStringField("message", message);
            json.writeStringField("code", code);
            if (failure != null) {
                json.writeStringField("rule", failure.rule());
                json.writeStringField("file", failure.file());
            }
            json.writeEndObject();
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }
}
