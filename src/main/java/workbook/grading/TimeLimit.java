package workbook.grading;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import workbook.catalogue.Lesson;

/**
 * Limits how long one grading with all its workers may last. It is the last resort, because the
 * grader itself notices nearly all code that hangs. On a busy computer, the limit is longer: if two
 * threads want to run on each processor, a second counts as half a second.
 */
final class TimeLimit implements AutoCloseable {

    private static final int FIRST_LESSONS = 10; // their gradings are shorter

    /**
     * A shorter limit in seconds, for tests of the workbook itself. It is set when the tool's JVM
     * starts, where no graded code runs, and it can only shorten the limit.
     */
    private static final int AT_MOST = Integer.getInteger("workbook.seconds", Integer.MAX_VALUE);

    /** After this part of the limit, tests that can change nothing are not run any more. */
    private static final int LATE = 12;

    private static final double STRETCH = 3; // the limit becomes at most this many times longer
    private static final ScheduledExecutorService CLOCK =
            Executors.newSingleThreadScheduledExecutor(
                    work -> {
                        Thread thread = new Thread(work, "time limit of gradings");
                        thread.setDaemon(true);
                        return thread;
                    });

    private final Duration limit;
    private final List<WorkerProcess> workers = new ArrayList<>();
    private final Future<?> ticking;
    private double seconds; // that have counted so far
    private boolean over;

    /** Starts the clock. */
    TimeLimit(Lesson lesson) {
        int usual = Integer.parseInt(lesson.id()) <= FIRST_LESSONS ? 60 : 120;
        limit = Duration.ofSeconds(Math.min(usual, AT_MOST));
        ticking = CLOCK.scheduleWithFixedDelay(this::tick, 1, 1, TimeUnit.SECONDS);
    }

    private synchronized void tick() {
        seconds += 1 / Math.max(1, Math.min(STRETCH, load()));
        if (seconds >= limit.toSeconds() && !over) {
            over = true;
            workers.forEach(WorkerProcess::kill);
        }
    }

    /**
     * Returns how many threads per processor want to run; negative if the system does not report
     * it.
     */
    private static double load() {
        return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage()
                / Runtime.getRuntime().availableProcessors();
    }

    /** Adds a worker. It is killed when the time is over. */
    synchronized void bounds(WorkerProcess worker) {
        workers.add(worker);
        if (over) {
            worker.kill();
        }
    }

    /** Returns whether the time is over. */
    synchronized boolean over() {
        return over;
    }

    /** Returns whether this grading takes much longer than usual. */
    synchronized boolean isLate() {
        return seconds >= limit.toSeconds() / LATE;
    }

    /** Returns the limit in seconds on a computer that is not busy. */
    long seconds() {
        return limit.toSeconds();
    }

    /** Stops the clock when the grading has ended. */
    @Override
    public void close() {
        ticking.cancel(false);
    }
}
