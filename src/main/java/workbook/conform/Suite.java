package workbook.conform;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import workbook.catalogue.UsageError;
import workbook.conform.Result.Aftermath;
import workbook.conform.Template.Form;
import workbook.process.ServerProgram;

/** Plays cases against a server, one after another. */
public final class Suite {

    /** The number of cases after which the suite stops if the server has sent nothing at all. */
    public static final int SILENT = 5;

    /**
     * The pause between two pieces, long enough for a server on any computer to read them
     * separately.
     */
    private static final Duration PAUSE = Duration.ofMillis(300);

    private static final int NEW = 36 * 36 * 36 * 36 * 36;
    private static final int CASES = 36 * 36; // cases with different names in one run
    private static final Template PRESENCE = new Template("${presence after}", Form.LINE);

    private final InetSocketAddress server;
    private final Duration patience;
    private final Duration pause;
    private final String restart; // null if the server is already running
    private boolean hasSpoken; // any server in this run

    /**
     * Creates a suite for a server that is already running.
     *
     * @param patience how long the server may take for each expectation
     */
    public Suite(InetSocketAddress server, Duration patience) {
        this(server, patience, PAUSE, null);
    }

    /**
     * Creates a suite.
     *
     * @param pause may be shorter than usual if the server's computer shows what it has read
     * @param restart a shell command that starts a new server for each case; null for a server that
     *     is already running
     */
    Suite(InetSocketAddress server, Duration patience, Duration pause, String restart) {
        this.server = server;
        this.patience = patience;
        this.pause = pause;
        this.restart = restart;
    }

    /**
     * Returns the same suite, but with a new server for each case, which this shell command starts.
     */
    public Suite restarting(String command) {
        return new Suite(server, patience, pause, command);
    }

    /**
     * Checks that a server is listening.
     *
     * @throws UsageError if no server is listening
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
     * Plays the cases and reports each result at once. Stops early, with fewer results than cases,
     * if the server breaks (unless each case starts a new server), or if it sends nothing at all in
     * the first {@value #SILENT} cases.
     *
     * @throws UsageError if the server cannot be started
     */
    public List<Result> play(List<Script> scripts, Consumer<Result> listener) {
        int begin = new SecureRandom().nextInt(NEW);
        List<Result> results = new ArrayList<>();
        boolean over = false;
        while (!over && results.size() < scripts.size()) {
            Script script = scripts.get(results.size());
            String token = padded(begin, 5) + padded(results.size() % CASES, 2);
            Result result = restart == null ? play(script, token) : playAlone(script, token);
            listener.accept(result);
            results.add(result);
            boolean broken = restart == null && result.aftermath() != Aftermath.FINE;
            boolean silent = results.size() == SILENT && results.stream().allMatch(Suite::inVain);
            over = broken || silent; // each other case would wait until its time is over, too
        }
        return results;
    }

    private Result playAlone(Script script, String token) {
        try (ServerProgram program = ServerProgram.listeningAt(server, restart)) {
            return play(script, token);
        }
    }

    private Result play(Script script, String token) {
        Result result = Run.of(script, server, patience, pause, token);
        hasSpoken |= result.answered();
        return result.with(aftermath(token));
    }

    /**
     * Checks whether the server still listens and, if it has ever sent anything, still responds.
     */
    private Aftermath aftermath(String token) {
        long end = System.nanoTime() + patience.toNanos();
        try {
            if (!hasSpoken) {
                Run.leave(List.of(new Peer(server, patience)), patience);
                return Aftermath.FINE;
            }
            Received received = responseToPresence(token, end);
            while (received instanceof Received.Closed && System.nanoTime() < end) {
                Pause.shortly();
                received = responseToPresence(token, end); // the server may be about to end
            }
            boolean responds =
                    received instanceof Received.Json || received instanceof Received.Garbage;
            return responds ? Aftermath.FINE : Aftermath.SILENT;
        } catch (IOException e) {
            return Aftermath.NOT_LISTENING;
        }
    }

    private Received responseToPresence(String token, long end) throws IOException {
        Peer peer = new Peer(server, patience);
        try {
            peer.send(PRESENCE.pieces(token).get(0), patience);
            return peer.next(end);
        } finally {
            Run.leave(List.of(peer), patience);
        }
    }

    private static boolean inVain(Result result) {
        return !result.passed() && !result.answered();
    }

    private static String padded(int number, int digits) {
        String text = Integer.toString(number, 36);
        return "0".repeat(digits - text.length()) + text;
    }
}
