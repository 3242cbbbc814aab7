package org.loyaltyrules.command;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.loyaltyrules.event.EventFormatException;
import picocli.CommandLine;

/** Where events are read from: a file, or standard input. */
final class EventSource {

    private final String name;
    private final @Nullable Path file;
    private final Console console;

    /**
     * Creates a source.
     *
     * @param name a file, or {@code -} for standard input
     */
    EventSource(CommandLine commandLine, String name, Console console) {
        this.name = name;
        this.console = console;
        try {
            file = name.equals("-") ? null : Path.of(name);
        } catch (InvalidPathException e) {
            throw new UsageException(commandLine, "'" + name + "' cannot be the name of a file");
        }
        if (file != null && !Files.isReadable(file)) {
            throw new UsageException(commandLine, "There is no file '" + name + "' that can be read");
        }
        if (file != null && Files.isDirectory(file)) {
            throw new UsageException(commandLine, "'" + name + "' is a folder; a file with events was expected");
        }
    }

    /** Whether it is standard input. */
    boolean standardInput() {
        return file == null;
    }

    /** Opens the lines of the source; results are written out whenever there may be a wait for more. */
    EventLines open() throws IOException {
        return new EventLines(bytes(), console::flushOrFail);
    }

    /**
     * All that the source has.
     *
     * @throws EventFormatException where it is more than an event can be, or not UTF-8
     */
    String text() throws IOException {
        try (InputStream bytes = bytes()) {
            byte[] all = bytes.readNBytes(EventLines.MAX_BYTES + 1);
            if (all.length > EventLines.MAX_BYTES) {
                throw new EventFormatException(
                        "", "is too large: an event has at most " + EventLines.MAX_BYTES + " bytes");
            }
            return EventLines.decoded(all, true);
        }
    }

    private InputStream bytes() throws IOException {
        return file == null ? console.in() : Files.newInputStream(file);
    }

    @Override
    public String toString() {
        return name;
    }
}
