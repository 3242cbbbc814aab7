package org.loyaltyrules.command;

import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.loyaltyrules.LoyaltyProgram;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code loyalty new}: a program of one's own to start from, a copy of the bundled {@code starter}. */
@Command(
        name = "new",
        description = "Writes a small program with comments, to start from, into a new folder.",
        mixinStandardHelpOptions = true)
final class NewCommand implements Callable<Integer> {

    private static final String MODEL = "starter";
    private static final String CATALOG = "program.json";
    private static final Pattern MODEL_LABEL = Pattern.compile("\"" + MODEL + "\": \\{[^}]*}");

    @ParentCommand
    private LoyaltyCommand parent;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(index = "0", paramLabel = "DIR", description = "A folder that is not there yet, or is empty.")
    private String directory = "";

    NewCommand() {}

    @Override
    public Integer call() throws IOException {
        Path folder = folder();
        ProgramFolder target = new ProgramFolder(folder);
        String obstacle = target.obstacle();
        if (obstacle != null) {
            throw usage(obstacle);
        }
        SortedMap<String, String> files = LoyaltyProgram.bundledFiles(MODEL);
        files.computeIfPresent(CATALOG, (path, text) -> renamed(text, label(folder)));
        target.write(files);
        Console console = parent.console();
        files.keySet().forEach(path -> console.result(folder.resolve(path).toString()));
        console.flushOrFail();
        String argument = asArgument(directory);
        console.diagnostic("The comments in these files say what you may change. After a change: loyalty check "
                + argument + ", loyalty test " + argument);
        return ExitCode.FINE;
    }

    private Path folder() {
        if (directory.isBlank()) {
            throw usage("The name of the new folder is empty");
        }
        try {
            return Path.of(directory);
        } catch (InvalidPathException e) {
            throw usage("'" + directory + "' cannot be the name of a folder");
        }
    }

    /** What people call the program: as the folder. */
    private static String label(Path folder) {
        Path last = folder.toAbsolutePath().normalize().getFileName();
        return last == null ? "my-program" : last.toString();
    }

    /** The program's name: the label, with a hyphen for whatever is no letter, digit, dot, underscore or hyphen. */
    private static String name(String label) {
        String name = label.replaceAll("[^\\p{L}\\p{M}\\p{N}._-]+", "-").replaceAll("^-+|-+$", "");
        return name.isEmpty() ? "my-program" : name;
    }

    /** The model's name stands in its catalog twice: as the name, and as the code of a label with its texts. */
    private static String renamed(String catalog, String label) {
        String name = new TextNode(name(label)).toString();
        String text = new TextNode(label).toString();
        String labels = name + ": {\"en\": " + text + ", \"zh\": " + text + "}";
        return MODEL_LABEL
                .matcher(catalog)
                .replaceFirst(Matcher.quoteReplacement(labels))
                .replace("\"" + MODEL + "\"", name);
    }

    /** As it must be typed: a shell would take a path with spaces for several. */
    private static String asArgument(String path) {
        return path.matches("[\\p{L}\\p{M}\\p{N}._/\\\\:-]+") ? path : "'" + path.replace("'", "'\\''") + "'";
    }

    private UsageException usage(String message) {
        return new UsageException(spec.commandLine(), message);
    }
}
