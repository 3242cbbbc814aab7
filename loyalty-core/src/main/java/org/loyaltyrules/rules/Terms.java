package org.loyaltyrules.rules;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * What can be asked of one type of value.
 *
 * @param <T> the Java type of the values
 */
final class Terms<T> {

    /** A function that may give null. */
    @FunctionalInterface
    interface Getter<T, R> {
        @Nullable
        R get(T owner);
    }

    private final Function<Object, T> cast;
    private final Map<String, Term.Property> properties = new LinkedHashMap<>();
    private final Map<String, Term.Method> methods = new LinkedHashMap<>();

    Terms(Function<Object, T> cast) {
        this.cast = cast;
    }

    Term.@Nullable Property property(String name) {
        return properties.get(name);
    }

    Term.@Nullable Method method(String name) {
        return methods.get(name);
    }

    Set<String> propertyNames() {
        return properties.keySet();
    }

    Set<String> methodNames() {
        return methods.keySet();
    }

    Terms<T> whole(String name, ToLongFunction<T> reader) {
        return add(name, Type.INTEGER, false, Evaluator.readingWhole(o -> reader.applyAsLong(cast.apply(o))));
    }

    Terms<T> truth(String name, Predicate<T> reader) {
        return add(name, Type.BOOLEAN, false, Evaluator.readingTruth(o -> reader.test(cast.apply(o))));
    }

    Terms<T> decimal(String name, Function<T, BigDecimal> reader) {
        return value(name, Type.DECIMAL, reader);
    }

    Terms<T> text(String name, Function<T, String> reader) {
        return value(name, Type.TEXT, reader);
    }

    Terms<T> optionalText(String name, Getter<T, String> reader) {
        return add(name, Type.TEXT, true, Evaluator.reading(o -> reader.get(cast.apply(o))));
    }

    Terms<T> word(String name, Domain domain, Function<T, String> reader) {
        return value(name, Type.word(domain), reader);
    }

    Terms<T> date(String name, Function<T, LocalDate> reader) {
        return value(name, Type.DATE, reader);
    }

    Terms<T> optionalDate(String name, Getter<T, LocalDate> reader) {
        return add(name, Type.DATE, true, Evaluator.reading(o -> reader.get(cast.apply(o))));
    }

    Terms<T> value(String name, Type type, Function<T, ?> reader) {
        return add(name, type, false, Evaluator.reading(o -> reader.apply(cast.apply(o))));
    }

    Terms<T> method(String name, Type type, List<Type> parameters, Term.Body body) {
        methods.put(name, new Term.Method(name, parameters, type, false, body));
        return this;
    }

    Terms<T> optionalMethod(String name, Type type, List<Type> parameters, Term.Body body) {
        methods.put(name, new Term.Method(name, parameters, type, true, body));
        return this;
    }

    private Terms<T> add(String name, Type type, boolean nullable, Evaluator reader) {
        properties.put(name, new Term.Property(name, type, nullable, properties.size(), reader));
        return this;
    }
}
