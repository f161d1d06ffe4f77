package lesson23_jim_sessions;

import java.time.Clock;

/**
 * Finds out whether a silent client is still there. There is one heartbeat for each connection.
 *
 * <p>On the wire: <code>{"action":"probe","time":1700000000}</code>. A client that answers probes
 * sends a presence.
 *
 * <p>Watch out: many clients never answer a probe and are still there. And two threads use this
 * object: the client's own, and the one that asks for the pulse.
 */
public final class Heartbeat {

    /** What to do about a client. */
    public enum Pulse {
        /** Nothing. */
        FINE,
        /** Send it a probe now. */
        PROBE,
        /** Close its connection. */
        DEAD
    }

    private final Rules rules;
    private final Clock clock;

    /** The heartbeat of a client that has just connected. */
    public Heartbeat(Rules rules, Clock clock) {
        this.rules = rules;
        this.clock = clock;
    }

    /**
     * Notes that a message has arrived.
     *
     * @param presence whether it is a presence whose response was 200 or 201
     */
    public synchronized void heard(boolean presence) {
        // TODO 8: note when that was, and whether this client answers probes. (Until then, this
        // method does nothing, so that your server works.)
    }

    /**
     * Returns what to do now: PROBE once in each silence, and never before the first presence; DEAD
     * if a client that answers probes has not answered in time.
     */
    public synchronized Pulse pulse() {
        // TODO 8: has a probe not been answered yet, and for how long? Otherwise, for how long has
        // the client been silent?
        throw new UnsupportedOperationException("TODO 8: take the pulse");
    }
}
