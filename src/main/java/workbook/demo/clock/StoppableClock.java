package workbook.demo.clock;

/** A clock that can be stopped. Safe for use by several threads. */
public final class StoppableClock {

    private long stood; // nanoseconds for which it has stood still so far
    private long since; // when it was stopped last, as System.nanoTime() has it
    private boolean stopped;

    /** Stops it; does nothing if it stands still. */
    public synchronized void stop() {
        if (!stopped) {
            stopped = true;
            since = System.nanoTime();
        }
    }

    /** Lets it go on; does nothing if it runs. */
    public synchronized void go() {
        if (stopped) {
            stopped = false;
            stood += System.nanoTime() - since;
        }
    }

    /** Whether it stands still. */
    public synchronized boolean isStopped() {
        return stopped;
    }

    /** For how many nanoseconds it has stood still, up to now. */
    public synchronized long stood() {
        return stopped ? stood + System.nanoTime() - since : stood;
    }

    /** Returns {@link System#nanoTime()} less the time for which it has stood still. */
    public synchronized long nanoTime() {
        return (stopped ? since : System.nanoTime()) - stood;
    }
}
