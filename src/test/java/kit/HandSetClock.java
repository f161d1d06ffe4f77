package kit;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;

/** A clock that stands still until a test sets it. */
public final class HandSetClock extends Clock {

    private final ZoneId zone;
    private volatile Instant now;
    private volatile Instant next; // null: the hands stay

    private HandSetClock(Instant now, ZoneId zone) {
        this.now = now;
        this.zone = zone;
    }

    /**
     * @param instant such as {@code 2025-11-01T09:05:07Z}
     * @param zone such as {@code UTC} or {@code Asia/Tokyo}
     */
    public static HandSetClock at(String instant, String zone) {
        return new HandSetClock(Instant.parse(instant), ZoneId.of(zone));
    }

    /**
     * Sets the clock to this time after it has been read once: code that reads it twice sees two
     * times.
     */
    public HandSetClock andThen(String instant) {
        next = Instant.parse(instant);
        return this;
    }

    /** Moves the hands. */
    public void set(String instant) {
        now = Instant.parse(instant);
    }

    @Override
    public Instant instant() {
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
