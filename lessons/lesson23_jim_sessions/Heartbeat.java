package lesson23_jim_sessions;

import java.time.Clock;

/**
 * Finds out whether a client that says nothing is still there.
 *
 * <p>On the wire: <code>{"action":"probe","time":1700000000}</code>; the client answers with a
 * presence, if it answers probes at all.
 *
 * <p>Watch out: many clients never answer one, and live. And two threads come here: the client's
 * own, and the one that asks for the pulse.
 */
public final class Heartbeat {

    /** What is to be done about a client. */
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
     * A message has come.
     *
     * @param presence whether it is a presence, and was accepted
     */
    public synchronized void heard(boolean presence) {
        // TODO 4: note when that was, and whether it shows that this client answers probes.
        throw new UnsupportedOperationException("TODO 4: note a message");
    }

    /** What to do now; PROBE once in each silence, and never before the first presence. */
    public synchronized Pulse pulse() {
        // TODO 4: is there a probe that was not answered? For how long? If not, for how long is it
        // silent?
        throw new UnsupportedOperationException("TODO 4: take the pulse");
    }
}
