package org.loyaltyrules.reference;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;
import java.util.TreeSet;

/** Section 9: equal JSON values; the order of keys and the spelling of numbers do not matter. */
final class SameContent {

    private SameContent() {}

    static boolean is(JsonNode one, JsonNode other) {
        if (one.isNumber() && other.isNumber()) {
            return one.decimalValue().compareTo(other.decimalValue()) == 0;
        }
        if (one.isObject() && other.isObject()) {
            Set<String> names = names(one);
            return names.equals(names(other)) && names.stream().allMatch(name -> is(one.get(name), other.get(name)));
        }
        if (one.isArray() && other.isArray()) {
            boolean same = one.size() == other.size();
            for (int index = 0; same && index < one.size(); index++) {
                same = is(one.get(index), other.get(index));
            }
            return same;
        }
        return one.equals(other);
    }

    private static Set<String> names(JsonNode json) {
        Set<String> names = new TreeSet<>();
        json.properties().forEach(entry -> names.add(entry.getKey()));
        return names;
    }
}
