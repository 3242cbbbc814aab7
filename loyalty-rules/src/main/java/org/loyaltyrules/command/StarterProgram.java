package org.loyaltyrules.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.loyaltyrules.LoyaltyProgram;

/** A copy of the bundled starter program under a name of its own. */
final class StarterProgram {

    private static final String STARTER = "starter";

    private final Path folder;
    private final String name;

    /** Prepares a copy in a folder, whose name becomes the program's. */
    StarterProgram(Path folder) {
        this.folder = folder.toAbsolutePath().normalize();
        this.name = name(String.valueOf(this.folder.getFileName()));
    }

    private static String name(String folderName) {
        String words = folderName
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N}]+", "-")
                .replaceAll("^-|-$", "");
        return words.isEmpty() ? "program" : words;
    }

    /** The program's name. */
    String name() {
        return name;
    }

    /** Why the copy cannot be made here; null where it can. */
    @Nullable
    String refusal() throws IOException {
        if (Files.exists(folder) && !Files.isDirectory(folder)) {
            return "'" + folder + "' is a file; the name of a new folder was expected";
        }
        if (Files.isDirectory(folder)) {
            try (Stream<Path> content = Files.list(folder)) {
                if (content.findAny().isPresent()) {
                    return "The folder '" + folder + "' is not empty; name a new one";
                }
            }
        }
        return null;
    }

    /** Writes all files, or none: they are put together beside the folder and moved there when all are written. */
    void write() throws IOException {
        Path parent = folder.getParent();
        if (parent == null) {
            throw new NoSuchFileException(folder.toString());
        }
        Files.createDirectories(parent);
        Path draft = Files.createDirectory(parent.resolve("." + name + "-" + UUID.randomUUID()));
        List<Path> written = new ArrayList<>(List.of(draft));
        try {
            for (Map.Entry<String, String> file :
                    LoyaltyProgram.bundledFiles(STARTER).entrySet()) {
                Path path = draft.resolve(file.getKey());
                if (!Files.exists(path.getParent())) {
                    Files.createDirectory(path.getParent());
                    written.add(path.getParent());
                }
                Files.writeString(path, renamed(file.getKey(), file.getValue()), UTF_8);
                written.add(path);
            }
            Files.deleteIfExists(folder);
            Files.move(draft, folder);
        } catch (IOException e) {
            for (int i = written.size() - 1; i >= 0; i--) {
                Files.deleteIfExists(written.get(i));
            }
            throw e;
        }
    }

    private String renamed(String path, String text) {
        if (!path.equals("program.json")) {
            return text;
        }
        String title = Character.toUpperCase(name.charAt(0)) + name.substring(1).replace('-', ' ');
        return text.replace("\"name\": \"" + STARTER + "\"", "\"name\": \"" + name + "\"")
                .replaceFirst(
                        "\"" + STARTER + "\": \\{[^}]*}",
                        "\"" + name + "\": {\"en\": \"" + title + "\", \"zh\": \"" + title + "\"}");
    }
}
