package org.loyaltyrules.reference;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A {@code program.json} and its rules. */
public record ReferenceProgram(ObjectNode json, List<ReferenceRule> rules) {

    public ReferenceProgram withRules(List<ReferenceRule> otherRules) {
        return new ReferenceProgram(json, List.copyOf(otherRules));
    }

    public ReferenceEngine engine() {
        return new ReferenceEngine(json, rules);
    }

    /** The program's files: the rules spread over as many files as they name. */
    public Map<String, String> files() {
        Map<String, String> files = new LinkedHashMap<>();
        files.put("program.json", json.toPrettyString() + "\n");
        for (ReferenceRule rule : rules) {
            files.merge(rule.file(), rule.toDrl() + "\n", String::concat);
        }
        return files;
    }

    /** All rules as the text of one file. */
    public String drl() {
        return ReferenceRule.toDrl(rules);
    }
}
