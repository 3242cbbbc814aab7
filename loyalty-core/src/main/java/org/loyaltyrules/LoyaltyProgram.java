package org.loyaltyrules;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.loyaltyrules.program.CatalogCheck;
import org.loyaltyrules.program.InvalidProgramException;
import org.loyaltyrules.program.Problem;
import org.loyaltyrules.program.Problem.Severity;
import org.loyaltyrules.program.ProgramDefinition;
import org.loyaltyrules.program.ProgramReader;
import org.loyaltyrules.program.Rule;
import org.loyaltyrules.program.RuleOutline;
import org.loyaltyrules.program.TextFile;
import org.loyaltyrules.rules.RuleSafety;
import org.loyaltyrules.rules.RuleSet;
import org.loyaltyrules.rules.RuleSource;
import org.loyaltyrules.terms.ProgramTerms;

/**
 * A program that was loaded, checked and compiled: its catalog, its policies and its rules. Immutable; may be shared
 * between threads and engines.
 */
public final class LoyaltyProgram {

    private final ProgramDefinition definition;
    private final RuleSet ruleSet;
    private final List<Problem> warnings;
    private final List<TextFile> scenarioFiles;
    private final String digest;

    private LoyaltyProgram(
            String digest,
            ProgramDefinition definition,
            RuleSet ruleSet,
            List<Problem> warnings,
            List<TextFile> scenarioFiles) {
        this.digest = digest;
        this.definition = definition;
        this.ruleSet = ruleSet;
        this.warnings = warnings;
        this.scenarioFiles = scenarioFiles;
    }

    /**
     * Loads a program from a folder with a {@code program.json} and any number of {@code *.drl} files, in folders below
     * it too, except {@code scenarios} and hidden ones. What is wrong with a scenario does not matter here.
     *
     * @throws InvalidProgramException where anything is wrong with it; has every problem
     */
    public static LoyaltyProgram load(Path folder) {
        return load(folder, RuleSafety.SAFE);
    }

    /**
     * Loads a program from a folder as {@link #load(Path)} does.
     *
     * @param safety how much of DRL its rules may use; {@link RuleSafety#TRUSTED} runs what authors wrote as code
     * @throws InvalidProgramException where anything is wrong with it; has every problem
     */
    public static LoyaltyProgram load(Path folder, RuleSafety safety) {
        return Outcome.ofFolder(folder, safety).program(folder.toString());
    }

    /**
     * Loads a program from {@code loyalty/programs/<name>/} on the class path, as the thread's context class loader or the
     * library's own sees it.
     *
     * @throws InvalidProgramException where there is no such program, or anything is wrong with it; has every problem
     */
    public static LoyaltyProgram bundled(String name) {
        return bundled(name, RuleSafety.SAFE);
    }

    /**
     * Loads a program from the class path as {@link #bundled(String)} does.
     *
     * @param safety how much of DRL its rules may use; {@link RuleSafety#TRUSTED} runs what authors wrote as code
     * @throws InvalidProgramException where there is no such program, or anything is wrong with it; has every problem
     */
    public static LoyaltyProgram bundled(String name, RuleSafety safety) {
        return Outcome.ofClassPath(name, null, safety).program(name);
    }

    /**
     * Loads a program from {@code loyalty/programs/<name>/} as the given class loader sees it.
     *
     * @throws InvalidProgramException where there is no such program, or anything is wrong with it; has every problem
     */
    public static LoyaltyProgram bundled(String name, ClassLoader classLoader) {
        return Outcome.ofClassPath(name, classLoader, RuleSafety.SAFE).program(name);
    }

    /**
     * Makes a program of texts, such as those kept in a database.
     *
     * @param name what to call the program in an exception
     * @param files texts by path with slashes, {@code program.json} among them; files other than rules and scenarios are ignored
     * @throws InvalidProgramException where anything is wrong with it; has every problem
     */
    public static LoyaltyProgram of(String name, Map<String, String> files) {
        return of(name, files, RuleSafety.SAFE);
    }

    /**
     * Makes a program of texts as {@link #of(String, Map)} does.
     *
     * @param safety how much of DRL its rules may use; {@link RuleSafety#TRUSTED} runs what authors wrote as code
     * @throws InvalidProgramException where anything is wrong with it; has every problem
     */
    public static LoyaltyProgram of(String name, Map<String, String> files, RuleSafety safety) {
        return Outcome.ofTexts(name, files, safety).program(name);
    }

    /**
     * A program with this catalog and other rules, for trials and tests; it has no scenarios.
     *
     * @param files rule files by path, in safe DRL
     * @throws InvalidProgramException where anything is wrong with the rules; has every problem
     */
    public LoyaltyProgram withRules(Map<String, String> files) {
        List<Problem> problems = new ArrayList<>();
        RuleSet rules = RuleSet.compile(definition, Outcome.sources(new TreeMap<>(files)), problems);
        if (rules == null) {
            throw new InvalidProgramException(id(), problems);
        }
        return new LoyaltyProgram(
                ProgramFiles.digest(digest, files), definition, rules, List.copyOf(problems), List.of());
    }

    /** Every problem of the program in a folder, errors and warnings, in order of place; empty where all is well. */
    public static List<Problem> check(Path folder) {
        return Outcome.ofFolder(folder, RuleSafety.SAFE).problems();
    }

    /** Every problem of a program on the class path, errors and warnings, in order of place; empty where all is well. */
    public static List<Problem> checkBundled(String name) {
        return Outcome.ofClassPath(name, null, RuleSafety.SAFE).problems();
    }

