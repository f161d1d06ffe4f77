package lesson23_jim_sessions;

import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.locks.ReentrantLock;

public final class Heartbeat {

    public enum Pulse {
        FINE,
        PROBE,
        DEAD
    }

    private enum State {
        STRANGER,
        TALKING,
        PROBED
    }

    private final Rules rules;
    private final Clock clock;
    private final ReentrantLock lock = new ReentrantLock();
    private State state = State.STRANGER;
    private Instant deadline = Instant.MAX;
    private int presences;

    public Heartbeat(Rules rules, Clock clock) {
        this.rules = rules;
        this.clock = clock;
    }

    public synchronized void heard(boolean presence) {
        lock.lock();
        try {
            if (presence) {
                presences++;
            }
            if (presences > 0) {
                state = State.TALKING;
                deadline = clock.instant().plus(rules.silence());
            }
        } finally {
            lock.unlock();
        }
    }

    public synchronized Pulse pulse() {
        lock.lock();
        try {
            Instant now = clock.instant();
            if (!rules.probes() || state == State.STRANGER || now.isBefore(deadline)) {
                return Pulse.FINE;
            }
            if (state == State.TALKING) {
                state = State.PROBED;
                deadline = presences > 1 ? now.plus(rules.patience()) : Instant.MAX;
                return Pulse.PROBE;
            }
            return Pulse.DEAD;
        } finally {
            lock.unlock();
        }
    }
}
