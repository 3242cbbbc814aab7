package org.loyaltyrules;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.loyaltyrules.program.Problem;

/**
 * The texts that make up a program, {@code program.json} and rule files, by their path within the program's folder, in
 * order of path. Hidden files and folders and the folder of scenarios are not among them.
 */
final class ProgramFiles {

    /** The file that every program has. */
    static final String CATALOG = "program.json";

    private static final String SCENARIOS = "scenarios/";

    private ProgramFiles() {}

    /** Whether a file, given by its path with slashes, belongs to a program. */
    static boolean isPart(String path) {
        return path.equals(CATALOG)
                || path.toLowerCase(Locale.ROOT).endsWith(".drl")
                        && !path.startsWith(SCENARIOS)
                        && !path.startsWith(".")
                        && !path.contains("/.");
    }

    /** The files of a folder; what cannot be read is a problem. */
    static Map<String, String> in(Path folder, List<Problem> problems) {
        if (!Files.exists(folder)) {
            problems.add(FileProblems.at(folder.toString(), "missing-folder", "there is no such folder"));
            return Map.of();
        }
        if (!Files.isDirectory(folder)) {
            problems.add(FileProblems.at(
                    folder.toString(), "missing-folder", "is a file; a program is a folder with a " + CATALOG));
            return Map.of();
        }
        SortedMap<String, byte[]> files = new TreeMap<>();
        try {
            // Links are followed: where configuration is mounted into a container, every file is one.
            Files.walkFileTree(
                    folder,
                    EnumSet.of(FileVisitOption.FOLLOW_LINKS),
                    Integer.MAX_VALUE,
                    new PartCollector(folder, files, problems));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return texts(folder.toString(), files, problems);
    }

    /** The texts of files that were read as bytes. */
    static Map<String, String> texts(String folder, SortedMap<String, byte[]> files, List<Problem> problems) {
        SortedMap<String, String> texts = new TreeMap<>();
        files.forEach((path, bytes) -> {
            String text = FileProblems.decode(path, bytes, problems);
            if (text != null) {
                texts.put(path, text);
            }
        });
        if (!files.containsKey(CATALOG)
                && problems.stream().noneMatch(problem -> problem.file().equals(CATALOG))) {
            problems.add(FileProblems.at(CATALOG, "missing-file", "there is no " + CATALOG + " in " + folder));
        }
        return Collections.unmodifiableSortedMap(texts);
    }

    /** Reads the files of a folder that belong to the program. */
    private static final class PartCollector extends SimpleFileVisitor<Path> {

        private final Path folder;
        private final SortedMap<String, byte[]> files;
        private final List<Problem> problems;

        PartCollector(Path folder, SortedMap<String, byte[]> files, List<Problem> problems) {
            this.folder = folder;
            this.files = files;
            this.problems = problems;
        }

        @Override
        public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
            String path = path(directory);
            boolean skipped =
                    !path.isEmpty() && (path.startsWith(".") || path.contains("/.") || (path + "/").equals(SCENARIOS));
            return skipped ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            String path = path(file);
            if (isPart(path)) {
                try {
                    files.put(path, Files.readAllBytes(file));
                } catch (IOException e) {
                    return visitFileFailed(file, e);
                }
            }
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException e) {
            problems.add(FileProblems.at(path(file), "unreadable-file", "cannot be read (" + e + ")"));
            return FileVisitResult.CONTINUE;
        }

        private String path(Path file) {
            String separator = folder.getFileSystem().getSeparator();
            return folder.relativize(file).toString().replace(separator, "/");
        }
    }
}
