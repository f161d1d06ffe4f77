package workbook.conform;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import workbook.catalogue.UsageError;

/** Plays cases against a server, one after another. */
public final class Suite {

    /** Cases after which a server that says nothing is given up. */
    public static final int SILENT = 5;

    private static final int NEW = 36 * 36 * 36 * 36 * 36;
    private static final int CASES = 36 * 36; // as many as have names of their own in a run

    private final InetSocketAddress server;
    private final Duration patience;

    /**
     * Cases against this server.
     *
     * @param patience how long a server may take to do what is expected next
     */
    public Suite(InetSocketAddress server, Duration patience) {
        this.server = server;
        this.patience = patience;
    }

    /**
     * Makes sure that somebody listens there.
     *
     * @throws UsageError if nobody does
     */
    public void knock() {
        try {
            new Peer(server, patience).close();
        } catch (IOException | RuntimeException e) {
            throw new UsageError(
                    "Nobody listens at %s:%d (%s)."
                            .formatted(server.getHostString(), server.getPort(), e.getMessage()));
        }
    }

    /**
     * Plays them; each result is reported as soon as it is known. Stops early, with fewer results
     * than cases, if in the first {@value #SILENT} of them the server says nothing at all.
     */
    public List<Result> play(List<Script> scripts, Consumer<Result> listener) {
        int begin = new SecureRandom().nextInt(NEW);
        List<Result> results = new ArrayList<>();
        for (Script script : scripts) {
            String token = padded(begin, 5) + padded(results.size() % CASES, 2);
            Result result = Run.of(script, server, patience, token);
            listener.accept(result);
            results.add(result);
            if (results.size() == SILENT && results.stream().allMatch(Suite::inVain)) {
                break; // each of the others would take its whole patience, too
            }
        }
        return results;
    }

    private static boolean inVain(Result result) {
        return !result.passed() && !result.answered();
    }

    private static String padded(int number, int digits) {
        String text = Integer.toString(number, 36);
        return "0".repeat(digits - text.length()) + text;
    }
}
