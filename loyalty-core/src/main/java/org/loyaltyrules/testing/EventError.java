package org.loyaltyrules.testing;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.loyaltyrules.event.EventConflictException;
import org.loyaltyrules.event.EventFormatException;
import org.loyaltyrules.rules.RuleFailureException;

/**
 * Why an event was not decided at all.
 *
 * @param json as {@code loyalty run} prints it, with the line of the scenario's file
 * @param message for people, with the field where one is known
 */
record EventError(ObjectNode json, String message) {

    /** What kind of error it is. */
    enum Code {
        /** A field is missing or wrong. */
        MALFORMED,
        /** Its id was used before with other content. */
        CONFLICT,
        /** A rule failed. */
        RULE
    }

    static EventError of(int line, EventFormatException error) {
        return new EventError(
                json(line, error.path(), error.problem(), Code.MALFORMED), String.valueOf(error.getMessage()));
    }

    static EventError of(int line, EventConflictException error) {
        String text = String.valueOf(error.getMessage());
        return new EventError(json(line, "", text, Code.CONFLICT), text);
    }

    static EventError of(int line, RuleFailureException error) {
        String text = String.valueOf(error.getMessage());
        ObjectNode json = json(line, "", text, Code.RULE);
        ((ObjectNode) json.get("error")).put("rule", error.rule()).put("file", error.file());
        return new EventError(json, text);
    }

    private static ObjectNode json(int line, String path, String message, Code code) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.putObject("error")
                .put("line", line)
                .put("path", path)
                .put("message", message)
                .put("code", code.name());
        return json;
    }
}
