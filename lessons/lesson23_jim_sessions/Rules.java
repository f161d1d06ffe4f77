package lesson23_jim_sessions;

import java.time.Duration;

/**
 * Given: what a server demands of its clients.
 *
 * @param authentication whether they must authenticate
 * @param silence how long a client may send nothing before it is probed; zero: no client is probed
 * @param patience how long a client may take to answer a probe
 */
public record Rules(boolean authentication, Duration silence, Duration patience) {

    /** Rules by which no client is probed. */
    public static Rules withoutProbes(boolean authentication) {
        return new Rules(authentication, Duration.ZERO, Duration.ZERO);
    }

    /** Returns whether clients are probed. */
    public boolean probes() {
        return !silence.isZero();
    }
}
