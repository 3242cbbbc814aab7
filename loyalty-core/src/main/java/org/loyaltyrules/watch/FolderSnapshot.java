package org.loyaltyrules.watch;

import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What is in a program's folder, to see whether it changed. Told by content, not by time: a file that is written anew
 * with the same text did not change.
 *
 * @param digests of the files' content by path; links are followed
 * @param folders the folder and those below it, where files may appear
 */
record FolderSnapshot(SortedMap<String, String> digests, Set<Path> folders) {

    static FolderSnapshot of(Path folder) {
        SortedMap<String, String> digests = new TreeMap<>();
        Set<Path> folders = new HashSet<>();
        try {
            Files.walkFileTree(
                    folder,
                    EnumSet.of(FileVisitOption.FOLLOW_LINKS),
                    Integer.MAX_VALUE,
                    new Collector(folder, digests, folders));
        } catch (IOException e) {
            // A folder that is just being replaced. What cannot be read is told when the program is loaded.
            digests.put("", "unreadable");
        }
        return new FolderSnapshot(digests, folders);
    }

    boolean sameContent(FolderSnapshot other) {
        return digests.equals(other.digests);
    }

    private static final class Collector extends SimpleFileVisitor<Path> {

        private final Path folder;
        private final SortedMap<String, String> digests;
        private final Set<Path> folders;

        Collector(Path folder, SortedMap<String, String> digests, Set<Path> folders) {
            this.folder = folder;
            this.digests = digests;
            this.folders = folders;
        }

        @Override
        public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
            if (!directory.equals(folder) && hidden(directory)) {
                return FileVisitResult.SKIP_SUBTREE;
            }
            folders.add(directory);
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            String name = file.toString().toLowerCase(Locale.ROOT);
            if (!hidden(file) && (name.endsWith(".drl") || name.endsWith(".json"))) {
                try {
                    digests.put(path(file), digest(Files.readAllBytes(file)));
                } catch (IOException e) {
                    return visitFileFailed(file, e);
                }
            }
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException e) {
            digests.put(path(file), "unreadable");
            return FileVisitResult.CONTINUE;
        }

        private String path(Path file) {
            return folder.relativize(file).toString();
        }

        private static boolean hidden(Path path) {
            return path.getFileName().toString().startsWith(".");
        }

        private static String digest(byte[] content) {
            try {
                return HexFormat.of()
                        .formatHex(MessageDigest.getInstance("SHA-256").digest(content));
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("every Java platform has SHA-256", e);
            }
        }
    }
}
