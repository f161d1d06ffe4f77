package workbook.demo.clock;

import java.util.concurrent.TimeUnit;

/** How long a call may wait, by the program's clock. */
final class Limit {

    /** So long the real wait is at least, lest a stopped clock keeps a processor busy. */
    private static final long LEAST = TimeUnit.MILLISECONDS.toNanos(5);

    private final StoppableClock clock;
    private final long start;
    private final long nanos;

    Limit(StoppableClock clock, long nanos) {
        this.clock = clock;
        this.start = clock.nanoTime();
        this.nanos = nanos;
    }

    static Limit millis(StoppableClock clock, long millis) {
        return new Limit(clock, TimeUnit.MILLISECONDS.toNanos(millis));
    }

    /** Whether the time is up. */
    boolean isOver() {
        return passed() >= nanos;
    }

    /** Nanoseconds that may still pass; more than 0 even if the time is up, if any was given. */
    long left() {
        return nanos <= 0 ? nanos : Math.max(nanos - passed(), Math.min(nanos, LEAST));
    }

    /** The same in milliseconds, rounded up. */
    long leftMillis() {
        return Math.max(1, TimeUnit.NANOSECONDS.toMillis(left() + 999_999));
    }

    private long passed() {
        return clock.nanoTime() - start;
    }
}
