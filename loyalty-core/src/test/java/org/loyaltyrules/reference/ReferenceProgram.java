package org.loyaltyrules.reference;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** A {@code program.json} and its rules. */
public record ReferenceProgram(ObjectNode json, List<ReferenceRule> rules) {

    public ReferenceProgram withRules(List<ReferenceRule> otherRules) {
        return new ReferenceProgram(json, List.copyOf(otherRules));
    }

    public ReferenceEngine engine() {
        return new ReferenceEngine(json, rules);
    }

    /** All rules as the text of one file. */
    public String drl() {
        return ReferenceRule.toDrl(rules);
    }
}
