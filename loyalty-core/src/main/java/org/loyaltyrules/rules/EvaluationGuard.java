package org.loyaltyrules.rules;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Evaluates trusted rules on threads of its own, and no longer than it may take. A thread that does not end when it is told to
 * is left to itself; when several are, no more evaluations are begun. Thread-safe.
 */
final class EvaluationGuard {

    /** Threads that may be lost. */
    static final int MOST_LOST = 4;

    private static final long GRACE_MILLIS = 200;
    private static final int IDLE_SECONDS = 10;

    private final Duration deadline;
    private final AtomicInteger lost = new AtomicInteger();
    private final ThreadPoolExecutor threads = new ThreadPoolExecutor(
            0, Integer.MAX_VALUE, IDLE_SECONDS, TimeUnit.SECONDS, new SynchronousQueue<>(), EvaluationGuard::thread);

    EvaluationGuard(Duration deadline) {
        this.deadline = deadline;
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "loyalty-trusted-rules");
        thread.setDaemon(true);
        return thread;
    }

    /** An evaluation, and whether its thread is lost or has ended. */
    private static final class Run {
        private final CountDownLatch ended = new CountDownLatch(1);
        private final AtomicBoolean settled = new AtomicBoolean();
    }

    /** How an evaluation can be ended, and who was at it. */
    interface Stop {
        void halt();

        @Nullable
        String rule();

        /** The thread is lost: what it uses must be left alone. */
        void abandoned();
    }

    <T> T call(Supplier<T> work, Stop stop) {
        int lostNow = lost.get();
        if (lostNow >= MOST_LOST) {
            throw new EvaluationRefusedException(lostNow);
        }
        Run run = new Run();
        Future<T> result = threads.submit(() -> {
            try {
                return work.get();
            } finally {
                run.ended.countDown();
                if (!run.settled.compareAndSet(false, true)) {
                    lost.decrementAndGet();
                }
            }
        });
        try {
            return result.get(deadline.toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw new IllegalStateException(e.getCause());
        } catch (TimeoutException e) {
            end(run, result, stop);
            throw new EvaluationTimeoutException(deadline, stop.rule());
        } catch (InterruptedException e) {
            end(run, result, stop);
            Thread.currentThread().interrupt();
            throw new IllegalStateException("the thread was interrupted while rules were evaluated", e);
        }
    }

    private void end(Run run, Future<?> result, Stop stop) {
        stop.halt();
        result.cancel(true);
        boolean ended = false;
        try {
            ended = run.ended.await(GRACE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (!ended) {
            stop.abandoned();
            lost.incrementAndGet();
            if (!run.settled.compareAndSet(false, true)) {
                // It ended at the last moment.
                lost.decrementAndGet();
            }
        }
    }
}
