package org.loyaltyrules.documentation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.loyaltyrules.LoyaltyProgram;
import org.loyaltyrules.documentation.Document.Example;
import org.loyaltyrules.program.InvalidProgramException;
import org.loyaltyrules.program.Problem;
import org.loyaltyrules.program.ProblemJson;
import org.loyaltyrules.program.TextFile;
import org.loyaltyrules.testing.ScenarioFile;

/** The page on problems has every code that the library uses and no other, and each example gives the code it stands under. */
class DiagnosticsReferenceTest {

    private static final String PAGE = "reference/diagnostics.md";
    private static final Path SOURCES = Path.of("..", "loyalty-core", "src", "main", "java");
    private static final Pattern HEADING = Pattern.compile("### `([a-z0-9-]+)`");
    private static final Pattern LITERAL = Pattern.compile("\"([a-z]+(?:-[a-z0-9]+)+|syntax)\"");

    /** Words that look like codes. */
    private static final Set<String> NO_CODES = Set.of(
            "activation-group",
            "agenda-group",
            "auto-focus",
            "date-effective",
            "date-expires",
            "lock-on-active",
            "no-loop");

    /** Codes that no text of a program gives, only its files. */
    private static final Set<String> OF_FILES = Set.of(
            "missing-folder",
            "missing-file",
            "unknown-program",
            "unreadable-file",
            "not-utf-8",
            "not-a-file",
            "outside-folder",
            "file-too-large",
            "program-too-large");

    /** Rules that go beyond limits, by code, where the page has no room for an example. */
    private static final Map<String, String> OF_LIMITS = Map.of(
            "too-long", rule("Purchase( store == \"" + "x".repeat(10_001) + "\" )"),
            "too-deep", rule("Purchase( " + "(".repeat(60) + "amount > 5" + ")".repeat(60) + " )"),
            "too-many-constraints", rule("Purchase( amount > 0" + ", amount != 1".repeat(50) + " )"),
            "too-many-rules", "rule \"A\" when Purchase() then award.tag(\"X\"); end\n".repeat(20_001),
            "too-many-problems", rule("Purchas()").repeat(1_001));

    @TempDir
    Path folder;

    private static final String CATALOG = Document.read(PAGE).in("json").stream()
            .filter(example -> example.note().equals("catalog"))
            .findFirst()
            .orElseThrow()
            .text();

