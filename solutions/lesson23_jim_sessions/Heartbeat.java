package lesson23_jim_sessions;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

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
    private Instant heard; // when the last message arrived
    private Instant probed; // when PROBE was returned; null if a message has arrived since
    private boolean present; // whether a presence has arrived
    private boolean answersProbes;

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
        answersProbes |= presence && present; // the second one, and each further one
        present |= presence;
        heard = clock.instant();
        probed = null;
    }

    /**
     * Returns what to do now: PROBE once in each silence, and never before the first presence; DEAD
     * if a client that answers probes has not answered in time.
     */
    public synchronized Pulse pulse() {
        if (!rules.probes() || !present) {
            return Pulse.FINE;
        }
        if (probed != null) {
            return answersProbes && isOver(probed, rules.patience()) ? Pulse.DEAD : Pulse.FINE;
        }
        if (!isOver(heard, rules.silence())) {
            return Pulse.FINE;
        }
        probed = clock.instant();
        return Pulse.PROBE;
    }

    private boolean isOver(Instant begin, Duration duration) {
        return !clock.instant().isBefore(begin.plus(duration));
    }
}
