package workbook.conform;

import java.io.IOException;
import java.math.BigDecimal;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import workbook.conform.Result.Failure;
import workbook.wire.Bytes;

/** Plays one case against a server until the end or the first failure. */
final class Run {

    private static final int LONGEST = 2000; // characters of an expectation or of what came instead
    private static final long LEAVING = 1_000_000_000; // ns that the server may take to close, too
    private static final int TRIES = 10; // at least this many, in a step with until

    private final InetSocketAddress server;
    private final Duration patience;
    private final Duration pause;
    private final String token;
    private final Map<String, Peer> peers = new HashMap<>();
    private final Map<String, Expected> more = new HashMap<>(); // what may still arrive, by peer
    private final Crossings crossings = new Crossings();

    private Run(InetSocketAddress server, Duration patience, Duration pause, String token) {
        this.server = server;
        this.patience = patience;
        this.pause = pause;
        this.token = token;
    }

    /**
     * Plays a case.
     *
     * @param patience how long each expectation may take
     * @param pause the time between pieces that must arrive separately
     * @param token makes the names in the case new to the server
     */
    static Result of(
            Script script,
            InetSocketAddress server,
            Duration patience,
            Duration pause,
            String token) {
        long start = System.nanoTime();
        Run run = new Run(server, patience, pause, token);
        Failure failure = null;
        for (Step step : script.steps()) {
            failure = run.tried(step);
            if (failure != null) {
                break;
            }
        }
        leave(run.peers.values(), patience);
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        return new Result(script, run.crossings.all(), failure, Result.Aftermath.FINE, took);
    }

    /**
     * Closes the connections in an orderly way, and waits a moment for the server to close them,
     * too.
     */
    static void leave(Collection<Peer> peers, Duration patience) {
        long end = System.nanoTime() + Math.min(LEAVING, patience.toNanos());
        peers.forEach(peer -> quietly(peer::beginToLeave));
        peers.forEach(peer -> quietly(() -> peer.leave(end)));
        peers.forEach(peer -> quietly(peer::close)); // if one of them failed
    }

    /** An operation on a connection that may be gone. */
    private interface Work {
        void run() throws IOException;
    }

    private static void quietly(Work work) {
        try {
            work.run();
        } catch (IOException e) {
            // the connection is gone in any case
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
        if (step instanceof Step.Until until) {
            return until(until);
        }
        Peer peer = peer(step.peer());
        if (step instanceof Step.Send send) {
            return send(send, peer, send.text());
        }
        if (step instanceof Step.Expect expect) {
            return expect(expect, peer, Expected.of(expect.what().fill(token)));
        }
        return act((Step.Act) step, peer);
    }

    private Peer peer(String name) throws IOException {
        Peer peer = peers.get(name);
        if (peer == null) {
            peer = new Peer(server, patience);
            peers.put(name, peer);
        }
        return peer;
    }

    private void forget(String name) {
        leave(List.of(peers.remove(name)), patience);
        more.remove(name);
    }

    private Failure act(Step.Act act, Peer peer) throws IOException {
        if (!peer.settle(pause, patience)) {
            return unread(act);
        }
        crossings.did(act.peer(), act.action());
        switch (act.action()) {
            case ENDS -> peer.end();
            case RESETS -> {
                peers.remove(act.peer());
                more.remove(act.peer());
                peer.reset();
            }
            case CLOSES -> forget(act.peer());
            default -> {} // CONNECTS: it is connected already
        }
        return null;
    }

    private Failure send(Step step, Peer peer, Template text) throws IOException {
        for (byte[] piece : text.pieces(token)) {
            if (!peer.settle(pause, patience)) {
                return unread(step);
            }
            crossings.sent(step.peer(), piece);
            int gone = peer.send(piece, patience);
            if (gone < piece.length) {
                String was = "took %,d, and nothing more within %s".formatted(gone, seconds());
                return failure(step, "takes " + Bytes.count(piece.length), was);
            }
        }
        return null;
    }

    private Failure unread(Step step) {
        return failure(step, "reads what was sent", "has left bytes unread for " + seconds());
    }

    /**
     * Sends a text and checks the reply, again and again, until the reply is right or the time is
     * over. If the connection began with this step and the server closes it, connects again.
     */
    private Failure until(Step.Until step) throws IOException {
        long end = System.nanoTime() + patience.toNanos();
        boolean begins = !peers.containsKey(step.peer());
        Expected expected = Expected.of(step.answer());
        Received answer = new Received.Nothing();
        boolean over = false;
        while (!over && System.nanoTime() < end) {
            Peer peer = peer(step.peer());
            Failure failure = send(step, peer, step.text());
            if (failure != null) {
                return failure;
            }
            long tryEnd = System.nanoTime() + patience.toNanos() / TRIES;
            Received last = next(step.peer(), peer, expected, tryEnd);
            if (last instanceof Received.Json whole && expected.matches(whole.object())) {
                return null;
            }
            boolean closed = last instanceof Received.Closed;
            if (closed && begins) {
                forget(step.peer());
            }
            over = closed && !begins || last instanceof Received.Garbage;
            answer = last instanceof Received.Nothing ? answer : last;
            Pause.shortly();
        }
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

    /** Returns the next thing, skipping those that may still follow an earlier expectation. */
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

    /** Returns the next thing, skipping notices and probes unless they are expected. */
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
        return new Failure(step.line(), step.peer(), ByteText.line(expected, LONGEST), was);
    }

    private String words(Received received, Expected expected) {
        if (received instanceof Received.Json whole) {
            return whole.isNotice()
                    ? "nothing but notices and probes came within " + seconds()
                    : ByteText.line(expected.part(whole.object()), LONGEST);
        }
        if (received instanceof Received.Garbage garbage) {
            return "no JSON object: "
                    + ByteText.quoted(garbage.bytes(), garbage.bytes().length, LONGEST);
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
