package org.loyaltyrules.rules;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Warns of variables that are bound and never used. */
final class VariableCheck {

    private final Diagnostics diagnostics;

    VariableCheck(Diagnostics diagnostics) {
        this.diagnostics = diagnostics;
    }

    void check(ProgramCompiler.Compiled compiled) {
        List<Token> bindings = VariableNames.bindings(compiled);
        Map<String, Integer> uses = new HashMap<>();
        VariableNames.words(compiled).forEach(word -> uses.merge(word.text(), 1, Integer::sum));
        bindings.forEach(binding -> uses.merge(binding.text(), -1, Integer::sum));
        Set<String> told = new HashSet<>();
        for (Token binding : bindings) {
            if (uses.getOrDefault(binding.text(), 0) == 0 && told.add(binding.text())) {
                diagnostics.warn(
                        compiled.source(),
                        ProblemException.at(
                                binding,
                                "unused-variable",
                                "'" + binding.text() + "' is never used",
                                "leave out '" + binding.text() + " :', or use it"));
            }
        }
    }
}
