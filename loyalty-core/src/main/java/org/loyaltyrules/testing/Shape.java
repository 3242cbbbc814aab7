package org.loyaltyrules.testing;

import java.util.Collection;
import java.util.List;
import java.util.Map;

/** What a JSON value of a decision or a standing can be; an expectation of anything else could never be met. */
sealed interface Shape {

    /** Any value. */
    record Anything() implements Shape {}

    /** A text. */
    record Text(boolean nullable) implements Shape {}

    /** A number. */
    record Number() implements Shape {}

    /** True or false. */
    record Truth() implements Shape {}

    /**
     * One of some texts.
     *
     * @param what the text is, for people: "a rule of the program"
     */
    record OneOf(String what, Collection<String> texts, boolean nullable) implements Shape {}

    /** A list whose elements have one shape. */
    record ListOf(Shape element) implements Shape {}

    /**
     * An object.
     *
     * @param title what it is, for people: "a decision"
     * @param nullable whether it can be missing
     */
    record ObjectOf(String title, Map<String, Shape> fields, boolean nullable) implements Shape {
        ObjectOf(String title, Map<String, Shape> fields) {
            this(title, fields, false);
        }
    }

    /** Any text. */
    Shape TEXT = new Text(false);

    /** Any text, or null. */
    Shape TEXT_OR_NULL = new Text(true);

    /** Any number. */
    Shape NUMBER = new Number();

    /** Texts in a list. */
    Shape TEXTS = new ListOf(TEXT);

    /** What the value must be, for people. */
    default String expected() {
        if (this instanceof Text text) {
            return text.nullable() ? "a text or null" : "a text";
        }
        if (this instanceof Number) {
            return "a number";
        }
        if (this instanceof Truth) {
            return "true or false";
        }
        if (this instanceof OneOf one) {
            return one.nullable() ? "a text or null" : "a text";
        }
        if (this instanceof ListOf) {
            return "a list";
        }
        return this instanceof ObjectOf ? "an object" : "a value";
    }

    /** The shape of one of some constants. */
    static <E extends Enum<E>> Shape constants(Class<E> type) {
        List<String> names =
                List.of(type.getEnumConstants()).stream().map(Enum::name).toList();
        return new OneOf("one of " + String.join(", ", names), names, false);
    }
}
