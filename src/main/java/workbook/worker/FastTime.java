package workbook.worker;

import java.util.concurrent.TimeUnit;

/**
 * The clock of the learner's code. A test may make its time pass {@value #FACTOR} times as fast, so
 * that a time-out of half a minute is over in 150 ms. {@link FastCalls} uses this clock.
 */
public final class FastTime {

    private static final int FACTOR = 200;

    /**
     * The shortest length, in nanoseconds, to which a longer wait is shortened. Code that polls
     * must still be idle most of the time.
     */
    private static final long SHORTEST = TimeUnit.MILLISECONDS.toNanos(60);

    private static volatile boolean available;
    private static volatile boolean fast;
    private static volatile boolean used; // by the learner's code, since begin()
    private static volatile long begun; // when time became fast, by the computer's clock
    private static volatile long gained; // nanoseconds that earlier fast times have added
    private static volatile long longest; // nanoseconds of the longest wait, after shortening

    private FastTime() {}

    /** Notes that the learner's classes are loaded with calls to {@link FastCalls}. */
    static void makeAvailable() {
        available = true;
    }

    /** Returns whether time can pass fast. It can only in classes that a worker has loaded. */
    public static boolean isAvailable() {
        return available;
    }

    /** Makes time pass fast in all calls of the learner's code that begin from now on. */
    public static synchronized void begin() {
        end();
        used = false;
        longest = 0;
        begun = System.nanoTime();
        fast = true;
    }

    /**
     * Makes time pass at its usual speed again. {@link #nanoTime()} keeps what it has gained, and
     * the date is correct again.
     */
    public static synchronized void end() {
        gained += aheadSinceBegun();
        fast = false;
    }

    public static boolean isFast() {
        return fast;
    }

    /**
     * Returns whether the learner's code has waited for a limited time, or read the time, since
     * {@link #begin()}.
     */
    public static boolean isUsed() {
        return used;
    }

    /** Returns the longest wait since {@link #begin()}, in nanoseconds of the computer's clock. */
    public static long longestWait() {
        return longest;
    }

    /** Returns what {@link System#nanoTime()} returns in the learner's code. It never goes back. */
    static synchronized long nanoTime() {
        used |= fast;
        return System.nanoTime() + gained + aheadSinceBegun();
    }

    /** Returns how many nanoseconds the date in the learner's code is ahead of the computer's. */
    static synchronized long ahead() {
        used |= fast;
        return aheadSinceBegun();
    }

    private static long aheadSinceBegun() {
        return fast ? (System.nanoTime() - begun) * (FACTOR - 1) : 0;
    }

    /**
     * Returns how many nanoseconds a wait really takes if the learner's code waits for {@code
     * nanos}.
     */
    static synchronized long nanos(long nanos) {
        if (!fast || nanos <= 0) {
            return nanos;
        }
        long shorter = Math.max(nanos / FACTOR, Math.min(nanos, SHORTEST));
        used = true;
        longest = Math.max(longest, shorter);
        return shorter;
    }

    /** Does the same in milliseconds. */
    static long millis(long millis) {
        return TimeUnit.NANOSECONDS.toMillis(nanos(TimeUnit.MILLISECONDS.toNanos(millis)));
    }

    /** Does the same in milliseconds, for methods that take an {@code int}. */
    static int millis(int millis) {
        return (int) millis((long) millis);
    }
}
