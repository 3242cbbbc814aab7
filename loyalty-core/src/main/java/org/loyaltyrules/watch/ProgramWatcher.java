package org.loyaltyrules.watch;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.loyaltyrules.LoyaltyProgram;
import org.loyaltyrules.MembershipEngine;
import org.loyaltyrules.program.InvalidProgramException;
import org.loyaltyrules.program.Problem;
import org.loyaltyrules.rules.RuleSafety;
import org.loyaltyrules.testing.Scenario;
import org.loyaltyrules.testing.ScenarioFile;
import org.loyaltyrules.testing.ScenarioResult;
import org.loyaltyrules.watch.ReloadAttempt.Outcome;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches a program's folder and replaces an engine's program when it changed: once the folder has been still for a while,
 * the program in it is compiled and checked aside, its scenarios are run, and only if all is well does the engine take
 * it. A program that is broken never replaces one that works. Files that are half written, renamed, or reached through links that
 * are switched, as where configuration is mounted into a container, are seen whole.
 *
 * <p>Works on one daemon thread of its own. Does not own the engine: close the watcher first, then the engine.
 */
public final class ProgramWatcher implements AutoCloseable {

    private static final Logger LOGGER = LoggerFactory.getLogger(ProgramWatcher.class);

    private final MembershipEngine engine;
    private final Path folder;
    private final RuleSafety safety;
    private final Duration settleTime;
    private final Duration interval;
    private final List<Consumer<ReloadAttempt>> listeners;
    private final FolderEvents events;
    private final Thread thread;

    /** What was in the folder when it was last judged; null before that. Of the watching thread alone. */
    private @Nullable FolderSnapshot judged;

    private volatile boolean closed;

    private ProgramWatcher(Builder builder) throws IOException {
        this.engine = builder.engine;
        this.folder = builder.folder.toAbsolutePath().normalize();
        this.safety = builder.safety;
        this.settleTime = builder.settleTime;
        this.interval = builder.interval;
        this.listeners = List.copyOf(builder.listeners);
        this.events = new FolderEvents(folder);
        this.thread = new Thread(this::watch, "loyalty-program-watcher");
        thread.setDaemon(true);
    }

    /**
     * Begins to set up a watcher.
     *
     * @param folder of which the engine's program was loaded; where another program is in it by now, it is taken at once
     */
    public static Builder of(MembershipEngine engine, Path folder) {
        return new Builder(engine, folder);
    }

    private void watch() {
        try {
            while (!closed) {
                try {
                    lookOrWait();
                } catch (RuntimeException e) {
                    tell(new ReloadAttempt(Outcome.FAILED, null, List.of(), List.of(), e));
                    Thread.sleep(interval.toMillis());
                }
            }
        } catch (InterruptedException e) {
            // Closed.
            Thread.currentThread().interrupt();
        }
    }

    private void lookOrWait() throws InterruptedException {
        events.follow(FolderSnapshot.of(folder).folders());
        // Looked at once more, for what changed before events were followed.
        FolderSnapshot now = FolderSnapshot.of(folder);
        if (judged == null || !now.sameContent(judged)) {
            judge();
        } else {
            events.await(interval);
        }
    }

    /** Waits until nothing changes any more, and takes what is there if it is good. */
    private void judge() throws InterruptedException {
        while (!closed) {
            FolderSnapshot seen = still();
            Loaded loaded = load();
            // What was loaded is what was seen only if that is there after it too.
            if (!closed && FolderSnapshot.of(folder).sameContent(seen)) {
                judged = seen;
                ReloadAttempt attempt = loaded.program() == null ? loaded.failure() : take(loaded.program());
                if (attempt != null) {
                    tell(attempt);
                }
                return;
            }
        }
    }

    private FolderSnapshot still() throws InterruptedException {
        FolderSnapshot before = FolderSnapshot.of(folder);
        while (true) {
            Thread.sleep(settleTime.toMillis());
            FolderSnapshot now = FolderSnapshot.of(folder);
            if (now.sameContent(before)) {
                return now;
            }
            before = now;
        }
    }

    /** A program that was loaded, or why none was. */
    private record Loaded(
            @Nullable LoyaltyProgram program, @Nullable ReloadAttempt failure) {}

    private Loaded load() {
        try {
            return new Loaded(LoyaltyProgram.load(folder, safety), null);
        } catch (InvalidProgramException e) {
            return new Loaded(null, new ReloadAttempt(Outcome.BROKEN, null, e.problems(), List.of(), null));
        } catch (RuntimeException e) {
            return new Loaded(null, new ReloadAttempt(Outcome.FAILED, null, List.of(), List.of(), e));
        }
    }

