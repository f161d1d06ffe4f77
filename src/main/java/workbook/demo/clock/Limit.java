package workbook.demo.clock;

import java.util.concurrent.TimeUnit;

/** Measures how long a call may wait, by the program's clock. */
final class Limit {

    /** The shortest real wait, so that a stopped clock does not keep a processor busy. */
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

    /** Returns whether the time is up. */
    boolean isOver() {
        return passed() >= nanos;
    }

    /**
     * Returns how many nanoseconds are left. If the limit is more than 0, the result is more than
     * 0, too, even if the time is up.
     */
    long left() {
        return nanos <= 0 ? nanos : Math.max(nanos - passed(), Math.min(nanos, LEAST));
    }

    /** Returns how many milliseconds are left, rounded up, at least 1. */
    long leftMillis() {
        return Math.max(1, TimeUnit.NANOSECONDS.toMillis(left() + 999_999));
    }

    private long passed() {
        return clock.nanoTime() - start;
    }
}
