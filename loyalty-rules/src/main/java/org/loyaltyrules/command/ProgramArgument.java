package org.loyaltyrules.command;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;
import org.loyaltyrules.LoyaltyProgram;
import org.loyaltyrules.program.InvalidProgramException;
import org.loyaltyrules.program.Problem;
import org.loyaltyrules.program.Spelling;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The PROGRAM argument: a folder, if it names one, or else the name of a bundled program. */
final class ProgramArgument {

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec = CommandSpec.create();

    @Parameters(
            index = "0",
            paramLabel = "PROGRAM",
            description = "A program's folder, or the name of a bundled program.")
    private String name = "";

    String name() {
        return name;
    }

    /** Every problem of the program. */
    List<Problem> check() {
        Path folder = folder();
        List<Problem> problems = folder == null ? LoyaltyProgram.checkBundled(name) : LoyaltyProgram.check(folder);
        refuseUnknown(problems);
        return problems;
    }

    /** The program; null where it is broken, which the console has been told. */
    @Nullable
    LoyaltyProgram load(Console console) {
        Path folder = folder();
        try {
            return folder == null ? LoyaltyProgram.bundled(name) : LoyaltyProgram.load(folder);
        } catch (InvalidProgramException e) {
            refuseUnknown(e.problems());
            e.problems().forEach(problem -> console.diagnostic(problem.describe()));
            return null;
        }
    }

    private void refuseUnknown(List<Problem> problems) {
        if (problems.stream().anyMatch(problem -> problem.code().equals("unknown-program"))) {
            SortedSet<String> bundled = LoyaltyProgram.bundledNames();
            String nearest = Spelling.nearest(name, bundled);
            throw new UsageException(
                    spec.commandLine(),
                    "There is no folder and no bundled program '" + name + "'"
                            + (nearest == null ? "." : "; did you mean '" + nearest + "'?")
                            + " Bundled programs: " + String.join(", ", bundled));
        }
    }

    private @Nullable Path folder() {
        try {
            Path folder = Path.of(name);
            return !name.isEmpty() && Files.isDirectory(folder) ? folder : null;
        } catch (InvalidPathException e) {
            return null;
        }
    }
}
