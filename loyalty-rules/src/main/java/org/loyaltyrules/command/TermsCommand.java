package org.loyaltyrules.command;

import java.util.concurrent.Callable;
import org.loyaltyrules.LoyaltyProgram;
import org.loyaltyrules.terms.ProgramTerms;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code loyalty terms}: what a shop tells its members. */
@Command(
        name = "terms",
        description = "Prints the program's terms for members, in Markdown.",
        mixinStandardHelpOptions = true)
final class TermsCommand implements Callable<Integer> {

    @ParentCommand
    private LoyaltyCommand parent;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private ProgramArgument programArgument = new ProgramArgument();

    @Option(names = "--lang", paramLabel = "LANGUAGE", description = "en or zh; en where nothing is said.")
    private String language = "en";

    TermsCommand() {}

    @Override
    public Integer call() {
        if (!ProgramTerms.languages().contains(language)) {
            throw new UsageException(
                    spec.commandLine(),
                    "There are no terms in '" + language + "'; there are: "
                            + String.join(", ", ProgramTerms.languages()));
        }
        Console console = parent.console();
        LoyaltyProgram program = programArgument.load(console);
        if (program == null) {
            return ExitCode.WRONG;
        }
        program.terms(language).lines().forEach(console::result);
        return ExitCode.FINE;
    }
}
