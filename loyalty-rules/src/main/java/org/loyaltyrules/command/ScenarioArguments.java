package org.loyaltyrules.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.loyaltyrules.LoyaltyProgram;
import org.loyaltyrules.program.TextFile;
import org.loyaltyrules.testing.ScenarioFile;
import picocli.CommandLine;

/** The SCENARIO arguments: files of the program's own folder, by a short name too, or files elsewhere. */
final class ScenarioArguments {

    private static final String FOLDER = "scenarios/";
    private static final String ENDING = ".json";

    private final CommandLine commandLine;
    private final LoyaltyProgram program;

    ScenarioArguments(CommandLine commandLine, LoyaltyProgram program) {
        this.commandLine = commandLine;
        this.program = program;
    }

    /** The files that are named, each once and in their order; all of the program's own where none is. */
    List<ScenarioFile> files(List<String> names) throws IOException {
        if (names.isEmpty()) {
            return ScenarioFile.of(program);
        }
        Map<String, TextFile> files = new LinkedHashMap<>();
        for (String name : names) {
            TextFile file = file(name);
            files.putIfAbsent(file.path(), file);
        }
        return files.values().stream()
                .map(file -> ScenarioFile.read(file, program))
                .toList();
    }

    private TextFile file(String name) throws IOException {
        TextFile own = own(name);
        if (own != null) {
            return own;
        }
        Path path = path(name);
        if (path == null || !Files.isReadable(path) || Files.isDirectory(path)) {
            List<String> known =
                    program.scenarioFiles().stream().map(TextFile::path).toList();
            throw new UsageException(
                    commandLine,
                    "There is no scenario file '" + name + "'. The program has "
                            + (known.isEmpty() ? "none" : String.join(", ", known)));
        }
        return TextFile.of(name, Files.readAllBytes(path));
    }

    /** The file of the program's folder with this name, with or without folder and ending; null where there is none. */
    private @Nullable TextFile own(String name) {
        String unified = name.replace('\\', '/');
        String inFolder = unified.startsWith(FOLDER) ? unified : FOLDER + unified;
        boolean ends = inFolder.toLowerCase(Locale.ROOT).endsWith(ENDING);
        for (TextFile file : program.scenarioFiles()) {
            if (file.path().equals(inFolder) || !ends && file.path().equals(inFolder + ENDING)) {
                return file;
            }
        }
        return null;
    }

    private static @Nullable Path path(String name) {
        try {
            return Path.of(name);
        } catch (InvalidPathException e) {
            return null;
        }
    }
}
