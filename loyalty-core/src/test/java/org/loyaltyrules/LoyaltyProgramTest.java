package org.loyaltyrules;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.loyaltyrules.program.InvalidProgramException;
import org.loyaltyrules.program.Problem;
import org.loyaltyrules.program.TextFile;

class LoyaltyProgramTest {

    private static final String CATALOG = """
            {"name": "shop", "version": "7", "zone": "UTC", "currency": "EUR", "tiers": ["BASIC"]}
            """;

    private static final String RULE = """
            rule "One point per euro"
              @terms("You earn one point for each euro.")
            when
              Purchase()
            then
              award.earn(1);
            end
            """;

    /** The text of a rule file that is not closed. */
    private static final String BROKEN_RULE = "rule \"broken\" when Purchase( then";

    @TempDir
    Path folder;

    private void write(String path, String text) throws IOException {
        write(path, text.getBytes(UTF_8));
    }

    private void write(String path, byte[] bytes) throws IOException {
        Path file = folder.resolve(path);
        Files.createDirectories(file.getParent());
        Files.write(file, bytes);
    }

    private static List<Problem> problemsOf(ThrowingCallable loading) {
        InvalidProgramException refusal = catchThrowableOfType(InvalidProgramException.class, loading);
        assertThat(refusal).isNotNull();
        return refusal.problems();
    }

    @Test
    void givenAFolder_whenLoaded_thenItHasItsCatalogAndRules() throws IOException {
        write("program.json", CATALOG);
        write("points.drl", RULE);

        LoyaltyProgram program = LoyaltyProgram.load(folder);

        assertThat(program.id()).isEqualTo("shop@7");
        assertThat(program.definition().name()).isEqualTo("shop");
        assertThat(program.warnings()).isEmpty();
        assertThat(LoyaltyProgram.check(folder)).isEmpty();
    }

    @Test
    void givenFilesBelowTheFolder_whenRead_thenRulesAreFoundAndScenariosHiddenAndOtherFilesAreNot() throws IOException {
        write("program.json", CATALOG);
        write("z.drl", "z");
        write("spring/a.drl", "\uFEFFa");
        write("spring/scenarios/b.DRL", "b");
        write("scenarios/c.drl", "c");
        write(".hidden/d.drl", "d");
        write("spring/.e.drl", "e");
        write("notes.txt", "f");
        write("spring/program.json", "g");

        Map<String, String> files = ProgramFiles.in(folder, new ArrayList<>()).parts();

        assertThat(files.keySet()).containsExactly("program.json", "spring/a.drl", "spring/scenarios/b.DRL", "z.drl");
        assertThat(files).containsEntry("spring/a.drl", "a");
    }

    @Test
    void givenALinkedFolder_whenLoaded_thenLinksAreFollowed() throws IOException {
        write("real/program.json", CATALOG);
        Path link = Files.createSymbolicLink(folder.resolve("link"), folder.resolve("real"));

        assertThat(LoyaltyProgram.load(link).id()).isEqualTo("shop@7");
    }

    @Test
    void givenLinksAsContainersMountThem_whenLoaded_thenTheyAreFollowed() throws IOException {
        write("..2026/program.json", CATALOG);
        write("..2026/points.drl", RULE);
        Files.createSymbolicLink(folder.resolve("..data"), Path.of("..2026"));
        Files.createSymbolicLink(folder.resolve("program.json"), Path.of("..data/program.json"));
        Files.createSymbolicLink(folder.resolve("points.drl"), Path.of("..data/points.drl"));

        assertThat(LoyaltyProgram.load(folder).rules()).hasSize(1);
    }

