package workbook.conform;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import workbook.catalogue.UsageError;

/** Plays cases against a server, one after another. */
public final class Suite {

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

    /** Plays them; each result is told as soon as it is there. */
    public List<Result> play(List<Script> scripts, Consumer<Result> listener) {
        int begin = new SecureRandom().nextInt(NEW);
        return IntStream.range(0, scripts.size())
                .mapToObj(
                        i -> {
                            String token = padded(begin, 5) + padded(i % CASES, 2);
                            Result result = Run.of(scripts.get(i), server, patience, token);
                            listener.accept(result);
                            return result;
                        })
                .toList();
    }

    private static String padded(int number, int digits) {
        String text = Integer.toString(number, 36);
        return "0".repeat(digits - text.length()) + text;
    }
}
