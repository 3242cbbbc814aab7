package org.loyaltyrules.rules;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.kie.api.definition.KiePackage;
import org.loyaltyrules.program.ProgramDefinition;
import org.loyaltyrules.program.RuleOutline;

/** Compiles all rule files of a program, and checks what concerns several rules. */
final class ProgramCompiler {

    /** A rule and where it stands. */
    record Compiled(SourceText source, RuleChunk chunk, CompiledRule rule) {}

    /** A file whose rules were counted. */
    private record Scanned(SourceText source, RuleFileReader reader, int rules, Diagnostics told) {}

    private final ProgramDefinition program;
    private final Diagnostics diagnostics;
    private final List<Compiled> rules = new ArrayList<>();

    private final RuleSafety safety;
    private final List<TrustedFile> trustedFiles = new ArrayList<>();
    private Collection<KiePackage> trustedPackages = List.of();

    ProgramCompiler(ProgramDefinition program, RuleSafety safety, Diagnostics diagnostics) {
        this.program = program;
        this.safety = safety;
        this.diagnostics = diagnostics;
    }

    /** The rules, by name; only where nothing was reported can they be used. */
    List<CompiledRule> compile(List<RuleSource> files) {
        List<Scanned> scanned = scan(files);
        scanned.forEach(safety == RuleSafety.TRUSTED ? this::compileTrusted : this::compile);
        checkNames();
        if (rules.stream().noneMatch(compiled -> compiled.rule().trusted())) {
            checkFocus();
        }
        rules.forEach(new NeverFiresCheck(program, diagnostics)::check);
        checkTerms();
        new RuleChecks(program, diagnostics).check(rules);
        if (!diagnostics.hasErrors() && !trustedFiles.isEmpty()) {
            trustedPackages = new TrustedCompiler(trustedFiles, diagnostics).compile();
        }
        return rules.stream()
                .map(Compiled::rule)
                .sorted(Comparator.comparing(rule -> rule.rule().name()))
                .toList();
    }

    private Scanned scan(RuleSource file) {
        SourceText source = new SourceText(file);
        Diagnostics told = safety == RuleSafety.TRUSTED ? new Diagnostics() : diagnostics;
        RuleFileReader reader = new RuleFileReader(source, told);
        return new Scanned(source, reader, reader.scan(), told);
    }

    /** What Drools compiled. */
    Collection<KiePackage> trustedPackages() {
        return trustedPackages;
    }

    /** The files in order; none where they have too many rules, which is reported in the file that goes beyond. */
    private List<Scanned> scan(List<RuleSource> files) {
        List<Scanned> scanned = new ArrayList<>();
        int count = 0;
        for (RuleSource file :
                files.stream().sorted(Comparator.comparing(RuleSource::file)).toList()) {
            Scanned next = scan(file);
            scanned.add(next);
            count += next.rules();
            if (count > Limits.RULES) {
                diagnostics.report(
                        next.source(),
                        0,
                        1,
                        "too-many-rules",
                        "with this file the program has " + count + " rules",
                        Limits.most(Limits.RULES, "rules in a program"));
                return List.of();
            }
        }
        return scanned;
    }

    private void compile(Scanned file) {
        RuleReader reader = new RuleReader(program, file.source(), diagnostics);
        for (RuleFileReader.Parsed parsed : file.reader().read()) {
            rules.add(new Compiled(file.source(), parsed.chunk(), reader.read(parsed)));
        }
    }

    private void compileTrusted(Scanned scanned) {
        TrustedFile file = new TrustedFile(program, scanned.source(), diagnostics);
        file.read(scanned.reader(), scanned.told());
        file.safe().forEach((name, rule) -> rules.add(new Compiled(scanned.source(), file.chunk(name), rule)));
        file.trusted().forEach((name, rule) -> rules.add(new Compiled(scanned.source(), file.chunk(name), rule)));
        if (file.content() != null) {
            trustedFiles.add(file);
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
