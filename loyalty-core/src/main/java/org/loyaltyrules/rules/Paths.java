package org.loyaltyrules.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.loyaltyrules.rules.Expression.Operator;

/** Names, properties, methods and indexes. */
final class Paths {

    private final ExpressionChecker checker;

    Paths(ExpressionChecker checker) {
        this.checker = checker;
    }

    Operand name(Expression.Name name) {
        if (name.name().equals("this") && checker.ownType() != null) {
            return self(name, checker.ownType());
        }
        Scope.Variable variable = checker.scope().variable(name.name());
        if (variable != null) {
            return variable(name, variable);
        }
        if (checker.scope().isUnreadable(name.name())) {
            throw ProblemException.following(name);
        }
        Type own = checker.ownType();
        if (own != null && !name.name().startsWith("$")) {
            Term.Property property = ValueVocabulary.of(own).property(name.name());
            if (property != null) {
                return property(name, self(name, own), property, true, false);
            }
            throw unknownProperty(own, name.name(), name.start(), name.end());
        }
        throw unknownVariable(name);
    }

    Operand access(Expression.Access access) {
        Operand receiver = checker.check(access.receiver());
        Term.Property property = ValueVocabulary.of(receiver.type()).property(access.name());
        if (property == null) {
            throw unknownProperty(receiver.type(), access.name(), access.nameStart(), access.end());
        }
        return property(access, receiver, property, false, access.nullSafe());
    }

    Operand call(Expression.Call call) {
        Operand receiver;
        if (call.receiver() != null) {
            receiver = checker.check(call.receiver());
        } else if (checker.ownType() != null) {
            receiver = self(call, checker.ownType());
        } else {
            throw ProblemException.at(
                    call,
                    "not-supported",
                    "there is no function '" + call.name() + "'",
                    "a rule can use the properties of its facts, arithmetic and award");
        }
        Type type = receiver.type();
        Terms<?> terms = ValueVocabulary.of(type);
        Term.Method method = terms.method(call.name());
        if (method != null) {
            return method(call, receiver, method);
        }
        if (call.name().equals("equals") && call.arguments().size() == 1) {
            return Comparisons.compare(
                    call,
                    Operator.EQUAL,
                    receiver,
                    checker.check(call.arguments().get(0)),
                    checker.program());
        }
        if (call.arguments().isEmpty()) {
            Term.Property property = getter(terms, call.name());
            if (property != null) {
                return property(call, receiver, property, call.receiver() == null, call.nullSafe());
            }
        }
        List<String> known = new ArrayList<>(terms.methodNames());
        known.addAll(terms.propertyNames());
        throw new ProblemException(
                call.nameStart(),
                call.nameStart() + call.name().length(),
                "unknown-method",
                owner(type) + " has no method '" + call.name() + "'",
                DidYouMean.hint(call.name(), known));
    }

    Operand index(Expression.Index index) {
        Operand receiver = checker.check(index.receiver());
        if (!receiver.type().is(Type.Kind.ATTRIBUTES) && !receiver.type().is(Type.Kind.LINES)) {
            throw ProblemException.at(
                    index,
                    "wrong-argument",
                    "[ ] cannot be used on " + receiver.type().words(),
                    null);
        }
        Term.Method get = ValueVocabulary.of(receiver.type()).method("get");
        if (get == null) {
            throw new IllegalStateException("get");
        }
        Expression.Call call = new Expression.Call(
                index.receiver(), "get", List.of(index.key()), false, index.start(), index.start(), index.end());
        return method(call, receiver, get);
    }

    /** {@code amount()}, {@code getAmount()} and {@code isFirst()} all mean the property. */
    private static Term.@Nullable Property getter(Terms<?> terms, String name) {
        Term.Property property = terms.property(name);
        for (String prefix : List.of("get", "is")) {
            if (property == null && name.startsWith(prefix) && name.length() > prefix.length()) {
                String rest = name.substring(prefix.length());
                property = terms.property(rest.substring(0, 1).toLowerCase(Locale.ROOT) + rest.substring(1));
            }
        }
        return property;
    }

    private static Operand self(Expression source, Type type) {
        return Operand.of(source, type, false, Evaluator.reading(self -> self), "this", List.of());
    }

