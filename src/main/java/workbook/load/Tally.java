package workbook.load;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/** Counts what arrives, and lets other threads wait for it. Safe for use by several threads. */
final class Tally {

    private static final long LONGEST = TimeUnit.MINUTES.toMicros(20); // recorded at most

    private final Map<String, Long> errors = new TreeMap<>();
    private final Histogram latencies = new Histogram(LONGEST, 3); // microseconds
    private long acknowledged;
    private long delivered;
    private long again;
    private long lastCame;

    /**
     * The counts at one moment.
     *
     * @param acknowledged responses 2xx to messages
     * @param delivered messages that arrived for the first time
     * @param again messages that arrived again
     * @param lastCame when the last new message was read, by {@link System#nanoTime}
     * @param latencies the latencies in microseconds
     * @param errors each kind of error, with how many times it occurred
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
     * Counts a message that has arrived.
     *
     * @param now when it was read, by {@link System#nanoTime}
     * @param due when it was due, by the same clock
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

    /**
     * Waits until {@code deliveries} messages were delivered, but at most {@code seconds} seconds.
     */
    synchronized void awaitDeliveries(long deliveries, long seconds) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        while (delivered < deliveries && waitUntil(end)) {}
    }

    /**
     * Waits until {@code answers} messages were acknowledged, but at most a second. Does not wait
     * if none was acknowledged so far.
     */
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
