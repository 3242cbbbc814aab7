package org.loyaltyrules;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.loyaltyrules.program.Problem;

/** Programs on the class path, each in its folder of {@code loyalty/programs/}: in a classes directory or in any jar. */
final class BundledPrograms {

    private static final String ROOT = "loyalty/programs";

    private final Set<ClassLoader> loaders = new LinkedHashSet<>();

    /**
     * Looks in the given class loader; without one in the thread's context class loader, then in the library's own.
     */
    BundledPrograms(@Nullable ClassLoader given) {
        if (given != null) {
            loaders.add(given);
            return;
        }
        ClassLoader context = Thread.currentThread().getContextClassLoader();
        if (context != null) {
            loaders.add(context);
        }
        ClassLoader own = BundledPrograms.class.getClassLoader();
        if (own != null) {
            loaders.add(own);
        }
    }

    /** The files of a program; a program that is not there is a problem. */
    ProgramFiles files(String name, List<Problem> problems) {
        URL catalog = isName(name) ? find(ROOT + "/" + name + "/" + ProgramFiles.CATALOG) : null;
        if (catalog == null) {
            problems.add(FileProblems.at(
                    name, "unknown-program", "is not on the class path; there are: " + String.join(", ", names())));
            return ProgramFiles.NONE;
        }
        try {
            Path path = path(catalog);
            Path folder = path == null ? null : path.getParent();
            return folder != null ? ProgramFiles.in(folder, problems) : fromJar(name, catalog, problems);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Every file of a program, by its path in the program's folder, hidden ones excepted; null where there is no such
     * program.
     */
    @Nullable
    SortedMap<String, byte[]> everyFile(String name) {
        URL catalog = isName(name) ? find(ROOT + "/" + name + "/" + ProgramFiles.CATALOG) : null;
        if (catalog == null) {
            return null;
        }
        try {
            Path path = path(catalog);
            Path folder = path == null ? null : path.getParent();
            return folder != null ? everyFile(folder) : everyFileInJar(catalog);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static SortedMap<String, byte[]> everyFile(Path folder) throws IOException {
        SortedMap<String, byte[]> files = new TreeMap<>();
        String separator = folder.getFileSystem().getSeparator();
        try (Stream<Path> found = Files.walk(folder)) {
            for (Path file : found.filter(Files::isRegularFile).toList()) {
                String path = folder.relativize(file).toString().replace(separator, "/");
                if (!isHidden(path)) {
                    files.put(path, Files.readAllBytes(file));
                }
            }
        }
        return files;
    }

    private static SortedMap<String, byte[]> everyFileInJar(URL catalog) throws IOException {
        SortedMap<String, byte[]> files = new TreeMap<>();
        try (Jar jar = Jar.at(catalog)) {
            for (String path : jar.paths()) {
                if (!isHidden(path)) {
                    files.put(path, jar.read(path));
                }
            }
        }
        return files;
    }

    private static boolean isHidden(String path) {
        return path.startsWith(".") || path.contains("/.");
    }

    /** The names of all programs, in alphabetical order; those in jars without entries for folders are not seen. */
    SortedSet<String> names() {
        SortedSet<String> names = new TreeSet<>();
        try {
            for (ClassLoader loader : loaders) {
                for (URL root : Collections.list(loader.getResources(ROOT))) {
                    names.addAll(names(root));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return names;
    }

    /** Whether it can be the name of a folder, and of nothing outside of the programs' folder. */
    private static boolean isName(String name) {
        return !name.isBlank() && !name.startsWith(".") && name.indexOf('/') < 0 && name.indexOf('\\') < 0;
    }

    private @Nullable URL find(String resource) {
        for (ClassLoader loader : loaders) {
            URL found = loader.getResource(resource);
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    private static List<String> names(URL root) throws IOException {
        List<String> names = new ArrayList<>();
        Path path = path(root);
        if (path != null) {
            try (Stream<Path> folders = Files.list(path)) {
                folders.filter(folder -> Files.exists(folder.resolve(ProgramFiles.CATALOG)))
                        .forEach(folder -> names.add(String.valueOf(folder.getFileName())));
            }
            return names;
        }
        try (Jar jar = Jar.at(root)) {
            for (String entry : jar.paths()) {
                int slash = entry.indexOf('/');
                if (slash > 0 && entry.substring(slash + 1).equals(ProgramFiles.CATALOG)) {
                    names.add(entry.substring(0, slash));
                }
            }
        }
        return names;
    }

    private static ProgramFiles fromJar(String name, URL catalog, List<Problem> problems) throws IOException {
        SortedMap<String, byte[]> files = new TreeMap<>();
        try (Jar jar = Jar.at(catalog)) {
            for (String path : jar.paths()) {
                if (ProgramFiles.isPart(path) || ProgramFiles.isScenario(path)) {
                    byte[] bytes = jar.read(path);
                    if (FileProblems.fits(path, bytes.length, problems)) {
                        files.put(path, bytes);
                    }
                }
            }
        }
        return ProgramFiles.of(name, files, problems);
    }

    /** The resource in a file system; null where it is in a jar. */
    private static @Nullable Path path(URL resource) {
        if (resource.getProtocol().equals("jar")) {
            return null;
        }
        try {
            return Path.of(resource.toURI());
        } catch (URISyntaxException | FileSystemNotFoundException | IllegalArgumentException e) {
            return null;
        }
    }

    /** A folder of a jar, also of one within another jar where the class path's own connection knows how. */
    private record Jar(JarFile file, String prefix) implements AutoCloseable {

        static Jar at(URL resource) throws IOException {
            URLConnection connection = resource.openConnection();
            if (!(connection instanceof JarURLConnection jarConnection)) {
                throw new IOException("Cannot list the folder of " + resource + ": it is neither a file nor in a jar");
            }
            // A cached jar would be shared with the class loader, and closing it would break that.
            jarConnection.setUseCaches(false);
            String entry = jarConnection.getEntryName();
            String folder = entry.endsWith("/" + ProgramFiles.CATALOG)
                    ? entry.substring(0, entry.length() - ProgramFiles.CATALOG.length())
                    : entry.endsWith("/") ? entry : entry + "/";
            return new Jar(jarConnection.getJarFile(), folder);
        }

        /** The paths of all files below the folder, as seen from it. */
        List<String> paths() {
            return file.stream()
                    .filter(entry -> !entry.isDirectory() && entry.getName().startsWith(prefix))
                    .map(entry -> entry.getName().substring(prefix.length()))
                    .toList();
        }

        byte[] read(String path) throws IOException {
            JarEntry entry = file.getJarEntry(prefix + path);
            try (InputStream bytes = file.getInputStream(entry)) {
                return bytes.readNBytes(FileProblems.MOST_BYTES + 1);
            }
        }

        @Override
        public void close() throws IOException {
            file.close();
        }
    }
}
