package org.loyaltyrules.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A folder that a program is written into: all of it, or nothing. */
final class ProgramFolder {

    private final Path folder;
    private final Deque<Path> made = new ArrayDeque<>();

    ProgramFolder(Path folder) {
        this.folder = folder;
    }

    /** Why nothing is written here, in a sentence; null where nothing is in the way. */
    @Nullable
    String obstacle() throws IOException {
        if (!Files.exists(folder)) {
            return null;
        }
        if (!Files.isDirectory(folder)) {
            return "'" + folder + "' is a file; name a folder that is not there yet";
        }
        try (Stream<Path> content = Files.list(folder)) {
            return content.findAny().isEmpty()
                    ? null
                    : "The folder '" + folder
                            + "' is not empty; name one that is not there yet, so that nothing is lost";
        }
    }

    /**
     * Writes the files, and makes the folders that they need.
     *
     * @param files texts by their path in the folder, with slashes
     * @throws IOException where one of them cannot be written; what was made by then is gone again
     */
    void write(Map<String, String> files) throws IOException {
        try {
            makeFolder(folder.toAbsolutePath());
            for (Map.Entry<String, String> file : files.entrySet()) {
                Path path = folder.resolve(file.getKey()).toAbsolutePath();
                makeFolder(path.getParent());
                Files.write(path, new byte[0], StandardOpenOption.CREATE_NEW);
                made.push(path);
                Files.writeString(path, file.getValue(), UTF_8);
            }
        } catch (IOException e) {
            undo(e);
            throw new IOException("The folder '" + folder + "' cannot be written (" + e + ")", e);
        }
    }

    private void makeFolder(@Nullable Path path) throws IOException {
        if (path != null && !Files.isDirectory(path)) {
            makeFolder(path.getParent());
            Files.createDirectory(path);
            made.push(path);
        }
    }

    private void undo(IOException cause) {
        while (!made.isEmpty()) {
            try {
                Files.deleteIfExists(made.pop());
            } catch (IOException e) {
                cause.addSuppressed(e);
            }
        }
    }
}