    private Operand variable(Expression.Name name, Scope.Variable variable) {
        Operand operand = variable.operand();
        if (variable.element() == checker.own()) {
            return new Operand(
                    name,
                    operand.type(),
                    operand.nullable(),
                    operand.evaluator(),
                    null,
                    operand.text(),
                    operand.property(),
                    null,
                    List.of());
        }
        int slot = checker.slots().slot(variable.element());
        return Operand.of(
                name,
                operand.type(),
                operand.nullable(),
                Evaluator.of(slot, operand.evaluator()),
                "#" + slot + "." + operand.text(),
                List.of());
    }

    private static Operand property(
            Expression source, Operand receiver, Term.Property property, boolean own, boolean nullSafe) {
        return new Operand(
                source,
                property.type(),
                receiver.nullable() || property.nullable(),
                own ? property.reader() : Evaluator.chain(receiver.evaluator(), property.reader()),
                null,
                own ? property.name() : receiver.text() + "." + property.name(),
                own ? property : null,
                null,
                required(receiver, nullSafe));
    }

    private static List<Operand> required(Operand receiver, boolean nullSafe) {
        if (!nullSafe) {
            return receiver.required();
        }
        List<Operand> required = new ArrayList<>(receiver.required());
        required.add(receiver);
        return List.copyOf(required);
    }

    private Operand method(Expression.Call call, Operand receiver, Term.Method method) {
        List<Type> parameters = method.parameters();
        if (parameters.size() != call.arguments().size()) {
            throw new ProblemException(
                    call.nameStart(),
                    call.end(),
                    "wrong-argument",
                    "'" + method.name() + "' takes " + count(parameters.size()) + ", not "
                            + call.arguments().size(),
                    null);
        }
        Operand[] arguments = new Operand[parameters.size()];
        StringBuilder text = new StringBuilder(receiver.text() + "." + method.name() + "(");
        boolean nullable = receiver.nullable() || method.nullable();
        for (int i = 0; i < arguments.length; i++) {
            arguments[i] = checker.argument(
                    checker.check(call.arguments().get(i)), parameters.get(i), "'" + method.name() + "'");
            text.append(arguments[i].text()).append(';');
            nullable |= arguments[i].nullable();
        }
        checkWindow(method, arguments);
        Evaluator evaluator = Calls.compile(receiver.evaluator(), method, arguments);
        return Operand.of(
                call,
                method.type(),
                nullable,
                evaluator,
                text.append(')').toString(),
                required(receiver, call.nullSafe()));
    }

    private static void checkWindow(Term.Method method, Operand[] arguments) {
        if (method.name().equals("lastDays") || method.name().equals("lastMonths")) {
            if (arguments[0].constantValue() instanceof Long length && (length < 1 || length > 100_000)) {
                throw ProblemException.at(
                        arguments[0].source(),
                        "wrong-argument",
                        "'" + method.name() + "' takes a number from 1 to 100000",
                        null);
            }
        }
    }

    private static String count(int arguments) {
        return arguments == 0 ? "no arguments" : arguments == 1 ? "one argument" : arguments + " arguments";
    }

    private static String owner(Type type) {
        String words = type.words();
        String name = type.fact() == null ? words : type.fact().word();
        return name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
    }

    private ProblemException unknownProperty(Type type, String name, int start, int end) {
        Terms<?> terms = ValueVocabulary.of(type);
        String hint;
        if (type.is(Type.Kind.ATTRIBUTES)) {
            hint = "write attributes[\"" + name + "\"]";
        } else if (terms.methodNames().contains(name)) {
            hint = "'" + name + "' needs its arguments: " + name + "(…)";
        } else if (checker.scope().variable("$" + name) != null) {
            hint = "did you mean the variable '$" + name + "'?";
        } else if (name.equals(name.toUpperCase(Locale.ROOT))) {
            hint = "text is written in quotes: \"" + name + "\"";
        } else {
            hint = DidYouMean.hint(name, terms.propertyNames());
        }
        return new ProblemException(
                start, end, "unknown-property", owner(type) + " has no property '" + name + "'", hint);
    }

    private ProblemException unknownVariable(Expression.Name name) {
        TreeSet<String> known = new TreeSet<>(checker.scope().names());
        return ProblemException.at(
                name,
                "unknown-variable",
                "nothing is called '" + name.name() + "' here",
                DidYouMean.hint(name.name(), known));
    }
}
