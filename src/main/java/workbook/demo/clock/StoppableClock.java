package workbook.demo.clock;

/** A clock that can be stopped. Safe for use by several threads. */
public final class StoppableClock {

    private long stood; // nanoseconds that it has stood still so far
    private long since; // when it was last stopped, by System.nanoTime()
    private boolean stopped;

    /** Stops the clock; does nothing if it is already stopped. */
    public synchronized void stop() {
        if (!stopped) {
            stopped = true;
            since = System.nanoTime();
        }
    }

    /** Restarts the clock; does nothing if it is running. */
    public synchronized void go() {
        if (stopped) {
            stopped = false;
            stood += System.nanoTime() - since;
        }
    }

    /** Returns whether the clock is stopped. */
    public synchronized boolean isStopped() {
        return stopped;
    }

    /** Returns how many nanoseconds the clock has stood still so far. */
    public synchronized long stood() {
        return stopped ? stood + System.nanoTime() - since : stood;
    }

    /** Returns {@link System#nanoTime()} minus the time that the clock has stood still. */
    public synchronized long nanoTime() {
        return (stopped ? since : System.nanoTime()) - stood;
    }
}