    /** What came of the program; null where it is the one that decides. */
    private @Nullable ReloadAttempt take(LoyaltyProgram program) {
        if (program.digest().equals(engine.program().digest())) {
            return null;
        }
        try {
            List<ScenarioFile> files = ScenarioFile.of(program);
            List<Problem> problems = files.stream()
                    .filter(ScenarioFile::broken)
                    .flatMap(file -> file.problems().stream())
                    .filter(problem -> problem.severity() == Problem.Severity.ERROR)
                    .toList();
            if (!problems.isEmpty()) {
                return new ReloadAttempt(Outcome.BROKEN, program, problems, List.of(), null);
            }
            List<ScenarioResult> failures = failures(program, files);
            if (!failures.isEmpty()) {
                return new ReloadAttempt(Outcome.SCENARIO_FAILED, program, List.of(), failures, null);
            }
            engine.reload(program);
            return new ReloadAttempt(Outcome.RELOADED, program, List.of(), List.of(), null);
        } catch (InvalidProgramException e) {
            return new ReloadAttempt(Outcome.INCOMPATIBLE, program, e.problems(), List.of(), null);
        } catch (RuntimeException e) {
            return new ReloadAttempt(Outcome.FAILED, program, List.of(), List.of(), e);
        }
    }

    private static List<ScenarioResult> failures(LoyaltyProgram program, List<ScenarioFile> files) {
        List<ScenarioResult> failures = new ArrayList<>();
        for (ScenarioFile file : files) {
            for (Scenario scenario : file.scenarios()) {
                ScenarioResult result = scenario.run(program);
                if (!result.passed()) {
                    failures.add(result);
                }
            }
        }
        return failures;
    }

    private void tell(ReloadAttempt attempt) {
        if (attempt.reloaded()) {
            LOGGER.info("{}", attempt.describe());
        } else {
            LOGGER.error("{}", attempt.describe(), attempt.error());
        }
        for (Consumer<ReloadAttempt> listener : listeners) {
            try {
                listener.accept(attempt);
            } catch (RuntimeException e) {
                LOGGER.error("A listener failed; watching goes on", e);
            }
        }
    }

    /** Stops watching; when this returns, the engine's program is not replaced any more. Waits for a trial that is under way. */
    @Override
    public void close() {
        closed = true;
        thread.interrupt();
        if (Thread.currentThread() != thread) {
            boolean interrupted = false;
            while (thread.isAlive()) {
                try {
                    thread.join();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
        events.close();
    }

    /** Sets up a watcher. Not thread-safe. */
    public static final class Builder {

        private final MembershipEngine engine;
        private final Path folder;
        private RuleSafety safety = RuleSafety.SAFE;
        private Duration settleTime = Duration.ofMillis(500);
        private Duration interval = Duration.ofSeconds(30);
        private final List<Consumer<ReloadAttempt>> listeners = new ArrayList<>();

        private Builder(MembershipEngine engine, Path folder) {
            this.engine = engine;
            this.folder = folder;
        }

        /** How much of DRL the rules may use; {@link RuleSafety#SAFE}, where this is not called. */
        public Builder safety(RuleSafety ruleSafety) {
            this.safety = ruleSafety;
            return this;
        }

        /** How long nothing in the folder may change before it is judged; half a second, where this is not called. */
        public Builder settleTime(Duration time) {
            this.settleTime = positive("settle time", time);
            return this;
        }

        /**
         * How often the folder is looked at without being told of a change, as where a file system tells of none; 30 seconds,
         * where this is not called.
         */
        public Builder interval(Duration time) {
            this.interval = positive("interval", time);
            return this;
        }

        /**
         * Hears what came of each change, good or bad, on the watcher's thread; a failure is logged. Without a change of the
         * program itself there is nothing to hear.
         */
        public Builder onAttempt(Consumer<ReloadAttempt> listener) {
            listeners.add(listener);
            return this;
        }

        /**
         * Begins to watch.
         *
         * @throws IOException where the file system cannot be watched
         */
        public ProgramWatcher start() throws IOException {
            ProgramWatcher watcher = new ProgramWatcher(this);
            watcher.thread.start();
            return watcher;
        }

        private static Duration positive(String what, Duration time) {
            if (time.toMillis() < 1) {
                throw new IllegalArgumentException("the " + what + " must be at least a millisecond, and is " + time);
            }
            return time;
        }
    }
}
