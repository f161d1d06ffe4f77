package workbook.worker;

import java.util.concurrent.TimeUnit;

/**
 * The time in the learner's code. A test may let it pass {@value #FACTOR} times as fast, so that a
 * time-out of half a minute is over in 150 ms. {@link FastCalls} waits and tells the time by it.
 */
public final class FastTime {

    private static final int FACTOR = 200;

    /**
     * No wait that was longer becomes shorter than this, in nanoseconds: code that polls must
     * remain mostly at rest.
     */
    private static final long SHORTEST = TimeUnit.MILLISECONDS.toNanos(60);

    private static volatile boolean available;
    private static volatile boolean fast;
    private static volatile boolean used; // by the learner's code, since it became fast
    private static volatile long begun; // when it became fast, by the computer's clock
    private static volatile long gained; // nanoseconds by which it was ahead before that
    private static volatile long longest; // nanoseconds that one of their waits takes at most

    private FastTime() {}

    /** Notes that the learner's classes are loaded with {@link FastCalls}. */
    static void makeAvailable() {
        available = true;
    }

    /** Whether time can pass fast: only in classes that a worker has loaded. */
    public static boolean isAvailable() {
        return available;
    }

    /** Lets time pass fast in those calls of the learner's code that begin from now on. */
    public static synchronized void begin() {
        end();
        used = false;
        longest = 0;
        begun = System.nanoTime();
        fast = true;
    }

    /** Time passes as usual again. The learner's stopwatch goes on; its date is right again. */
    public static synchronized void end() {
        gained += aheadSinceBegun();
        fast = false;
    }

    public static boolean isFast() {
        return fast;
    }

    /** Whether the learner's code has waited for a limited time, or asked for the time. */
    public static boolean isUsed() {
        return used;
    }

    /** Nanoseconds of the computer's clock that the longest wait so far takes at most. */
    public static long longestWait() {
        return longest;
    }

    /** What {@link System#nanoTime()} returns in the learner's code. It never goes back. */
    static synchronized long nanoTime() {
        used |= fast;
        return System.nanoTime() + gained + aheadSinceBegun();
    }

    /** By how many nanoseconds the date in the learner's code is ahead of the computer's. */
    static synchronized long ahead() {
        used |= fast;
        return aheadSinceBegun();
    }

    private static long aheadSinceBegun() {
        return fast ? (System.nanoTime() - begun) * (FACTOR - 1) : 0;
    }

    /** How many nanoseconds a wait takes for which the learner's code gives this time. */
    static synchronized long nanos(long nanos) {
        if (!fast || nanos <= 0) {
            return nanos;
        }
        long shorter = Math.max(nanos / FACTOR, Math.min(nanos, SHORTEST));
        used = true;
        longest = Math.max(longest, shorter);
        return shorter;
    }

    /** The same in milliseconds. */
    static long millis(long millis) {
        return TimeUnit.NANOSECONDS.toMillis(nanos(TimeUnit.MILLISECONDS.toNanos(millis)));
    }

    /** The same in milliseconds, for methods that take an {@code int}. */
    static int millis(int millis) {
        return (int) millis((long) millis);
    }
}
