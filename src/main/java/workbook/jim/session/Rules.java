package workbook.jim.session;

import java.time.Duration;

/**
 * Given: what a server asks of its clients.
 *
 * @param authentication whether they must authenticate
 * @param silence after how long without an object a client is probed; zero: nobody is
 * @param patience how long a probe may stay unanswered
 */
public record Rules(boolean authentication, Duration silence, Duration patience) {

    /** Nobody is probed. */
    public static Rules withoutProbes(boolean authentication) {
        return new Rules(authentication, Duration.ZERO, Duration.ZERO);
    }

    /** Whether clients are probed. */
    public boolean probes() {
        return !silence.isZero();
    }
}
