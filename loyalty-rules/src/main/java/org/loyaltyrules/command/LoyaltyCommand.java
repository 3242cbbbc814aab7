package org.loyaltyrules.command;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.loyaltyrules.program.Spelling;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * The {@code loyalty} command. Results go to standard output, everything else to standard error, both in UTF-8. Exit codes:
 * 0 fine, 1 found something wrong, 2 wrong usage.
 */
@Command(
        name = "loyalty",
        description = "Checks loyalty programs and tries them out on events.",
        mixinStandardHelpOptions = true,
        versionProvider = LoyaltyCommand.Version.class,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            CheckCommand.class,
            RunCommand.class,
            MembersCommand.class,
            PreviewCommand.class,
            ExplainCommand.class,
            NearCommand.class,
            TestCommand.class,
            TermsCommand.class,
            NewCommand.class
        },
        footer = {
            "",
            "PROGRAM is a folder with a program.json or the name of a bundled program.",
            "EVENTS is a file with one JSON event a line, or - for standard input."
        })
public final class LoyaltyCommand implements Runnable {

    private final Console console;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    LoyaltyCommand(Console console) {
        this.console = console;
    }

    /**
     * Runs the command and ends the JVM with its exit code.
     *
     * @param arguments as typed
     */
    public static void main(String[] arguments) {
        // On some JDKs there is a console even where nobody looks at it, unless told otherwise.
        System.setProperty("jdk.console", "java.base");
        // Not System.out, which would not tell when nobody reads the results any more.
        OutputStream out = new FileOutputStream(FileDescriptor.out);
        OutputStream err = new FileOutputStream(FileDescriptor.err);
        System.exit(execute(System.in, out, err, Watched.now(), arguments));
    }

    /**
     * Runs the command.
     *
     * @param watched what a person sees of it
     * @return the exit code
     */
    static int execute(InputStream in, OutputStream out, OutputStream err, Watched watched, String... arguments) {
        Console console = new Console(in, out, err, watched);
        CommandLine commandLine = new CommandLine(new LoyaltyCommand(console))
                .setOut(console.out())
                .setErr(console.err())
                .setParameterExceptionHandler((exception, rest) -> wrongUsage(console, exception))
                .setExecutionExceptionHandler((exception, line, parsed) -> failure(console, exception));
        int exitCode = commandLine.execute(arguments);
        return console.flush() ? exitCode : ExitCode.WRONG;
    }

    /** The streams that the commands read and write. */
    Console console() {
        return console;
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "A command is missing");
    }

    private static int wrongUsage(Console console, ParameterException exception) {
        String command = unknownCommand(exception);
        if (command != null) {
            Set<String> known = exception.getCommandLine().getSubcommands().keySet();
            String nearest = Spelling.nearest(command, known);
            console.diagnostic("loyalty: There is no command '" + command + "'"
                    + (nearest == null
                            ? ". Commands: " + String.join(", ", known)
                            : "; did you mean '" + nearest + "'?"));
            return ExitCode.USAGE;
        }
        console.diagnostic("loyalty: " + exception.getMessage());
        if (!(exception instanceof UsageException)) {
            exception.getCommandLine().usage(console.err());
        }
        return ExitCode.USAGE;
    }

    /** The word in the place of a command that names none; null where something else is wrong. */
    private static @Nullable String unknownCommand(ParameterException exception) {
        if (exception instanceof UnmatchedArgumentException unmatched
                && !exception.getCommandLine().getSubcommands().isEmpty()) {
            String first = unmatched.getUnmatched().get(0);
            return first.startsWith("-") ? null : first;
        }
        return null;
    }

    private static int failure(Console console, Exception exception) throws Exception {
        if (!console.flush()) {
            // As when the results are piped to a command that has seen enough: nobody wants to hear of it.
            return ExitCode.WRONG;
        }
        if (exception instanceof IOException || exception instanceof UncheckedIOException) {
            console.diagnostic("loyalty: " + exception.getMessage());
            return ExitCode.WRONG;
        }
        throw exception;
    }

    /** Says which version this is. */
    static final class Version implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = LoyaltyCommand.class.getPackage().getImplementationVersion();
            return new String[] {"loyalty " + (version == null ? "(development)" : version)};
        }
    }
}
