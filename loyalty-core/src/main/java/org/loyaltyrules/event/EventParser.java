package org.loyaltyrules.event;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** From JSON text to maps, lists, texts, exact numbers and booleans, with {@link #NULL} where JSON has a null. */
final class EventParser {

    /** Stands for a JSON null. */
    static final Object NULL = new Object();

    private static final int MAX_DOCUMENT = 1_000_000;
    private static final int MAX_TEXT = 10_000;

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxDocumentLength(MAX_DOCUMENT)
                    .maxNestingDepth(50)
                    .maxNumberLength(100)
                    .maxStringLength(MAX_TEXT)
                    .maxNameLength(MAX_TEXT)
                    .build())
            .build();

    private static final String TOO_LARGE =
            "is too large: texts have at most 10000 characters, numbers 100 digits, and there are at most 50 levels";

    private final JsonParser parser;

    private EventParser(JsonParser parser) {
        this.parser = parser;
    }

    /** The fields of the text's only object. */
    static Map<String, Object> parse(String json) {
        if (json.length() > MAX_DOCUMENT) {
            throw new EventFormatException("", "is too large: an event has at most " + MAX_DOCUMENT + " characters");
        }
        try (JsonParser parser = FACTORY.createParser(json)) {
            return new EventParser(parser).document();
        } catch (IOException e) {
            throw new IllegalStateException("A text was read and cannot fail", e);
        }
    }

    private Map<String, Object> document() throws IOException {
        try {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new EventFormatException("", "must be a JSON object");
            }
            Map<String, Object> fields = fields();
            if (parser.nextToken() != null) {
                throw new EventFormatException("", "must have nothing after the end of the object");
            }
            return fields;
        } catch (JsonEOFException e) {
            throw new EventFormatException("", "ends too early: a bracket or a quote is not closed");
        } catch (StreamConstraintsException | NumberFormatException e) {
            throw new EventFormatException(path(), TOO_LARGE);
        } catch (JsonProcessingException e) {
            // The parser's own message would quote what was given.
            throw new EventFormatException(
                    "",
                    "is not valid JSON at line " + e.getLocation().getLineNr() + ", column "
                            + e.getLocation().getColumnNr());
        }
    }

    private Map<String, Object> fields() throws IOException {
        Map<String, Object> fields = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            parser.nextToken();
            Object value = value();
            if (fields.put(name, value) != null) {
                throw new EventFormatException(path(), "is given twice");
            }
        }
        return fields;
    }

    private List<Object> items() throws IOException {
        List<Object> items = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            items.add(value());
        }
        return items;
    }

    private Object value() throws IOException {
        return switch (parser.currentToken()) {
            case START_OBJECT -> fields();
            case START_ARRAY -> items();
            case VALUE_STRING -> parser.getText();
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> parser.getDecimalValue();
            case VALUE_TRUE -> Boolean.TRUE;
            case VALUE_FALSE -> Boolean.FALSE;
            default -> NULL;
        };
    }

    /** Where the parser is, such as {@code lines[1].amount}. */
    private String path() {
        return path(parser.getParsingContext());
    }

    private static String path(JsonStreamContext context) {
        if (context.inRoot()) {
            return "";
        }
        String parent = path(context.getParent());
        if (context.inArray()) {
            return parent + "[" + context.getCurrentIndex() + "]";
        }
        return context.hasCurrentName() ? JsonFields.join(parent, context.getCurrentName()) : parent;
    }
}
