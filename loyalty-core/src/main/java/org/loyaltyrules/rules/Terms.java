package org.loyaltyrules.rules;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What can be asked of one type of value.
 *
 * @param <T> the Java type of the values
 */
final class Terms<T> {

    private final Map<String, Term.Property> properties = new LinkedHashMap<>();
    private final Map<String, Term.Method> methods = new LinkedHashMap<>();

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

    Terms<T> whole(String name, Evaluator.WholeReader<T> reader) {
        return add(name, Type.INTEGER, false, Evaluator.readingWhole(reader));
    }

    Terms<T> truth(String name, Evaluator.TruthReader<T> reader) {
        return add(name, Type.BOOLEAN, false, Evaluator.readingTruth(reader));
    }

    Terms<T> decimal(String name, Evaluator.Reader<T, BigDecimal> reader) {
        return value(name, Type.DECIMAL, reader);
    }

    Terms<T> text(String name, Evaluator.Reader<T, String> reader) {
        return value(name, Type.TEXT, reader);
    }

    Terms<T> optionalText(String name, Evaluator.Reader<T, String> reader) {
        return add(name, Type.TEXT, true, Evaluator.reading(reader));
    }

    Terms<T> word(String name, Domain domain, Evaluator.Reader<T, String> reader) {
        return value(name, Type.word(domain), reader);
    }

    Terms<T> date(String name, Evaluator.Reader<T, LocalDate> reader) {
        return value(name, Type.DATE, reader);
    }

    Terms<T> optionalDate(String name, Evaluator.Reader<T, LocalDate> reader) {
        return add(name, Type.DATE, true, Evaluator.reading(reader));
    }

    Terms<T> value(String name, Type type, Evaluator.Reader<T, ?> reader) {
        return add(name, type, false, Evaluator.reading(reader));
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
