package org.loyaltyrules.rules;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A word of the vocabulary: something that can be asked of a value. */
sealed interface Term {

    String name();

    Type type();

    /** Whether it can be null although the value it is asked of is not. */
    boolean nullable();

    /**
     * A property.
     *
     * @param index its place among the properties of its owner
     */
    record Property(String name, Type type, boolean nullable, int index, Evaluator reader) implements Term {}

    /** A method; arguments are never null and of the parameters' types. */
    record Method(String name, List<Type> parameters, Type type, boolean nullable, Body body) implements Term {}

    /** What a method does. */
    @FunctionalInterface
    interface Body {
        @Nullable
        Object call(Object receiver, Object[] arguments);
    }
}