    /** The examples by the code that they stand under, in the order of the page. */
    private static Map<String, List<Example>> sections() throws IOException {
        List<Example> examples = Document.read(PAGE).examples();
        List<String> lines = Files.readAllLines(Path.of("..", "docs").resolve(PAGE), UTF_8);
        Map<String, List<Example>> sections = new LinkedHashMap<>();
        List<Example> section = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            int line = i + 1;
            Matcher heading = HEADING.matcher(lines.get(i));
            if (heading.matches()) {
                section = new ArrayList<>();
                assertThat(sections.put(heading.group(1), section))
                        .as(lines.get(i))
                        .isNull();
            }
            examples.stream().filter(example -> example.line() == line).forEach(section::add);
        }
        return sections;
    }

    static Stream<String> shown() throws IOException {
        return sections().keySet().stream().filter(code -> !OF_FILES.contains(code) && !OF_LIMITS.containsKey(code));
    }

    static Stream<String> beyond() {
        return OF_LIMITS.keySet().stream().sorted();
    }

    private static String rule(String when) {
        return "rule \"A\"\nwhen\n  " + when + "\nthen\n  award.tag(\"X\");\nend\n";
    }

    private static List<Problem> load(String catalog, String rules) {
        try {
            return LoyaltyProgram.of("shop", Map.of("program.json", catalog, "rules.drl", rules))
                    .warnings();
        } catch (InvalidProgramException e) {
            return e.problems();
        }
    }

    private static List<Problem> read(Example scenario) {
        LoyaltyProgram program = LoyaltyProgram.of("shop", Map.of("program.json", CATALOG));
        return ScenarioFile.read(new TextFile("scenarios/a.json", scenario.text(), List.of()), program)
                .problems();
    }

    /** The problems that each example of a section has. */
    private static List<List<Problem>> problems(List<Example> section) {
        List<List<Problem>> problems = new ArrayList<>();
        String catalog = null;
        for (Example example : section) {
            if (example.note().equals("scenario")) {
                problems.add(read(example));
            } else if (example.note().equals("program.json")) {
                catalog = example.text();
            } else {
                assertThat(example.language()).isEqualTo("drl");
                // Only the problems of the rules: a few of them do not use up the catalog.
                List<Problem> found = new ArrayList<>(load(catalog == null ? CATALOG : catalog, example.text()));
                if (catalog == null) {
                    found.removeIf(problem -> problem.file().equals("program.json"));
                }
                problems.add(found);
                catalog = null;
            }
        }
        if (catalog != null) {
            problems.add(load(catalog, ""));
        }
        return problems;
    }

    @ParameterizedTest
    @MethodSource("shown")
    void each_example_gives_the_code_that_it_stands_under_and_no_other(String code) throws IOException {
        List<List<Problem>> examples = problems(sections().get(code));

        assertThat(examples).isNotEmpty();
        for (List<Problem> problems : examples) {
            assertThat(problems)
                    .isNotEmpty()
                    .as(problems.toString())
                    .allSatisfy(problem -> assertThat(problem.code()).isEqualTo(code));
        }
    }

    @Test
    void the_page_has_the_codes_of_the_sources_and_no_others() throws IOException {
        Set<String> used = new TreeSet<>();
        try (Stream<Path> files = Files.walk(SOURCES)) {
            for (Path file :
                    files.filter(file -> file.toString().endsWith(".java")).toList()) {
                LITERAL.matcher(Files.readString(file, UTF_8)).results().forEach(literal -> used.add(literal.group(1)));
            }
        }
        used.removeAll(NO_CODES);
        // Names of threads and the like.
        used.removeIf(word -> word.startsWith("loyalty-"));

        assertThat(new TreeSet<>(sections().keySet())).isEqualTo(used);
    }

    @ParameterizedTest
    @MethodSource("beyond")
    void rules_beyond_a_limit_give_its_code(String code) {
        assertThat(load(CATALOG, OF_LIMITS.get(code))).extracting(Problem::code).contains(code);
    }

    @Test
    void files_and_folders_give_the_codes_of_their_section() throws IOException {
        Path broken = Files.createDirectory(folder.resolve("broken"));
        Files.write(broken.resolve("program.json"), new byte[] {'{', (byte) 0xE9, '}'});
        Files.createSymbolicLink(broken.resolve("nowhere.drl"), broken.resolve("nothing.drl"));
        Files.createSymbolicLink(broken.resolve("round"), broken);
        Path outside = Files.writeString(folder.resolve("outside.drl"), "");
        Files.createSymbolicLink(broken.resolve("outside.drl"), outside);
        Path large = Files.createDirectory(folder.resolve("large"));
        Files.writeString(large.resolve("rules.drl"), " ".repeat((1 << 20) + 1));
        for (int i = 0; i < 32; i++) {
            Files.writeString(large.resolve("rules" + i + ".drl"), " ".repeat(1 << 20));
        }

        List<Problem> problems = new ArrayList<>(LoyaltyProgram.check(folder.resolve("no-such-folder")));
        problems.addAll(LoyaltyProgram.check(Files.createDirectory(folder.resolve("empty"))));
        problems.addAll(LoyaltyProgram.checkBundled("no-such-program"));
        problems.addAll(LoyaltyProgram.check(broken));
        problems.addAll(LoyaltyProgram.check(large));

        assertThat(problems.stream().map(Problem::code).collect(Collectors.toSet()))
                .isEqualTo(OF_FILES);
    }

    @Test
    void the_output_for_editors_is_that_of_the_problem_shown_as_text() {
        String rule = "rule \"A rule\"\nwhen\n  Purchase(amout > 5)\nthen\n  award.tag(\"X\");\nend\n";
        List<Problem> problems = new ArrayList<>();
        try {
            LoyaltyProgram.of("shop", Map.of("program.json", CATALOG, "points.drl", rule));
        } catch (InvalidProgramException e) {
            problems.addAll(e.problems());
        }
        Document page = Document.read(PAGE);

        assertThat(page.in("text").get(0).text().strip())
                .isEqualTo(problems.get(0).describe());
        assertThat(page.in("json").get(0).text().strip()).isEqualTo(ProblemJson.write(problems));
    }
}
