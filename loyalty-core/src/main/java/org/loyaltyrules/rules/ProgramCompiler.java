package org.loyaltyrules.rules;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.loyaltyrules.program.ProgramDefinition;
import org.loyaltyrules.program.RuleOutline;

/** Compiles all rule files of a program, and checks what concerns several rules. */
final class ProgramCompiler {

    private record Compiled(SourceText source, RuleChunk chunk, CompiledRule rule) {}

    private final ProgramDefinition program;
    private final Diagnostics diagnostics;
    private final List<Compiled> rules = new ArrayList<>();

    ProgramCompiler(ProgramDefinition program, Diagnostics diagnostics) {
        this.program = program;
        this.diagnostics = diagnostics;
    }

    /** The rules, by name; only where nothing was reported can they be used. */
    List<CompiledRule> compile(List<RuleSource> files) {
        files.stream().sorted(Comparator.comparing(RuleSource::file)).forEach(this::compile);
        checkNames();
        checkFocus();
        checkTerms();
        return rules.stream()
                .map(Compiled::rule)
                .sorted(Comparator.comparing(rule -> rule.rule().name()))
                .toList();
    }

    private void compile(RuleSource file) {
        SourceText source = new SourceText(file);
        RuleReader reader = new RuleReader(program, source, diagnostics);
        for (RuleFileReader.Parsed parsed : new RuleFileReader(source, diagnostics).read()) {
            rules.add(new Compiled(source, parsed.chunk(), reader.read(parsed)));
        }
    }

    private void checkNames() {
        Map<String, Compiled> firsts = new HashMap<>();
        for (Compiled compiled : rules) {
            String name = compiled.rule().rule().name();
            Compiled first = firsts.putIfAbsent(name, compiled);
            if (first != null) {
                String place = first.rule().rule().file() + ":"
                        + first.source().line(first.chunk().start());
                diagnostics.report(
                        compiled.source(),
                        ProblemException.at(
                                compiled.chunk().name(),
                                "duplicate-rule",
                                "there are two rules named \"" + name + "\"",
                                "the other is in " + place));
            }
        }
    }

    /** What members gain must be told to them; of interest once the rules work. */
    private void checkTerms() {
        if (diagnostics.hasErrors()) {
            return;
        }
        for (Compiled compiled : rules) {
            RuleOutline outline = compiled.rule().outline();
            if (outline.isForMembers() && outline.rule().terms().isEmpty()) {
                diagnostics.warn(
                        compiled.source(),
                        ProblemException.at(
                                compiled.chunk().name(),
                                "missing-terms",
                                "this rule grants something, and no @terms tell members of it",
                                "write @terms(\"…\") before 'when'"));
            }
        }
    }

    /** A group that nothing brings into focus would never fire, and nobody would know. */
    private void checkFocus() {
        Set<String> focused = new HashSet<>(Set.of("MAIN"));
        for (Compiled compiled : rules) {
            String group = compiled.rule().attributes().agendaGroup();
            if (group != null && compiled.rule().attributes().autoFocus()) {
                focused.add(group);
            }
        }
        for (Compiled compiled : rules) {
            String group = compiled.rule().attributes().agendaGroup();
            if (group != null && !focused.contains(group)) {
                diagnostics.report(
                        compiled.source(),
                        ProblemException.at(
                                compiled.chunk().name(),
                                "never-fires",
                                "nothing brings the agenda-group '" + group + "' into focus",
                                "write auto-focus true in one of its rules"));
            }
        }
    }
}
