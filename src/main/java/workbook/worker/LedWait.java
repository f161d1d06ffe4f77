package workbook.worker;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.concurrent.TimeUnit;

/** One wait for a limited time in the learner's code, by {@link LedTime}. */
public final class LedWait {

    /** No test waits for the end of a longer wait, in nanoseconds. */
    private static final long LONGEST = TimeUnit.HOURS.toNanos(12);

    private static final ThreadMXBean CPU = ManagementFactory.getThreadMXBean();

    private final long deadline;
    private final boolean ends;
    private final long cpu;
    private final Runnable wake;
    private final LedWait outer; // that this one is part of; null for none
    private boolean over;
    private boolean woken;

    LedWait(long nanos, Runnable wake, LedWait outer) {
        this.ends = nanos <= LONGEST;
        this.deadline = LedTime.nanoTime() + Math.min(nanos, Long.MAX_VALUE / 2);
        this.cpu =
                RunawayGuard.isVirtual(Thread.currentThread()) ? 0 : CPU.getCurrentThreadCpuTime();
        this.wake = wake;
        this.outer = outer;
    }

    /** When the time is up, as {@link LedTime#nanoTime()} has it. */
    public long deadline() {
        return deadline;
    }

    /** Whether a test may wait for its end. */
    public boolean ends() {
        return ends;
    }

    /**
     * Nanoseconds of processor time that the thread had used when the wait began. The wait may use
     * some itself, to look at the time, but it does nothing else.
     */
    public long cpu() {
        return cpu;
    }

    /** How many nanoseconds are left; 0 or less if the time is up. */
    long left() {
        return deadline - LedTime.nanoTime();
    }

    /** The same in milliseconds, rounded up. */
    long leftMillis() {
        return TimeUnit.NANOSECONDS.toMillis(left() + 999_999);
    }

    synchronized void endIfDue() {
        if (!over && !woken && left() <= 0) {
            woken = true;
            wake.run();
        }
    }

    /**
     * Notes, by its own thread, that the wait has ended.
     *
     * @return whether the thread was woken because the time was up
     */
    synchronized boolean end() {
        if (!over) {
            over = true;
            LedTime.end(outer);
        }
        return woken;
    }
}
