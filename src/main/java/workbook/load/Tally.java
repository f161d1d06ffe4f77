package workbook.load;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/** Counts what comes, and lets others wait for it. Any thread may use it. */
final class Tally {

    private static final long LONGEST = TimeUnit.MINUTES.toMicros(20); // a latency, at most

    private final Map<String, Long> errors = new TreeMap<>();
    private final Histogram latencies = new Histogram(LONGEST, 3); // microseconds
    private long acknowledged;
    private long delivered;
    private long again;
    private long lastCame;

    /**
     * What was counted.
     *
     * @param acknowledged answers 2xx to messages
     * @param delivered messages that came for the first time
     * @param again messages that came once more
     * @param lastCame when the last message was read, in {@link System#nanoTime}
     * @param latencies in microseconds
     * @param errors how often what went wrong
     */
    record Counts(
            long acknowledged,
            long delivered,
            long again,
            long lastCame,
            Histogram latencies,
            Map<String, Long> errors) {}

    synchronized Counts counts() {
        return new Counts(
                acknowledged, delivered, again, lastCame, latencies.copy(), new TreeMap<>(errors));
    }

    synchronized long delivered() {
        return delivered;
    }

    synchronized void error(String what) {
        errors.merge(what, 1L, Long::sum);
    }

    synchronized void acknowledged() {
        acknowledged++;
        notifyAll();
    }

    /**
     * A message has come.
     *
     * @param now when it was read, in {@link System#nanoTime}
     * @param due when it was due
     */
    synchronized void came(boolean isNew, long now, long due) {
        if (!isNew) {
            again++;
            return;
        }
        delivered++;
        lastCame = now;
        latencies.recordValue(Math.min(LONGEST, Math.max(0, (now - due) / 1000)));
        notifyAll();
    }

    /** Waits until so many were delivered, but not for longer than so many seconds. */
    synchronized void awaitDeliveries(long deliveries, long seconds) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        while (delivered < deliveries && waitUntil(end)) {}
    }

    /** Waits for so many answers, but only for a second, and not where there were none. */
    synchronized void awaitAnswers(long answers) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(1);
        while (acknowledged > 0 && acknowledged < answers && waitUntil(end)) {}
    }

    private boolean waitUntil(long end) throws InterruptedException {
        long left = end - System.nanoTime();
        if (left > 0) {
            wait(TimeUnit.NANOSECONDS.toMillis(left) + 1);
        }
        return left > 0;
    }
}
