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

    /** Cases after which the suite gives up if the server has sent nothing at all. */
    public static final int SILENT = 5;

    /** Far enough apart for a server, even one elsewhere, to read two pieces separately. */
    private static final Duration PAUSE = Duration.ofMillis(300);

    private static final int NEW = 36 * 36 * 36 * 36 * 36;
    private static final int CASES = 36 * 36; // as many as have names of their own in a run
    private static final Template PRESENCE = new Template("${presence after}", Form.LINE);

    private final InetSocketAddress server;
    private final Duration patience;
    private final Duration pause;
    private final String restart; // null: the server runs already
    private boolean hasSpoken; // some server, in this run

    /**
     * Cases against a server that runs already.
     *
     * @param patience how long a server may take to do what is expected next
     */
    public Suite(InetSocketAddress server, Duration patience) {
        this(server, patience, PAUSE, null);
    }

    /**
     * The same with another pause, for servers on a computer that shows what they have read; and
     * with a server that is started for each case, if {@code restart} is not null.
     */
    Suite(InetSocketAddress server, Duration patience, Duration pause, String restart) {
        this.server = server;
        this.patience = patience;
        this.pause = pause;
        this.restart = restart;
    }

    /** The same, but each case gets a server of its own, started by this command of the shell. */
    public Suite restarting(String command) {
        return new Suite(server, patience, pause, command);
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
     * than cases, if the server breaks (unless it is started again for each case), or if it sends
     * nothing at all in the first {@value #SILENT} of them.
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
            over = broken || silent; // each of the others would take its whole patience, too
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

    /** Looks whether the server still listens and, if it has ever sent anything, responds. */
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
                received = responseToPresence(token, end); // or it is just ending
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
