package org.loyaltyrules;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.loyaltyrules.program.Problem;
import org.loyaltyrules.program.TextFile;

/**
 * The texts in a program's folder, by their path within it, in order of path; hidden files and folders are left out.
 *
 * @param parts what makes up the program: {@code program.json} and rule files
 * @param scenarios {@code .json} files in the folder of scenarios
 */
record ProgramFiles(Map<String, String> parts, List<TextFile> scenarios) {

    /** The file that every program has. */
    static final String CATALOG = "program.json";

    private static final String SCENARIOS = "scenarios/";

    /** There are none. */
    static final ProgramFiles NONE = new ProgramFiles(Map.of(), List.of());

    /** Whether a file, given by its path with slashes, belongs to a program. */
    static boolean isPart(String path) {
        return path.equals(CATALOG)
                || path.toLowerCase(Locale.ROOT).endsWith(".drl")
                        && !path.startsWith(SCENARIOS)
                        && !path.startsWith(".")
                        && !path.contains("/.");
    }

    /** Whether a file, given by its path with slashes, holds scenarios. */
    static boolean isScenario(String path) {
        return path.startsWith(SCENARIOS) && path.toLowerCase(Locale.ROOT).endsWith(".json") && !path.contains("/.");
    }

    /** The files of a folder; a part that cannot be read is a problem, a scenario has its own problems. */
    static ProgramFiles in(Path folder, List<Problem> problems) {
        if (!Files.exists(folder)) {
            problems.add(FileProblems.at(folder.toString(), "missing-folder", "there is no such folder"));
            return NONE;
        }
        if (!Files.isDirectory(folder)) {
            problems.add(FileProblems.at(
                    folder.toString(), "missing-folder", "is a file; a program is a folder with a " + CATALOG));
            return NONE;
        }
        SortedMap<String, byte[]> files = new TreeMap<>();
        SortedMap<String, TextFile> unread = new TreeMap<>();
        try {
            Files.walkFileTree(
                    folder,
                    EnumSet.of(FileVisitOption.FOLLOW_LINKS),
                    Integer.MAX_VALUE,
                    new Collector(folder, files, unread, problems));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return of(folder.toString(), files, unread, problems);
    }

    /** The texts of files that were read as bytes. */
    static ProgramFiles of(String folder, SortedMap<String, byte[]> files, List<Problem> problems) {
        return of(folder, files, new TreeMap<>(), problems);
    }

    private static ProgramFiles of(
            String folder,
            SortedMap<String, byte[]> files,
            SortedMap<String, TextFile> scenarios,
            List<Problem> problems) {
        SortedMap<String, String> parts = new TreeMap<>();
        files.forEach((path, bytes) -> {
            TextFile file = TextFile.of(path, bytes);
            if (isScenario(path)) {
                scenarios.put(path, file);
            } else if (file.problems().isEmpty()) {
                parts.put(path, file.text());
            } else {
                problems.addAll(file.problems());
            }
        });
        if (!files.containsKey(CATALOG)
                && problems.stream().noneMatch(problem -> problem.code().equals("program-too-large"))
                && problems.stream().noneMatch(problem -> problem.file().equals(CATALOG))) {
            problems.add(FileProblems.at(CATALOG, "missing-file", "there is no " + CATALOG + " in " + folder));
        }
        return new ProgramFiles(Collections.unmodifiableSortedMap(parts), List.copyOf(scenarios.values()));
    }

    /** The program's texts among others; a scenario is one of them where its path says so. */
    static ProgramFiles of(Map<String, String> texts) {
        SortedMap<String, String> parts = new TreeMap<>();
        List<TextFile> scenarios = new ArrayList<>();
        new TreeMap<>(texts).forEach((path, text) -> {
            if (isScenario(path)) {
                scenarios.add(new TextFile(path, text, List.of()));
            } else if (isPart(path)) {
                parts.put(path, text);
            }
        });
        return new ProgramFiles(Collections.unmodifiableSortedMap(parts), List.copyOf(scenarios));
    }

    /**
     * SHA-256, in hexadecimal, of texts and their paths, whatever their order.
     *
     * @param base what else counts; may be empty
     */
    static String digest(String base, Map<String, String> texts) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            update(digest, base);
            new TreeMap<>(texts).forEach((path, text) -> {
                update(digest, path);
                update(digest, text);
            });
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static void update(MessageDigest digest, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).flip());
        digest.update(bytes);
    }

    /** Reads the files of a folder that belong to the program or hold scenarios. */
    private static final class Collector extends SimpleFileVisitor<Path> {

        private final Path folder;
        private final SortedMap<String, byte[]> files;
        private final SortedMap<String, TextFile> unread;
        private final List<Problem> problems;
        private long total;

        Collector(
                Path folder,
                SortedMap<String, byte[]> files,
                SortedMap<String, TextFile> unread,
                List<Problem> problems) {
            this.folder = folder;
            this.files = files;
            this.unread = unread;
            this.problems = problems;
        }

        @Override
        public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) throws IOException {
            String path = path(directory);
            boolean skipped = path.startsWith(".") || path.contains("/.");
            if (!skipped && !directory.toRealPath().startsWith(folder.toRealPath())) {
                refuse(
                        path,
                        FileProblems.at(
                                path,
                                "outside-folder",
                                "is a link to a folder outside of the program's; copy the folder"));
                return FileVisitResult.SKIP_SUBTREE;
            }
            return skipped ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            String path = path(file);
            if (isPart(path) || isScenario(path)) {
                try {
                    read(file, path, attributes);
                } catch (IOException e) {
                    return visitFileFailed(file, e);
                }
            }
            return total > FileProblems.MOST_BYTES_OF_ALL ? FileVisitResult.TERMINATE : FileVisitResult.CONTINUE;
        }

        /**
         * Links are followed, but not out of the folder: containers mount configuration as links within it, while one that
         * leads elsewhere would let whoever may write here see parts of any file that the application may read.
         */
        private void read(Path file, String path, BasicFileAttributes attributes) throws IOException {
            if (!attributes.isRegularFile()) {
                refuse(path, FileProblems.at(path, "not-a-file", "is neither a file nor a link to one"));
                return;
            }
            Path real = file.toRealPath();
            if (!real.startsWith(folder.toRealPath())) {
                refuse(
                        path,
                        FileProblems.at(
                                path,
                                "outside-folder",
                                "is a link to a file outside of the program's folder; copy the file"));
                return;
            }
            List<Problem> large = new ArrayList<>();
            try (InputStream content = Files.newInputStream(real)) {
                byte[] bytes = content.readNBytes(FileProblems.MOST_BYTES + 1);
                total += bytes.length;
                if (total > FileProblems.MOST_BYTES_OF_ALL) {
                    problems.add(FileProblems.at(
                            path, "program-too-large", "with this file the program has more than 32 MB"));
                } else if (FileProblems.fits(path, bytes.length, large)) {
                    files.put(path, bytes);
                }
            }
            large.forEach(problem -> refuse(path, problem));
        }

        /** A scenario that cannot be read must not keep the program from being used. */
        private void refuse(String path, Problem problem) {
            if ((path + "/").startsWith(SCENARIOS)) {
                unread.put(path, new TextFile(path, "", List.of(problem)));
            } else {
                problems.add(problem);
            }
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException e) {
            refuse(path(file), FileProblems.at(path(file), "unreadable-file", "cannot be read (" + e + ")"));
            return FileVisitResult.CONTINUE;
        }

        private String path(Path file) {
            String separator = folder.getFileSystem().getSeparator();
            return folder.relativize(file).toString().replace(separator, "/");
        }
    }
}
