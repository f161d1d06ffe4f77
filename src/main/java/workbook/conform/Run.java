package workbook.conform;

import java.io.IOException;
import java.math.BigDecimal;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import workbook.conform.Result.Failure;
import workbook.wire.Bytes;

/** Plays one case against a server, until its end or its first failure. */
final class Run {

    private static final int WIDE = 66; // columns of what came instead

    /** Between pieces, so that they travel apart. No verdict on a right server hangs on it. */
    private static final long PAUSE = 2; // ms

    private final InetSocketAddress server;
    private final Duration patience;
    private final String token;
    private final Map<String, Peer> peers = new HashMap<>();
    private final Map<String, Expected> more = new HashMap<>(); // what may still follow, by peer
    private final Crossings crossings = new Crossings();

    private Run(InetSocketAddress server, Duration patience, String token) {
        this.server = server;
        this.patience = patience;
        this.token = token;
    }

    /**
     * Plays it.
     *
     * @param patience how long each expectation may take
     * @param token makes the case's names new to the server
     */
    static Result of(Script script, InetSocketAddress server, Duration patience, String token) {
        long start = System.nanoTime();
        Run run = new Run(server, patience, token);
        Failure failure = null;
        for (Step step : script.steps()) {
            failure = run.tried(step);
            if (failure != null) {
                break;
            }
        }
        run.peers.values().forEach(Run::close);
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        return new Result(script, run.crossings.all(), failure, took);
    }

    private static void close(Peer peer) {
        try {
            peer.close();
        } catch (IOException e) {
            // it is gone in any case
        }
    }

    private Failure tried(Step step) {
        try {
            return take(step);
        } catch (IOException e) {
            return new Failure(step.line(), step.peer(), "a connection", e.getMessage());
        }
    }

    private Failure take(Step step) throws IOException {
        Peer peer = peer(step.peer());
        if (step instanceof Step.Send send) {
            return send(send, peer, send.text());
        }
        if (step instanceof Step.Until until) {
            return until(until, peer);
        }
        if (step instanceof Step.Expect expect) {
            return expect(expect, peer, Expected.of(expect.what().fill(token)));
        }
        act((Step.Act) step, peer);
        return null;
    }

    private Peer peer(String name) throws IOException {
        Peer peer = peers.get(name);
        if (peer == null) {
            peer = new Peer(server, patience);
            peers.put(name, peer);
        }
        return peer;
    }

    private void act(Step.Act act, Peer peer) throws IOException {
        crossings.did(act.peer(), act.action());
        switch (act.action()) {
            case ENDS -> peer.end();
            case RESETS -> peer.reset();
            case CLOSES -> peer.close();
            default -> {} // it is connected
        }
        if (act.action() == Step.Action.RESETS || act.action() == Step.Action.CLOSES) {
            peers.remove(act.peer());
            more.remove(act.peer());
        }
    }

    private Failure send(Step step, Peer peer, Template text) throws IOException {
        List<byte[]> pieces = text.pieces(token);
        for (int i = 0; i < pieces.size(); i++) {
            if (i > 0) {
                pause();
            }
            byte[] piece = pieces.get(i);
            crossings.sent(step.peer(), piece);
            int gone = peer.send(piece, patience);
            if (gone < piece.length) {
                String was = "took %,d, and no more within %s".formatted(gone, seconds());
                return failure(step, "takes " + Bytes.count(piece.length), was);
            }
        }
        return null;
    }

    private static void pause() throws IOException {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted");
        }
    }

    /** Sends and looks at the answer, again and again, until it is right or patience ends. */
    private Failure until(Step.Until step, Peer peer) throws IOException {
        long end = System.nanoTime() + patience.toNanos();
        Expected expected = Expected.of(step.answer());
        Received answer = new Received.Nothing();
        Received last;
        do {
            Failure failure = send(step, peer, step.text());
            if (failure != null) {
                return failure;
            }
            last = next(step.peer(), peer, expected, end);
            if (last instanceof Received.Json whole && expected.matches(whole.object())) {
                return null;
            }
            answer = last instanceof Received.Nothing ? answer : last;
            pause();
        } while (last instanceof Received.Json);
        return failure(step, expected + ", sooner or later", words(answer, expected));
    }

    private Failure expect(Step step, Peer peer, Expected expected) throws IOException {
        Expected follows = more.remove(step.peer());
        if (expected.mayFollow()) {
            more.put(step.peer(), expected);
        }
        if (expected.mayBeMissing()) {
            return null;
        }
        long end = System.nanoTime() + patience.toNanos();
        Received last = nextBut(follows, expected, step.peer(), peer, end);
        boolean right =
                last instanceof Received.Json whole && expected.matches(whole.object())
                        || last instanceof Received.Closed && expected.isClosed();
        return right ? null : failure(step, expected.toString(), words(last, expected));
    }

    /** The next thing that is not one of those that may follow what came before. */
    private Received nextBut(Expected follows, Expected expected, String name, Peer peer, long end)
            throws IOException {
        Received last = next(name, peer, expected, end);
        while (follows != null
                && last instanceof Received.Json whole
                && follows.matches(whole.object())
                && !expected.matches(whole.object())) {
            last = next(name, peer, expected, end);
        }
        return last;
    }

    /** The next thing that is neither notice nor probe, unless that is what is expected. */
    private Received next(String name, Peer peer, Expected expected, long end) throws IOException {
        Received last;
        do {
            last = peer.next(end);
            if (last instanceof Received.Json whole) {
                crossings.received(name, whole.bytes());
            } else if (last instanceof Received.Garbage garbage) {
                crossings.received(name, garbage.bytes());
            }
        } while (last instanceof Received.Json whole
                && whole.isNotice()
                && !expected.matches(whole.object())
                && System.nanoTime() < end);
        return last;
    }

    private Failure failure(Step step, String expected, String was) {
        return new Failure(step.line(), step.peer(), ByteText.line(expected, WIDE), was);
    }

    private String words(Received received, Expected expected) {
        if (received instanceof Received.Json whole) {
            return whole.isNotice()
                    ? "nothing but notices and probes came within " + seconds()
                    : ByteText.line(expected.part(whole.object()), WIDE);
        }
        if (received instanceof Received.Garbage garbage) {
            return "no JSON object: "
                    + ByteText.quoted(garbage.bytes(), garbage.bytes().length, WIDE - 18);
        }
        return received instanceof Received.Closed end
                ? end.how()
                : "nothing came within " + seconds();
    }

    private String seconds() {
        return BigDecimal.valueOf(patience.toMillis(), 3).stripTrailingZeros().toPlainString()
                + " s";
    }
}
