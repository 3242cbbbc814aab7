package org.loyaltyrules.rules;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.drools.drl.ast.descr.GlobalDescr;
import org.drools.drl.ast.descr.ImportDescr;
import org.drools.drl.ast.descr.PackageDescr;
import org.drools.drl.ast.descr.QueryDescr;
import org.drools.drl.ast.descr.RuleDescr;
import org.jspecify.annotations.Nullable;
import org.loyaltyrules.fact.Awards;
import org.loyaltyrules.program.Problem;
import org.loyaltyrules.program.ProgramDefinition;
import org.loyaltyrules.program.Rule;
import org.loyaltyrules.program.RuleOutline;

/**
 * A rule file of a trusted program. What the rule language knows is compiled as in any program, rule by rule; a rule that says
 * more than the language knows, and whatever stands between rules, is left to Drools. A rule that is only mistaken is not.
 */
final class TrustedFile {

    /** What full DRL can say and the rule language cannot. */
    private static final Set<String> BEYOND = Set.of(
            "not-supported",
            "not-allowed",
            "unknown-import",
            "too-long",
            "too-deep",
            "too-many-patterns",
            "too-many-constraints",
            "too-many-alternatives");
    /** What may be a mistake, or a word that full DRL knows; where Drools fails too it was a mistake. */
    private static final Set<String> UNCERTAIN = Set.of(
            "syntax",
            "unknown-fact",
            "unknown-function",
            "unknown-method",
            "unknown-property",
            "unknown-variable",
            "wrong-argument",
            "wrong-type",
            "not-a-condition",
            "not-a-list",
            "not-a-number");

    private static final RuleAttributes NONE = new RuleAttributes(0, false, null, false, null, false, true);

    private final ProgramDefinition program;
    private final SourceText source;
    private final Diagnostics diagnostics;
    private final Map<String, CompiledRule> safe = new LinkedHashMap<>();
    private final Map<String, CompiledRule> trusted = new LinkedHashMap<>();
    private final Map<String, List<Problem>> doubts = new LinkedHashMap<>();
    private final Map<String, RuleChunk> chunks = new LinkedHashMap<>();
    private @Nullable PackageDescr content;

    TrustedFile(ProgramDefinition program, SourceText source, Diagnostics diagnostics) {
        this.program = program;
        this.source = source;
        this.diagnostics = diagnostics;
    }

    /**
     * Reads the file.
     *
     * @param aside what the safe reader said so far
     */
    void read(RuleFileReader reader, Diagnostics aside) {
        PackageDescr whole = reader.original(diagnostics);
        if (whole == null) {
            return;
        }
        Map<Integer, CompiledRule> compiled = new LinkedHashMap<>();
        List<Problem> told = new ArrayList<>();
        for (RuleFileReader.Parsed parsed : reader.read()) {
            Diagnostics own = new Diagnostics();
            CompiledRule rule = new RuleReader(program, source, own).read(parsed);
            if (own.hasErrors()) {
                told.addAll(own.inOrder());
            } else {
                compiled.put(parsed.chunk().start(), rule);
                own.inOrder().forEach(diagnostics::add);
            }
        }
        told.addAll(aside.inOrder());
        told.stream()
                .filter(problem -> problem.code().equals("illegal-character"))
                .forEach(diagnostics::add);
        RuleAttributes.refuseClocks(whole.getAttributes(), source, diagnostics);
        Set<RuleDescr> left = new HashSet<>();
        for (RuleDescr rule : whole.getRules()) {
            if (rule instanceof QueryDescr) {
                left.add(rule);
                continue;
            }
            RuleChunk chunk = RuleChunk.of(rule, source);
            chunks.put(rule.getName(), chunk);
            CompiledRule known = compiled.get(rule.getStartCharacter());
            if (known != null) {
                safe.put(rule.getName(), known);
            } else if (mayBeTrusted(rule, told)) {
                left.add(rule);
                trust(rule, chunk);
            }
        }
        addParents(whole, left);
        leaveToDrools(whole, left);
    }

    private boolean mayBeTrusted(RuleDescr rule, List<Problem> told) {
        int first = source.line(rule.getStartCharacter());
        int last = source.line(Math.max(rule.getStartCharacter(), rule.getEndCharacter()));
        List<Problem> own = told.stream()
                .filter(problem -> problem.line() >= first && problem.line() <= last)
                .toList();
        boolean beyond = own.stream().anyMatch(problem -> BEYOND.contains(problem.code()));
        if (beyond || own.isEmpty()) {
            return true;
        }
        if (own.stream().anyMatch(problem -> !UNCERTAIN.contains(problem.code()))) {
            own.forEach(diagnostics::add);
            return false;
        }
        doubts.put(rule.getName(), own);
        return true;
    }

    private void trust(RuleDescr rule, RuleChunk chunk) {
        RuleAttributes.refuseClocks(rule.getAttributes().values(), source, diagnostics);
        Rule read = new RuleAnnotations(program, source, diagnostics).read(chunk);
        RuleOutline outline = new RuleOutline(read, new TreeSet<>(), new TreeSet<>(), List.of());
        trusted.put(rule.getName(), new CompiledRule(outline, NONE, List.of(), EnumSet.noneOf(FactKind.class), true));
    }

    /** What a trusted rule extends has to be there for Drools too. */
    private void addParents(PackageDescr whole, Set<RuleDescr> left) {
        boolean more = true;
        while (more) {
            Set<String> parents = new HashSet<>();
            left.forEach(rule -> parents.add(String.valueOf(rule.getParentName())));
            more = false;
            for (RuleDescr rule : whole.getRules()) {
                if (parents.contains(rule.getName()) && left.add(rule)) {
                    safe.remove(rule.getName());
                    trust(rule, RuleChunk.of(rule, source));
                    more = true;
                }
            }
        }
    }

    private void leaveToDrools(PackageDescr whole, Set<RuleDescr> left) {
        whole.getRules().removeIf(rule -> !left.contains(rule));
        boolean empty = left.isEmpty()
                && whole.getFunctions().isEmpty()
                && whole.getTypeDeclarations().isEmpty()
                && whole.getEnumDeclarations().isEmpty()
                && whole.getGlobals().isEmpty();
        if (empty) {
            return;
        }
        if (whole.getName().isBlank()) {
            whole.setName("rules");
        }
        whole.addImport(new ImportDescr(Awards.class.getPackageName() + ".*"));
        if (whole.getGlobals().stream()
                .noneMatch(global -> global.getIdentifier().equals(TrustedAwards.NAME))) {
            whole.addGlobal(new GlobalDescr(TrustedAwards.NAME, Awards.class.getName()));
        }
        content = whole;
    }

    SourceText source() {
        return source;
    }

    /** What Drools has to compile; null where there is nothing. */
    @Nullable
    PackageDescr content() {
        return content;
    }

    Map<String, CompiledRule> safe() {
        return safe;
    }

    Map<String, CompiledRule> trusted() {
        return trusted;
    }

    RuleChunk chunk(String rule) {
        RuleChunk chunk = chunks.get(rule);
        if (chunk == null) {
            throw new IllegalStateException("no rule " + rule);
        }
        return chunk;
    }

    /** What was wrong with a rule if it is not that it says more than the rule language knows. */
    List<Problem> doubts(String rule) {
        return doubts.getOrDefault(rule, List.of());
    }
}