    /** The names of the programs on the class path, in alphabetical order. */
    public static SortedSet<String> bundledNames() {
        return new BundledPrograms(null).names();
    }

    /**
     * Every file of a program on the class path, its scenarios and whatever else is in its folder, to start a new program
     * from: UTF-8 texts by path with slashes, in order of path. Hidden files are left out.
     *
     * @throws IllegalArgumentException where there is no such program
     */
    public static SortedMap<String, String> bundledFiles(String name) {
        BundledPrograms programs = new BundledPrograms(null);
        SortedMap<String, byte[]> files = programs.everyFile(name);
        if (files == null) {
            throw new IllegalArgumentException("There is no program '" + name + "' on the class path; there are: "
                    + String.join(", ", programs.names()));
        }
        SortedMap<String, String> texts = new TreeMap<>();
        files.forEach((path, bytes) -> texts.put(path, new String(bytes, StandardCharsets.UTF_8)));
        return texts;
    }

    /** {@code name@version}, as decisions name the program. */
    public String id() {
        return definition.label();
    }

    /** The catalog and the policies. */
    public ProgramDefinition definition() {
        return definition;
    }

    /** The rules, by name. */
    public List<Rule> rules() {
        return ruleSet.rules();
    }

    /** What each rule looks at and can award, by name of the rule. */
    public List<RuleOutline> outlines() {
        return ruleSet.outlines();
    }

    /**
     * The terms that a shop can publish to its members, in Markdown.
     *
     * @param language one of {@link ProgramTerms#languages}
     * @throws IllegalArgumentException for any other language
     */
    public String terms(String language) {
        return ProgramTerms.markdown(definition, outlines(), language);
    }

    /** What is perhaps not as meant, in order of place. */
    public List<Problem> warnings() {
        return warnings;
    }

    /**
     * The files with the program's scenarios, in order of path, as they were when the program was loaded; what they say is
     * not checked yet.
     */
    public List<TextFile> scenarioFiles() {
        return scenarioFiles;
    }

    /**
     * SHA-256, in hexadecimal, of the catalog's and the rules' files: the same for the same program, wherever it comes from.
     * Scenarios do not count.
     */
    public String digest() {
        return digest;
    }

    /** The compiled rules. */
    RuleSet ruleSet() {
        return ruleSet;
    }

    @Override
    public String toString() {
        return "LoyaltyProgram " + id();
    }

    /** What came of loading a program: the program where there are no errors, and every problem. */
    private record Outcome(@Nullable LoyaltyProgram program, List<Problem> problems) {

        static Outcome ofFolder(Path folder, RuleSafety safety) {
            List<Problem> problems = new ArrayList<>();
            return of(ProgramFiles.in(folder, problems), safety, problems);
        }

        static Outcome ofClassPath(String name, @Nullable ClassLoader classLoader, RuleSafety safety) {
            List<Problem> problems = new ArrayList<>();
            return of(new BundledPrograms(classLoader).files(name, problems), safety, problems);
        }

        static Outcome ofTexts(String name, Map<String, String> texts, RuleSafety safety) {
            List<Problem> problems = new ArrayList<>();
            ProgramFiles given = ProgramFiles.of(texts);
            SortedMap<String, String> parts = new TreeMap<>(given.parts());
            // In UTF-8 a text has at least as many bytes as characters.
            parts.entrySet()
                    .removeIf(file ->
                            !FileProblems.fits(file.getKey(), file.getValue().length(), problems));
            ProgramFiles files = new ProgramFiles(parts, given.scenarios());
            if (!given.parts().containsKey(ProgramFiles.CATALOG)) {
                problems.add(FileProblems.at(
                        ProgramFiles.CATALOG, "missing-file", "there is no " + ProgramFiles.CATALOG + " in " + name));
            }
            return of(files, safety, problems);
        }

        private static Outcome of(ProgramFiles files, RuleSafety safety, List<Problem> problems) {
            String catalog = files.parts().get(ProgramFiles.CATALOG);
            // Rules can only be checked against a catalog.
            ProgramDefinition definition =
                    catalog == null ? null : ProgramReader.read(ProgramFiles.CATALOG, catalog, problems);
            RuleSet rules =
                    definition == null ? null : RuleSet.compile(definition, sources(files.parts()), safety, problems);
            // What trusted rules make use of is not known.
            if (catalog != null && definition != null && rules != null && safety == RuleSafety.SAFE) {
                CatalogCheck.check(ProgramFiles.CATALOG, catalog, definition, rules.outlines(), problems);
            }
            List<Problem> sorted =
                    problems.stream().distinct().sorted(Problem.BY_PLACE).toList();
            if (sorted.stream().anyMatch(problem -> problem.severity() == Severity.ERROR)) {
                return new Outcome(null, sorted);
            }
            if (definition == null || rules == null) {
                throw new IllegalStateException("A program without errors has a catalog and rules");
            }
            String digest = ProgramFiles.digest("", files.parts());
            return new Outcome(new LoyaltyProgram(digest, definition, rules, sorted, files.scenarios()), sorted);
        }

        private static List<RuleSource> sources(Map<String, String> files) {
            return files.entrySet().stream()
                    .filter(file -> !file.getKey().equals(ProgramFiles.CATALOG))
                    .map(file -> new RuleSource(file.getKey(), file.getValue()))
                    .toList();
        }

        LoyaltyProgram program(String name) {
            if (program == null) {
                throw new InvalidProgramException(name, problems);
            }
            return program;
        }
    }
}
