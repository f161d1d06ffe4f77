package workbook.jim.session;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

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
    private Instant heard; // when the last message came
    private Instant probed; // when a probe was asked for; null if a message has come since
    private boolean present; // whether a presence has come
    private boolean answersProbes;

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
        answersProbes |= presence && present; // the second one, and each further one
        present |= presence;
        heard = clock.instant();
        probed = null;
    }

    /** What to do now; PROBE once in each silence, and never before the first presence. */
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
