package kit;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;

/** A clock that stands still until a test sets it. */
public final class HandSetClock extends Clock {

    private final ZoneId zone;
    private volatile Instant now;
    private volatile Instant next; // null: the clock keeps its time
    private boolean held; // guarded by this

    private HandSetClock(Instant now, ZoneId zone) {
        this.now = now;
        this.zone = zone;
    }

    /**
     * Returns a clock that shows this time.
     *
     * @param instant such as {@code 2025-11-01T09:05:07Z}
     * @param zone such as {@code UTC} or {@code Asia/Tokyo}
     */
    public static HandSetClock at(String instant, String zone) {
        return new HandSetClock(Instant.parse(instant), ZoneId.of(zone));
    }

    /**
     * Sets the clock to this time after it has been read once, so that code which reads it twice
     * sees two times.
     */
    public HandSetClock andThen(String instant) {
        next = Instant.parse(instant);
        return this;
    }

    /** Sets the clock to this time. */
    public void set(String instant) {
        now = Instant.parse(instant);
    }

    /**
     * Makes every thread that reads the clock from now on wait until {@link #letGo()} is called.
     */
    public synchronized void hold() {
        held = true;
    }

    /** Lets the waiting threads continue. */
    public synchronized void letGo() {
        held = false;
        notifyAll();
    }

    private synchronized void awaitRelease() {
        try {
            while (held) {
                wait();
            }
        } catch (InterruptedException e) { // the test is over
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public Instant instant() {
        awaitRelease();
        Instant seen = now;
        now = next == null ? now : next;
        return seen;
    }

    @Override
    public ZoneId getZone() {
        return zone;
    }

    @Override
    public Clock withZone(ZoneId other) {
        return new HandSetClock(now, other);
    }
}
