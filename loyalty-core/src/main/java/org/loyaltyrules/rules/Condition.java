package org.loyaltyrules.rules;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A checked and compiled part of what a rule asks for. */
sealed interface Condition {

    /**
     * One constraint of a pattern.
     *
     * @param operand the compiled condition
     * @param subject the value that is compared with others, by which rules can be looked up; null where there is none
     * @param inquiry says how it came out, for explanations
     * @param elements what both look at besides their own element, by slot
     * @param written as the author wrote it
     * @param line where it stands
     */
    record Constraint(
            Operand operand,
            @Nullable Operand subject,
            Inquiry inquiry,
            List<Element> elements,
            String written,
            int line) {

        /** Equal for constraints that mean the same, if their elements correspond. */
        String text() {
            return operand.text();
        }

        /** The words of the rule language that it has, such as those for what it asks for; no variables. */
        Set<String> words() {
            Set<String> words = new HashSet<>();
            for (Token token : Tokenizer.scan(text(), 0, text().length())) {
                if (token.kind() == Token.Kind.WORD) {
                    words.add(token.text());
                }
            }
            return words;
        }
    }

    /**
     * The list that a pattern looks at instead of the facts.
     *
     * @param elements what the expression looks at, by slot
     */
    record ListSource(Operand list, List<Element> elements) {}

    /**
     * A pattern.
     *
     * @param type of the facts, or of what {@code from} gives
     * @param from null for facts
     */
    record FactPattern(
            int id,
            Type type,
            List<Constraint> constraints,
            @Nullable ListSource from) implements Condition, Element {}

    /**
     * An accumulate.
     *
     * @param source what is accumulated
     * @param elements what the functions look at, by slot
     * @param single whether the result is that of the only function, not an array of all
     */
    record Accumulation(
            int id,
            List<Condition> source,
            List<AccumulateFunction> functions,
            List<Element> elements,
            boolean single,
            List<Constraint> constraints)
            implements Condition, Element {}

    /** Conditions under {@code not} or {@code exists}, or combined within one of these. */
    record Group(Kind kind, List<Condition> parts) implements Condition {

        enum Kind {
            NOT,
            EXISTS,
            AND,
            OR
        }
    }
}
