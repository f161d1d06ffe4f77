package workbook.grading;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import workbook.catalogue.Lesson;
import workbook.worker.Frame;

/**
 * Keeps spare workers that are started and warmed up before they are needed. Safe for use by
 * several threads.
 */
public final class Workers implements AutoCloseable {

    private final Build build;
    private final int spare;
    private final List<String> prefix;
    private final Deque<WorkerProcess> waiting = new ArrayDeque<>();
    private final AtomicInteger started = new AtomicInteger();
    private final boolean archiving;
    private Frame rehearsal;
    private boolean closed;

    /**
     * Starts the first spare workers.
     *
     * @param spare how many workers wait for work at any time; 0 starts each when it is needed
     */
    public Workers(Build build, int spare) {
        this(build, spare, List.of());
    }

    /**
     * Starts the first spare workers.
     *
     * @param prefix the beginning of the command line, for example a program that pins the worker
     *     to a processor
     */
    public Workers(Build build, int spare, List<String> prefix) {
        this.build = build;
        this.spare = spare;
        this.prefix = prefix;
        this.archiving = false;
        refill();
    }

    private Workers(Build build) {
        this.build = build;
        this.spare = 0;
        this.prefix = List.of();
        this.archiving = true;
    }

    /**
     * Makes new spare workers run this lesson's grader on the reference solution first, so that
     * they are faster when the learner's code arrives.
     */
    public synchronized void rehearse(Lesson lesson) {
        rehearsal = Request.rehearse(lesson, build);
    }

    /** Returns workers that write an archive of their classes when they end. */
    public static Workers archiving(Build build) {
        return new Workers(build);
    }

    /** Returns whether the workers write an archive of classes, which verdicts depend on. */
    boolean archiving() {
        return archiving;
    }

    /**
     * Returns a worker for the caller's use only: a spare one, or a new one if there is none. The
     * caller passes it to {@link #release}.
     */
    WorkerProcess take() {
        synchronized (this) {
            if (!waiting.isEmpty()) {
                return waiting.poll();
            }
        }
        return start();
    }

    /** Takes a worker back. A warm worker becomes the first spare one; any other is ended. */
    void release(WorkerProcess worker) {
        synchronized (this) {
            if (worker.isWarm() && !closed) {
                waiting.addFirst(worker);
                return;
            }
        }
        worker.close();
    }

    /** Starts workers until enough spare ones are waiting. */
    synchronized void refill() {
        while (!closed && waiting.size() < spare) {
            WorkerProcess worker = start();
            waiting.add(worker);
            if (rehearsal != null) {
                worker.rehearse(rehearsal);
            }
        }
    }

    /** Returns how many workers have been started so far. */
    public int started() {
        return started.get();
    }

    private WorkerProcess start() {
        started.incrementAndGet();
        try {
            return WorkerProcess.start(build, prefix, archiving);
        } catch (IOException e) {
            throw new UncheckedIOException("a second Java process could not be started", e);
        }
    }

    /** Ends the spare workers. */
    @Override
    public synchronized void close() {
        closed = true;
        waiting.forEach(WorkerProcess::close);
        waiting.clear();
    }
}