    @Test
    void givenLinksOutOfTheFolder_whenLoaded_thenTheyAreProblemsAndNothingBehindThemIsShown() throws IOException {
        write("outside/secret.drl", "secret");
        write("program/program.json", CATALOG);
        Path program = folder.resolve("program");
        Files.createSymbolicLink(program.resolve("a.drl"), folder.resolve("outside/secret.drl"));
        Files.createSymbolicLink(program.resolve("more"), folder.resolve("outside"));

        assertThat(problemsOf(() -> LoyaltyProgram.load(program)))
                .extracting(Problem::describe)
                .containsExactly(
                        "a.drl: error[outside-folder]: is a link to a file outside of the program's folder; copy the file",
                        "more: error[outside-folder]: is a link to a folder outside of the program's; copy the folder");
    }

    @Test
    void givenAFolderNamedLikeARuleFile_whenLoaded_thenItIsAFolder() throws IOException {
        write("program.json", CATALOG);
        write("a.drl/points.drl", RULE);

        assertThat(LoyaltyProgram.load(folder).rules()).hasSize(1);
    }

    @Test
    void givenAFileOfOneMegabyteOrOneByteMore_whenLoaded_thenOnlyTheFirstIsRead() throws IOException {
        write("program.json", CATALOG);
        write("a.drl", RULE + " ".repeat((1 << 20) - RULE.length()));
        assertThat(LoyaltyProgram.load(folder).rules()).hasSize(1);

        write("a.drl", RULE + " ".repeat((1 << 20) - RULE.length() + 1));
        String expected = "a.drl: error[file-too-large]: the file has more than the 1 MB that a file can have\n"
                + "  divide it into several files";
        assertThat(problemsOf(() -> LoyaltyProgram.load(folder)))
                .extracting(Problem::describe)
                .containsExactly(expected);
        Map<String, String> texts =
                Map.of("program.json", CATALOG, "a.drl", RULE + " ".repeat((1 << 20) - RULE.length() + 1));
        assertThat(problemsOf(() -> LoyaltyProgram.of("x", texts)))
                .extracting(Problem::describe)
                .containsExactly(expected);
    }

    @Test
    void givenNoFolder_whenLoaded_thenItIsAProblem() {
        Path missing = folder.resolve("missing");

        assertThat(problemsOf(() -> LoyaltyProgram.load(missing)))
                .singleElement()
                .satisfies(problem -> assertThat(problem.describe())
                        .isEqualTo(missing + ": error[missing-folder]: there is no such folder"));
        assertThat(LoyaltyProgram.check(missing)).hasSize(1);
    }

    @Test
    void givenAFile_whenLoadedAsAFolder_thenItIsAProblem() throws IOException {
        write("program.json", CATALOG);

        assertThat(problemsOf(() -> LoyaltyProgram.load(folder.resolve("program.json"))))
                .singleElement()
                .satisfies(problem -> assertThat(problem.message()).contains("is a file"));
    }

    @Test
    void givenAFolderWithoutCatalog_whenLoaded_thenItIsAProblem() throws IOException {
        write("points.drl", RULE);

        assertThat(problemsOf(() -> LoyaltyProgram.load(folder)))
                .singleElement()
                .satisfies(problem -> assertThat(problem.describe())
                        .isEqualTo("program.json: error[missing-file]: there is no program.json in " + folder));
    }

    @Test
    void givenFilesThatAreNotUtf8_whenLoaded_thenEachIsAProblemWithItsPlace() throws IOException {
        write("program.json", new byte[] {'{', '\n', 'a', (byte) 0xff, '}'});
        write("points.drl", new byte[] {(byte) 0xc3});

        assertThat(problemsOf(() -> LoyaltyProgram.load(folder)))
                .extracting(Problem::file, Problem::code, Problem::line, Problem::column)
                .containsExactly(tuple("points.drl", "not-utf-8", 1, 1), tuple("program.json", "not-utf-8", 2, 2));
    }

    @Test
    void givenABrokenCatalogAndBrokenRules_whenLoaded_thenTheCatalogIsReported() {
        assertThat(problemsOf(() -> LoyaltyProgram.of("shop", Map.of("program.json", "{}", "a.drl", BROKEN_RULE))))
                .hasSize(4)
                .allSatisfy(problem -> assertThat(problem.file()).isEqualTo("program.json"));
    }

