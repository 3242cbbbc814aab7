package org.loyaltyrules.program;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.loyaltyrules.program.Located.Place;

/** Reads JSON with comments into values that know their place; reports syntax errors and keys given twice. */
public final class LocatedParser {

    private static final int MAX_CHARACTERS = 10_000_000;

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(JsonReadFeature.ALLOW_JAVA_COMMENTS)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxDocumentLength(MAX_CHARACTERS)
                    .maxNestingDepth(50)
                    .maxNumberLength(100)
                    .maxStringLength(10_000)
                    .maxNameLength(1_000)
                    .build())
            .build();

    private final JsonParser parser;
    private final ProblemLog log;

    private LocatedParser(JsonParser parser, ProblemLog log) {
        this.parser = parser;
        this.log = log;
    }

    /** The file's only value; null where its syntax is wrong. */
    public static @Nullable Located parse(ProblemLog log) {
        if (log.text().length() > MAX_CHARACTERS) {
            log.error("syntax", new Place(1, 1), "the file has more than " + MAX_CHARACTERS + " characters");
            return null;
        }
        try (JsonParser parser = FACTORY.createParser(log.text())) {
            return new LocatedParser(parser, log).parse();
        } catch (IOException e) {
            throw new IllegalStateException("A text was read and cannot fail", e);
        }
    }

    private @Nullable Located parse() throws IOException {
        try {
            return document();
        } catch (JsonEOFException e) {
            log.error("syntax", place(e.getLocation()), "the file ends too early: a bracket or a quote is not closed");
        } catch (StreamConstraintsException | NumberFormatException e) {
            log.error(
                    "syntax",
                    place(parser.currentTokenLocation()),
                    "too large: texts have at most 10000 characters, numbers 100 digits, and there are at most 50 levels");
        } catch (JsonProcessingException e) {
            unexpected(place(e.getLocation()), e.getOriginalMessage());
        }
        return null;
    }

    /** Says in the author's words what the parser says in its own. */
    private void unexpected(Place place, String message) {
        String sign = log.foreignSignAt(place);
        if (sign != null) {
            log.error(
                    "foreign-punctuation",
                    place,
                    "'" + sign + "' means nothing in JSON",
                    "write " + Punctuation.insteadOf(sign.codePointAt(0)) + " (the sign of an English keyboard)");
            return;
        }
        Place word = log.wordAt(place);
        if (message.contains("expecting double-quote to start field name")) {
            log.error("syntax", word, "expected a key in double quotes here; after the last one there is no comma");
        } else if (message.contains("expecting comma")) {
            log.error("syntax", word, "expected a comma or the closing bracket before this");
        } else if (message.contains("expecting a colon")) {
            log.error("syntax", word, "expected a colon before this");
        } else {
            log.error(
                    "syntax",
                    word,
                    "this is not JSON: expected a text in double quotes, a number, true, false, null, a list or an object");
        }
    }

    private @Nullable Located document() throws IOException {
        if (parser.nextToken() == null) {
            log.error("syntax", new Place(1, 1), "the file is empty");
            return null;
        }
        Located value = value();
        if (parser.nextToken() != null) {
            log.error("syntax", place(parser.currentTokenLocation()), "something follows after the end of the object");
            return null;
        }
        return value;
    }

    private Located value() throws IOException {
        Place place = place(parser.currentTokenLocation());
        return switch (parser.currentToken()) {
            case START_OBJECT -> new Located.Fields(place, fields());
            case START_ARRAY -> new Located.Items(place, items());
            case VALUE_STRING -> new Located.Text(place, parser.getText());
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new Located.Number(place, parser.getDecimalValue());
            case VALUE_TRUE -> new Located.Truth(place, true);
            case VALUE_FALSE -> new Located.Truth(place, false);
            default -> new Located.Nothing(place);
        };
    }

    private List<Located> items() throws IOException {
        List<Located> items = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            items.add(value());
        }
        return items;
    }

    private List<Located.Field> fields() throws IOException {
        List<Located.Field> fields = new ArrayList<>();
        Map<String, Place> seen = new HashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            Place place = place(parser.currentTokenLocation());
            String key = parser.currentName();
            Place first = seen.putIfAbsent(key, place);
            if (first != null) {
                log.error(
                        "duplicate-key",
                        place,
                        Located.quote(key) + " is given twice",
                        "the first is in line " + first.line());
            }
            parser.nextToken();
            fields.add(new Located.Field(place, key, value()));
        }
        return fields;
    }

    private static Place place(@Nullable JsonLocation location) {
        return location == null
                ? new Place(1, 1)
                : new Place(Math.max(1, location.getLineNr()), Math.max(1, location.getColumnNr()));
    }
}
