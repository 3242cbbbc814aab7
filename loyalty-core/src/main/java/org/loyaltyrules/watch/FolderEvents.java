package org.loyaltyrules.watch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells that something happened in some folders, not what: that is for whoever looks. */
final class FolderEvents implements AutoCloseable {

    private static final Logger LOGGER = LoggerFactory.getLogger(FolderEvents.class);

    private final WatchService service;
    private final Path folder;
    private Set<WatchKey> followed = new HashSet<>();

    FolderEvents(Path folder) throws IOException {
        this.folder = folder;
        this.service = folder.getFileSystem().newWatchService();
    }

    /** Follows these folders, and the one above the watched folder, in which it may be renamed or a link be switched. */
    void follow(Set<Path> folders) {
        Set<WatchKey> keys = new HashSet<>();
        folders.forEach(one -> register(one, keys));
        Path parent = folder.getParent();
        if (parent != null) {
            register(parent, keys);
        }
        followed.stream().filter(key -> !keys.contains(key)).forEach(WatchKey::cancel);
        followed = keys;
    }

    private void register(Path one, Set<WatchKey> keys) {
        try {
            keys.add(one.register(
                    service,
                    StandardWatchEventKinds.ENTRY_CREATE,
                    StandardWatchEventKinds.ENTRY_MODIFY,
                    StandardWatchEventKinds.ENTRY_DELETE));
        } catch (IOException e) {
            LOGGER.debug("Not followed, as it is gone by now or may not be read: {}", one, e);
        }
    }

    /** Waits until something happens, but not longer than the time given. */
    void await(Duration longest) throws InterruptedException {
        try {
            WatchKey key = service.poll(longest.toMillis(), TimeUnit.MILLISECONDS);
            while (key != null) {
                key.pollEvents();
                key.reset();
                key = service.poll();
            }
        } catch (ClosedWatchServiceException e) {
            throw new InterruptedException("watching has ended");
        }
    }

    @Override
    public void close() {
        try {
            service.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
