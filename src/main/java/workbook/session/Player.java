package workbook.session;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import workbook.tap.Controls;
import workbook.tap.Crossing;

/**
 * Decides when each event of a saved session is shown: as far apart as they were, or one by one.
 * There is no wire: what crossed cannot be changed any more. Safe for use by several threads.
 */
public final class Player implements Controls {

    private static final String ONLY_SHOWN =
            "This is a replay: what crossed can be held and stepped, but not changed.";

    private final double speed;
    private boolean held;
    private boolean waiting; // an event, held or not
    private boolean passes; // the one that waits, whatever its time
    private boolean back; // instead of the event that waits, the one before
    private boolean over;
    private boolean begun;
    private long shown; // when the event at which time was last set was shown, by nanoTime
    private Duration at = Duration.ZERO; // of that event

    /**
     * @param speed how many times as fast as it was; 0 for without pauses
     */
    public Player(double speed) {
        this.speed = speed;
    }

    /**
     * Blocks until an event is to be shown. While held, what did not cross does not wait.
     *
     * @param crossing null for the end, which is like an event that crosses at any time
     * @return true to show it; false if the user has asked for one step back
     */
    public synchronized boolean await(Crossing crossing) throws InterruptedException {
        if (Thread.interrupted()) { // it may never have to wait
            throw new InterruptedException();
        }
        waiting = true;
        boolean asked = !begun;
        begun = true;
        try {
            while (!passes && !back) {
                if (held && (crossing == null || crossing.event().kind().crosses())) {
                    asked = true;
                    wait(); // for a key
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
            if (crossing != null && (asked || passes || held)) { // time goes on from here
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

    /** Asks for one step back; holds. */
    public synchronized void back() {
        held = true;
        back = waiting;
        notifyAll();
    }

    /** Nanoseconds until an event is due. */
    private long left(Duration due) {
        if (speed == 0) {
            return 0;
        }
        double nanos = due.minus(at).toNanos() / speed;
        return (long) Math.min(nanos, Long.MAX_VALUE / 4.0) - (System.nanoTime() - shown);
    }

    /** There are no more events. */
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

    /** {@inheritDoc} While nothing is held, the next event does not wait until it is due. */
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
