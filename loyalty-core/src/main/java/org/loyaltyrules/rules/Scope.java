package org.loyaltyrules.rules;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The names that can be used at one place of a rule. */
final class Scope {

    /** A variable: an expression on the fact of an element. */
    record Variable(Element element, Operand operand) {}

    private final Map<String, Variable> variables;
    private final Set<String> unreadable;

    Scope() {
        this(Map.of(), Set.of());
    }

    private Scope(Map<String, Variable> variables, Set<String> unreadable) {
        this.variables = new HashMap<>(variables);
        this.unreadable = new HashSet<>(unreadable);
    }

    /** A scope that knows the same variables; what is added to it stays there. */
    Scope inner() {
        return new Scope(variables, unreadable);
    }

    @Nullable
    Variable variable(String name) {
        return variables.get(name);
    }

    Set<String> names() {
        return variables.keySet();
    }

    /** Whether the variable is unknown only because what it stands for could not be read. */
    boolean isUnreadable(String name) {
        return unreadable.contains(name);
    }

    void addUnreadable(String name) {
        unreadable.add(name);
    }

    void bind(String name, Variable variable) {
        variables.put(name, variable);
    }

    /** The elements that one expression looks at besides its own, by slot. */
    static final class Slots {

        private final List<Element> elements = new ArrayList<>();

        int slot(Element element) {
            int known = elements.indexOf(element);
            if (known >= 0) {
                return known;
            }
            elements.add(element);
            return elements.size() - 1;
        }

        List<Element> elements() {
            return List.copyOf(elements);
        }
    }
}