    @Test
    void givenBrokenRules_whenLoaded_thenEachFileIsReportedInOrderOfPlace() {
        List<Problem> problems = problemsOf(() ->
                LoyaltyProgram.of("shop", Map.of("program.json", CATALOG, "b.drl", BROKEN_RULE, "a.drl", BROKEN_RULE)));

        assertThat(problems).isSortedAccordingTo(Problem.BY_PLACE).doesNotHaveDuplicates();
        assertThat(problems).extracting(Problem::file).contains("a.drl", "b.drl");
    }

    @Test
    void givenTexts_whenLoaded_thenOnlyThoseOfAProgramCount() {
        LoyaltyProgram program = LoyaltyProgram.of(
                "shop",
                Map.of("program.json", CATALOG, "points.drl", RULE, "scenarios/a.drl", BROKEN_RULE, "readme.md", "x"));

        assertThat(program).hasToString("LoyaltyProgram shop@7");
        assertThat(program.ruleSet()).isNotNull();
    }

    @Test
    void givenTextsWithoutCatalog_whenLoaded_thenItIsAProblem() {
        assertThat(problemsOf(() -> LoyaltyProgram.of("shop", Map.of())))
                .extracting(Problem::code)
                .containsExactly("missing-file");
    }

    @Test
    void givenScenarioFiles_whenAFolderIsLoaded_thenTheyComeInOrderOfPathAndWhatIsWrongWithThemDoesNotMatter()
            throws IOException {
        write("program.json", CATALOG);
        write("scenarios/b.json", "not JSON");
        write("scenarios/more/c.JSON", "{}");
        write("scenarios/a.json", new byte[] {(byte) 0xff});
        write("scenarios/.hidden.json", "{}");
        write("scenarios/notes.txt", "x");
        write("other/scenarios/d.json", "{}");

        LoyaltyProgram program = LoyaltyProgram.load(folder);

        assertThat(program.scenarioFiles())
                .extracting(
                        TextFile::path, TextFile::text, file -> file.problems().size())
                .containsExactly(
                        tuple("scenarios/a.json", "", 1),
                        tuple("scenarios/b.json", "not JSON", 0),
                        tuple("scenarios/more/c.JSON", "{}", 0));
        assertThat(LoyaltyProgram.check(folder)).isEmpty();
    }

    @Test
    void givenTextsWithScenarios_whenLoaded_thenTheProgramHasThem() {
        LoyaltyProgram program =
                LoyaltyProgram.of("shop", Map.of("program.json", CATALOG, "scenarios/a.json", "{}", "b.json", "{}"));

        assertThat(program.scenarioFiles()).extracting(TextFile::path).containsExactly("scenarios/a.json");
    }

