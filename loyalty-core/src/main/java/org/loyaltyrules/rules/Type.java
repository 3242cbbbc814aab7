package org.loyaltyrules.rules;

import org.jspecify.annotations.Nullable;

/**
 * What an expression stands for.
 *
 * @param fact for {@link Kind#FACT} which one
 * @param domain for texts that are always one of a closed set of words
 */
record Type(Kind kind, @Nullable FactKind fact, @Nullable Domain domain) {

    /** Every kind of value that rules can handle. */
    enum Kind {
        BOOLEAN("true or false"),
        /** Always a Long. */
        INTEGER("a number"),
        /** Always a BigDecimal. */
        DECIMAL("a number"),
        TEXT("text"),
        DATE("a date"),
        TIME("a time"),
        TEXTS("a set of texts"),
        LINES("a list of line items"),
        ATTRIBUTES("a map of texts"),
        /** A counter of money. */
        AMOUNTS("a counter"),
        /** A counter of things. */
        NUMBERS("a counter"),
        FACT("a fact"),
        NULL("null");

        private final String words;

        Kind(String words) {
            this.words = words;
        }
    }

    static final Type BOOLEAN = new Type(Kind.BOOLEAN, null, null);
    static final Type INTEGER = new Type(Kind.INTEGER, null, null);
    static final Type DECIMAL = new Type(Kind.DECIMAL, null, null);
    static final Type TEXT = new Type(Kind.TEXT, null, null);
    static final Type DATE = new Type(Kind.DATE, null, null);
    static final Type TIME = new Type(Kind.TIME, null, null);
    static final Type TEXTS = new Type(Kind.TEXTS, null, null);
    static final Type LINES = new Type(Kind.LINES, null, null);
    static final Type ATTRIBUTES = new Type(Kind.ATTRIBUTES, null, null);
    static final Type AMOUNTS = new Type(Kind.AMOUNTS, null, null);
    static final Type NUMBERS = new Type(Kind.NUMBERS, null, null);
    static final Type NULL = new Type(Kind.NULL, null, null);

    static Type fact(FactKind fact) {
        return new Type(Kind.FACT, fact, null);
    }

    static Type word(Domain domain) {
        return new Type(Kind.TEXT, null, domain);
    }

    boolean is(Kind wanted) {
        return kind == wanted;
    }

    boolean isNumber() {
        return kind == Kind.INTEGER || kind == Kind.DECIMAL;
    }

    /** As it is called in messages: "a number", "a LineItem". */
    String words() {
        if (fact == null) {
            return kind.words;
        }
        String name = fact.word();
        return ("AEIOU".indexOf(name.charAt(0)) >= 0 ? "an " : "a ") + name;
    }
}
