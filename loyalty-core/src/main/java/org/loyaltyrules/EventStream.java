package org.loyaltyrules;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.loyaltyrules.event.Enrollment;
import org.loyaltyrules.event.Erasure;
import org.loyaltyrules.event.Event;
import org.loyaltyrules.event.MemberEvent;
import org.loyaltyrules.event.Transfer;

/**
 * Processes a stream of events on several threads. Events go in batches; within a batch, members who have to do with one
 * another (by referral or transfer) form a group, whose events are processed one after the other; days and erasures, which
 * concern everybody, stand alone.
 */
final class EventStream {

    private static final int BATCH = 4096;

    private final Function<Event, ProcessedEvent> process;
    private final Function<String, @Nullable String> referrerOf;
    private final int threads;

    EventStream(Function<Event, ProcessedEvent> process, Function<String, @Nullable String> referrerOf, int threads) {
        this.process = process;
        this.referrerOf = referrerOf;
        this.threads = threads;
    }

    /** Processes all events; results come in the order of the events. */
    void process(Iterator<? extends Event> events, Consumer<ProcessedEvent> results) {
        ExecutorService workers = Executors.newFixedThreadPool(threads);
        try {
            List<MemberEvent> batch = new ArrayList<>();
            while (events.hasNext()) {
                Event event = events.next();
                if (event instanceof MemberEvent memberEvent && !(event instanceof Erasure)) {
                    batch.add(memberEvent);
                    if (batch.size() == BATCH) {
                        flush(batch, workers, results);
                    }
                } else {
                    flush(batch, workers, results);
                    results.accept(process.apply(event));
                }
            }
            flush(batch, workers, results);
        } finally {
            workers.shutdownNow();
        }
    }

    private void flush(List<MemberEvent> batch, ExecutorService workers, Consumer<ProcessedEvent> results) {
        ProcessedEvent[] processed = new ProcessedEvent[batch.size()];
        List<Callable<Void>> tasks = new ArrayList<>();
        for (List<Integer> group : groups(batch)) {
            tasks.add(() -> {
                for (int place : group) {
                    processed[place] = process.apply(batch.get(place));
                }
                return null;
            });
        }
        run(tasks, workers);
        for (ProcessedEvent one : processed) {
            results.accept(one);
        }
        batch.clear();
    }

    private static void run(List<Callable<Void>> tasks, ExecutorService workers) {
        try {
            for (Future<Void> done : workers.invokeAll(tasks)) {
                done.get();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while events were processed", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("an event could not be processed", e.getCause());
        }
    }

    /** Places in the batch, by group of members who have to do with one another. */
    private Iterable<List<Integer>> groups(List<MemberEvent> batch) {
        Map<String, String> leaders = new HashMap<>();
        for (MemberEvent event : batch) {
            String referrer =
                    event instanceof Enrollment enrollment ? enrollment.referrer() : referrerOf.apply(event.member());
            if (referrer != null) {
                join(leaders, event.member(), referrer);
            }
            if (event instanceof Transfer transfer) {
                join(leaders, event.member(), transfer.to());
            }
        }
        Map<String, List<Integer>> groups = new LinkedHashMap<>();
        for (int i = 0; i < batch.size(); i++) {
            groups.computeIfAbsent(leader(leaders, batch.get(i).member()), leader -> new ArrayList<>())
                    .add(i);
        }
        return groups.values();
    }

    private static void join(Map<String, String> leaders, String one, String other) {
        leaders.put(leader(leaders, one), leader(leaders, other));
    }

    private static String leader(Map<String, String> leaders, String member) {
        String leader = member;
        for (String next = leaders.get(leader); next != null && !next.equals(leader); next = leaders.get(leader)) {
            leader = next;
        }
        return leader;
    }
}
