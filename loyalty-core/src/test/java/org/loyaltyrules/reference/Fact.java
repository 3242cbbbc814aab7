package org.loyaltyrules.reference;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Section 3.1: one fact, as a bag of properties. */
final class Fact {

    final String type;
    final Standing member;
    /** The position of a {@code LineItem} among the lines of its purchase, or -1. */
    final int line;

    private final Map<String, Object> properties = new LinkedHashMap<>();
    /** For {@code Qualification}: the standing before the event, to see what was crossed. */
    private Standing before;

    Fact(String type, Standing member) {
        this(type, member, -1);
    }

    Fact(String type, Standing member, int line) {
        this.type = type;
        this.member = member;
        this.line = line;
    }

    Fact with(String property, Object value) {
        properties.put(property, value);
        return this;
    }

    Fact comparedWith(Standing standingBefore) {
        before = standingBefore;
        return this;
    }

    Object value(String path) {
        int modulo = path.indexOf(" % ");
        if (modulo > 0) {
            long divisor = Long.parseLong(path.substring(modulo + 3));
            return Long.parseLong(value(path.substring(0, modulo)).toString()) % divisor;
        }
        if (properties.containsKey(path)) {
            return properties.get(path);
        }
        if (type.equals("Member")) {
            return member.value(path);
        }
        if (path.startsWith("member.")) {
            return member.value(path.substring("member.".length()));
        }
        if (path.equals("tier") || path.startsWith("atLeast(")) {
            return member.value(path);
        }
        if (type.equals("Qualification")) {
            return qualification(path);
        }
        throw new IllegalArgumentException(type + " has no " + path);
    }

    private Object qualification(String path) {
        if (path.startsWith("crossed(")) {
            String counter = arguments(path).get(0);
            BigDecimal step = new BigDecimal(arguments(path).get(1));
            return before != null
                    && before.counter(counter).compareTo(step) < 0
                    && member.counter(counter).compareTo(step) >= 0;
        }
        if (path.startsWith("missing(")) {
            String counter = arguments(path).get(0);
            BigDecimal missing = new BigDecimal(arguments(path).get(1)).subtract(member.counter(counter));
            return missing.signum() > 0 ? missing : BigDecimal.ZERO;
        }
        if (path.equals("points") || path.startsWith("spend.") || path.startsWith("purchases.")) {
            return member.value(path);
        }
        throw new IllegalArgumentException("Qualification has no " + path);
    }

    /** The arguments of a call as written, {@code crossed("spend.lifetime", 500)}, without quotation marks. */
    static List<String> arguments(String call) {
        List<String> arguments = new ArrayList<>();
        String inner = call.substring(call.indexOf('(') + 1, call.lastIndexOf(')'));
        for (String argument : inner.split(",")) {
            arguments.add(argument.trim().replace("\"", ""));
        }
        return arguments;
    }
}
