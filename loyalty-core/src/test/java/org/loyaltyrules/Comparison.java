package org.loyaltyrules;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.loyaltyrules.decision.Decision;
import org.loyaltyrules.decision.DecisionJson;
import org.loyaltyrules.event.Day;
import org.loyaltyrules.event.Event;
import org.loyaltyrules.event.EventConflictException;
import org.loyaltyrules.event.EventFormatException;
import org.loyaltyrules.event.EventJson;
import org.loyaltyrules.event.MemberEvent;
import org.loyaltyrules.reference.ReferenceEngine;
import org.loyaltyrules.reference.ReferenceProgram;

/** The engine and the reference engine, deciding the same events of the same program. */
final class Comparison implements AutoCloseable {

    private static final ObjectMapper JSON =
            new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

    private final MembershipEngine engine;
    private final ReferenceEngine reference;

    Comparison(ReferenceProgram program) {
        this(Programs.random(program, Map.of()), new ReferenceEngine(program.json(), program.rules()));
    }

    Comparison(LoyaltyProgram program, ReferenceEngine reference) {
        this.engine = MembershipEngine.builder().program(program).build();
        this.reference = reference;
    }

    MembershipEngine engine() {
        return engine;
    }

    ReferenceEngine reference() {
        return reference;
    }

    /** What both engines said of an event; {@code difference} is null where they agree. */
    record Said(List<ObjectNode> decisions, @Nullable String difference) {}

    /** Lets both decide the event. */
    Said process(ObjectNode event) {
        List<ObjectNode> expected = reference.process(event);
        List<ObjectNode> actual = decide(event);
        return new Said(expected, difference("", JSON.valueToTree(expected), JSON.valueToTree(actual)));
    }

    /** What the engine says of an event. */
    List<ObjectNode> decide(ObjectNode json) {
        try {
            Event event = EventJson.read(json.toString());
            List<Decision> decisions =
                    event instanceof Day day ? engine.process(day) : List.of(engine.process((MemberEvent) event));
            return nodes(decisions);
        } catch (EventFormatException e) {
            return List.of(error("MALFORMED"));
        } catch (EventConflictException e) {
            return List.of(error("CONFLICT"));
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    private static List<ObjectNode> nodes(List<Decision> decisions) throws JsonProcessingException {
        List<ObjectNode> nodes = new ArrayList<>();
        for (Decision decision : decisions) {
            nodes.add((ObjectNode) JSON.readTree(DecisionJson.write(decision)));
        }
        return nodes;
    }

    /** The first place where what became of an event differs from what was expected; null where they are equal. */
    static @Nullable String difference(List<ObjectNode> expected, ProcessedEvent processed) {
        try {
            List<ObjectNode> actual =
                    processed.failure() == null ? nodes(processed.decisions()) : List.of(error("FAILED"));
            return difference("", JSON.valueToTree(expected), JSON.valueToTree(actual));
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    private static ObjectNode error(String code) {
        ObjectNode error = JSON.createObjectNode();
        error.putObject("error").put("code", code);
        return error;
    }

    /** The first place where two values differ; null where they are equal. Numbers are equal by value. */
    static @Nullable String difference(String path, JsonNode expected, JsonNode actual) {
        if (expected.has("error") || actual.has("error")) {
            return expected.has("error") == actual.has("error") ? null : say(path, expected, actual);
        }
        if (expected.isNumber() && actual.isNumber()) {
            return expected.decimalValue().compareTo(actual.decimalValue()) == 0 ? null : say(path, expected, actual);
        }
        if (expected.isArray() && actual.isArray() && expected.size() == actual.size()) {
            for (int i = 0; i < expected.size(); i++) {
                String inside = difference(path + "[" + i + "]", expected.get(i), actual.get(i));
                if (inside != null) {
                    return inside;
                }
            }
            return null;
        }
        if (expected.isObject() && actual.isObject()) {
            Set<String> names = new TreeSet<>();
            for (Iterator<String> fields = expected.fieldNames(); fields.hasNext(); ) {
                names.add(fields.next());
            }
            for (Iterator<String> fields = actual.fieldNames(); fields.hasNext(); ) {
                names.add(fields.next());
            }
            for (String name : names) {
                String inside = difference(path + "." + name, expected.path(name), actual.path(name));
                if (inside != null) {
                    return inside;
                }
            }
            return null;
        }
        return expected.equals(actual) ? null : say(path, expected, actual);
    }

    private static String say(String path, JsonNode expected, JsonNode actual) {
        return path + ": the reference says " + expected + ", the engine says " + actual;
    }

    @Override
    public void close() {
        engine.close();
    }
}
