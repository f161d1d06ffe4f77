package workbook.session;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import workbook.tap.Controls;
import workbook.tap.Crossing;

/**
 * Decides when each event of a saved session is shown: at the original intervals, or one by one.
 * There is no wire in a replay, so the events cannot be changed. Safe for use by several threads.
 */
public final class Player implements Controls {

    private static final String ONLY_SHOWN =
            "This is a replay: what crossed can be held and stepped, but not changed.";

    private final double speed;
    private boolean held;
    private boolean waiting; // an event is waiting in await(), held or not
    private boolean passes; // show the waiting event at once
    private boolean back; // go back one event instead of showing the waiting one
    private boolean over;
    private boolean begun;
    private long shown; // when the last reference event was shown, by nanoTime()
    private Duration at = Duration.ZERO; // the recorded time of that event

    /**
     * Creates a player that is not held.
     *
     * @param speed how many times as fast as the original; 0 for no pauses
     */
    public Player(double speed) {
        this.speed = speed;
    }

    /**
     * Blocks until it is time to show an event. While the session is held, printed lines and notes
     * do not wait.
     *
     * @param crossing the event; null for the end of the session, which waits only while held
     * @return true to show it; false if the user has asked for one step back
     */
    public synchronized boolean await(Crossing crossing) throws InterruptedException {
        if (Thread.interrupted()) { // checked here, because it may not wait at all
            throw new InterruptedException();
        }
        waiting = true;
        boolean asked = !begun;
        begun = true;
        try {
            while (!passes && !back) {
                if (held && (crossing == null || crossing.event().kind().crosses())) {
                    asked = true;
                    wait(); // until the user presses a key
                } else {
                    long left = held || asked || crossing == null ? 0 : left(crossing.at());
                    if (left <= 0) {
                        break;
                    }
                    TimeUnit.NANOSECONDS.timedWait(this, left);
                }
            }
            if (back) {
                return false;
            }
            if (crossing != null && (asked || passes || held)) { // new reference event
                shown = System.nanoTime();
                at = crossing.at();
            }
            return true;
        } finally {
            waiting = false;
            passes = false;
            back = false;
        }
    }

    /** Goes back one event and holds there. */
    public synchronized void back() {
        held = true;
        back = waiting;
        notifyAll();
    }

    /** Returns the nanoseconds until an event is due. */
    private long left(Duration due) {
        if (speed == 0) {
            return 0;
        }
        double nanos = due.minus(at).toNanos() / speed;
        return (long) Math.min(nanos, Long.MAX_VALUE / 4.0) - (System.nanoTime() - shown);
    }

    /** Notes that there are no more events. */
    public synchronized void end() {
        over = true;
    }

    @Override
    public boolean canChange() {
        return false;
    }

    @Override
    public synchronized State state() {
        int pieces = held && waiting && !passes ? 1 : 0;
        return new State(held, pieces, Duration.ZERO, 0, false, over);
    }

    @Override
    public synchronized void hold() {
        held = true;
        notifyAll();
    }

    /** {@inheritDoc} While the session is not held, this shows the next event before its time. */
    @Override
    public synchronized boolean step() {
        boolean any = waiting && !passes;
        passes |= any;
        notifyAll();
        return any;
    }

    @Override
    public synchronized void run() {
        held = false;
        notifyAll();
    }

    @Override
    public void delay(Duration delay) {
        throw new IllegalStateException(ONLY_SHOWN);
    }

    @Override
    public void split(int bytes) {
        throw new IllegalStateException(ONLY_SHOWN);
    }

    @Override
    public void glue(boolean together) {
        throw new IllegalStateException(ONLY_SHOWN);
    }

    @Override
    public void cut(int connection) {
        throw new IllegalStateException(ONLY_SHOWN);
    }

    @Override
    public void reset(int connection) {
        throw new IllegalStateException(ONLY_SHOWN);
    }

    @Override
    public void send(int connection, boolean toServer, byte[] bytes) {
        throw new IllegalStateException(ONLY_SHOWN);
    }
}
