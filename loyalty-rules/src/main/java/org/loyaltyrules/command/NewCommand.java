package org.loyaltyrules.command;

import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code loyalty new}: a program to begin with. */
@Command(
        name = "new",
        description = "Writes a small program with comments and scenarios, to begin with.",
        mixinStandardHelpOptions = true)
final class NewCommand implements Callable<Integer> {

    @ParentCommand
    private LoyaltyCommand parent;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(index = "0", paramLabel = "DIR", description = "The folder to make; its name becomes the program's.")
    private String folder = "";

    NewCommand() {}

    @Override
    public Integer call() throws IOException {
        StarterProgram starter = new StarterProgram(folder());
        String refusal = starter.refusal();
        if (refusal != null) {
            throw new UsageException(spec.commandLine(), refusal);
        }
        starter.write();
        Console console = parent.console();
        console.result("The program " + starter.name() + " is in " + folder + ". Try it:");
        String argument = folder.contains(" ") ? "\"" + folder + "\"" : folder;
        for (String command : List.of("check", "test", "terms")) {
            console.result("  loyalty " + command + " " + argument);
        }
        return ExitCode.FINE;
    }

    private Path folder() {
        try {
            return Path.of(folder);
        } catch (InvalidPathException e) {
            throw new UsageException(spec.commandLine(), "'" + folder + "' cannot be the name of a folder");
        }
    }
}
