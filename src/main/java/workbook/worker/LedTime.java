package workbook.worker;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The time in the learner's code: that of the computer, and more if the grader lets some pass at
 * once. {@link LedCalls} waits by it. The grader sees who waits and until when, and decides when
 * nothing will happen before the first of these waits is over.
 */
public final class LedTime {

    private static final Map<Thread, LedWait> WAITS = new ConcurrentHashMap<>();

    private static volatile long added; // nanoseconds that have passed at once
    private static volatile long addedBefore; // of these, before this test

    private LedTime() {}

    /** As {@link System#nanoTime()} has it in the learner's code. It never goes back. */
    public static long nanoTime() {
        return System.nanoTime() + added;
    }

    /**
     * By how many nanoseconds the date in the learner's code is ahead of the computer's: the time
     * that has passed at once in this test.
     */
    static long ahead() {
        return added - addedBefore;
    }

    /** From now on the date in the learner's code is the computer's again. */
    public static void beginTest() {
        addedBefore = added;
    }

    /** The wait for a limited time in which this thread is; null if it is in none. */
    public static LedWait waitOf(Thread thread) {
        return WAITS.get(thread);
    }

    /** Lets time pass at once until then, and ends the waits whose time is up. */
    public static synchronized void passUntil(long nanoTime) {
        added += Math.max(0, nanoTime - nanoTime());
        endDue();
    }

    /** Ends the waits whose time is up, although the computer's time may not be. */
    public static void endDue() {
        WAITS.values().forEach(LedWait::endIfDue);
    }

    /**
     * Begins a wait of the current thread.
     *
     * @param wake makes the thread look at the time; called at most once, by another thread
     */
    static LedWait begin(long nanos, Runnable wake) {
        Thread thread = Thread.currentThread();
        LedWait wait = new LedWait(nanos, wake, WAITS.get(thread));
        WAITS.put(thread, wait);
        return wait;
    }

    /** The wait of the current thread is over; it may have been part of another one. */
    static void end(LedWait outer) {
        if (outer == null) {
            WAITS.remove(Thread.currentThread());
        } else {
            WAITS.put(Thread.currentThread(), outer);
        }
    }
}