    private URLClassLoader jar(boolean withFolders) throws IOException {
        Map<String, String> entries = new LinkedHashMap<>();
        if (withFolders) {
            entries.put("loyalty/", "");
            entries.put("loyalty/programs/", "");
            entries.put("loyalty/programs/shop/", "");
        }
        entries.put("loyalty/programs/shop/program.json", CATALOG);
        entries.put("loyalty/programs/shop/rules/points.drl", RULE);
        entries.put("loyalty/programs/shop/scenarios/x.drl", BROKEN_RULE);
        entries.put("loyalty/programs/shop/scenarios/b.json", "{}");
        entries.put("loyalty/programs/shop/scenarios/a.json", "{}");
        entries.put("loyalty/programs/shopping/y.drl", BROKEN_RULE);
        Path file = folder.resolve("programs.jar");
        try (OutputStream bytes = Files.newOutputStream(file);
                JarOutputStream jar = new JarOutputStream(bytes)) {
            for (Map.Entry<String, String> entry : entries.entrySet()) {
                jar.putNextEntry(new JarEntry(entry.getKey()));
                jar.write(entry.getValue().getBytes(UTF_8));
            }
        }
        return new URLClassLoader(new URL[] {file.toUri().toURL()}, null);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void givenAJar_whenLoaded_thenItsProgramIsFoundTwice(boolean withFolders) throws IOException {
        try (URLClassLoader loader = jar(withFolders)) {
            assertThat(LoyaltyProgram.bundled("shop", loader).id()).isEqualTo("shop@7");
            assertThat(LoyaltyProgram.bundled("shop", loader).id()).isEqualTo("shop@7");
            assertThat(LoyaltyProgram.bundled("shop", loader).scenarioFiles())
                    .extracting(TextFile::path)
                    .containsExactly("scenarios/a.json", "scenarios/b.json");
            assertThat(loader.getResource("loyalty/programs/shop/program.json")).isNotNull();
        }
    }

    @Test
    void givenAJarWithFolders_whenAskedForNames_thenOnlyFoldersWithACatalogCount() throws IOException {
        try (URLClassLoader loader = jar(true)) {
            assertThat(new BundledPrograms(loader).names()).containsExactly("shop");
        }
    }

    @Test
    void givenAClassesDirectory_whenLoaded_thenItsProgramIsFound() throws IOException {
        write("loyalty/programs/shop/program.json", CATALOG);
        write("loyalty/programs/shop/points.drl", RULE);
        write("loyalty/programs/other/points.drl", RULE);
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {folder.toUri().toURL()}, null)) {
            assertThat(LoyaltyProgram.bundled("shop", loader).id()).isEqualTo("shop@7");
            assertThat(new BundledPrograms(loader).names()).containsExactly("shop");
        }
    }

    @Test
    void givenAContextClassLoader_whenLoaded_thenItIsAskedFirst() throws IOException {
        write("loyalty/programs/context-shop/program.json", CATALOG);
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {folder.toUri().toURL()}, before)) {
            thread.setContextClassLoader(loader);

            assertThat(LoyaltyProgram.bundled("context-shop").id()).isEqualTo("shop@7");
            assertThat(LoyaltyProgram.bundledNames()).contains("context-shop");
            assertThat(LoyaltyProgram.checkBundled("context-shop")).isEmpty();
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"nowhere", "", "..", "../programs/shop", "a\\b"})
    void givenAnUnknownName_whenLoaded_thenItIsAProblemThatNamesTheOthers(String name) throws IOException {
        try (URLClassLoader loader = jar(true)) {
            assertThat(problemsOf(() -> LoyaltyProgram.bundled(name, loader)))
                    .singleElement()
                    .satisfies(problem -> {
                        assertThat(problem.code()).isEqualTo("unknown-program");
                        assertThat(problem.message()).endsWith("there are: shop");
                    });
        }
    }

    @Test
    void givenAProgramInAFolderOrAJar_whenItsFilesAreAskedFor_thenAllButHiddenOnesAreThere() throws IOException {
        write("loyalty/programs/shop/program.json", CATALOG);
        write("loyalty/programs/shop/scenarios/first.json", "{}");
        write("loyalty/programs/shop/notes.txt", "n");
        write("loyalty/programs/shop/.hidden", "h");
        try (URLClassLoader inFolder =
                        new URLClassLoader(new URL[] {folder.toUri().toURL()}, null);
                URLClassLoader inJar = jar(false)) {
            assertThat(new BundledPrograms(inFolder).everyFile("shop"))
                    .containsOnlyKeys("notes.txt", "program.json", "scenarios/first.json");
            assertThat(new BundledPrograms(inJar).everyFile("shop"))
                    .containsOnlyKeys(
                            "program.json",
                            "rules/points.drl",
                            "scenarios/a.json",
                            "scenarios/b.json",
                            "scenarios/x.drl");
            assertThat(new BundledPrograms(inFolder).everyFile("../shop")).isNull();
        }
    }

    @Test
    void givenAnUnknownName_whenItsFilesAreAskedFor_thenThatIsSaid() {
        assertThatThrownBy(() -> LoyaltyProgram.bundledFiles("nowhere"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'nowhere'");
    }
}
