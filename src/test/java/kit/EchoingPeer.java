package kit;

import java.io.Closeable;
import java.io.IOException;
import java.net.Socket;
import java.util.Arrays;
import java.util.List;
import workbook.wire.Event;
import workbook.wire.Transcript;

/**
 * A correct echo server, played by the test. It sends back what it has read before it reads more.
 * When the learner's stream ends, it ends its own. If a client sends megabytes and does not read
 * meanwhile, the client and this server wait for each other.
 */
final class EchoingPeer implements Closeable {

    /** The most bytes that it reads before it sends them back. */
    static final int TURN = 1 << 20;

    private static final int STEP = 1 << 16; // bytes after which it reports progress

    /**
     * Bytes of a socket's buffer: small, so that the number of bytes in transit is limited, but
     * large enough for several of the largest segments.
     */
    private static final int BUFFER = 1 << 18;

    private final Wire wire;
    private final Transcript transcript;
    private final String me;
    private final String other;
    private final Socket socket;
    private volatile Place.Doing doing;

    EchoingPeer(Wire wire, String me, String other, Socket socket) {
        this.wire = wire;
        this.transcript = wire.transcript();
        this.me = me;
        this.other = other;
        this.socket = socket;
    }

    /**
     * Returns whether bytes are on their way and only the system has to act: this peer writes while
     * the learner's code reads, or the other way round. On a busy machine, TCP may pause there.
     */
    boolean isBeingServed(List<Place> places) {
        return doing == Place.Doing.WRITE && anyDoes(places, Place.Doing.READ)
                || doing == Place.Doing.READ
                        && anyDoes(places, Place.Doing.WRITE)
                        && mayBeOwedBytes();
    }

    private boolean mayBeOwedBytes() {
        return !OpenSockets.areListed() || OpenSockets.onTheirWayTo(socket.getLocalPort());
    }

    private static boolean anyDoes(List<Place> places, Place.Doing doing) {
        return places.stream().anyMatch(p -> p.doing() == doing || p.doing() == Place.Doing.SELECT);
    }

    void start() {
        Threads.start("kit " + me, this::echoAll);
    }

    private void echoAll() {
        byte[] turn = new byte[TURN];
        try {
            socket.setReceiveBufferSize(BUFFER);
            socket.setSendBufferSize(BUFFER);
            int n;
            while ((n = read(turn)) > 0) {
                write(turn, n);
            }
            transcript.add(Event.Kind.END, other, me);
            transcript.add(Event.Kind.END, me, other);
            wire.notePeerEnded();
            socket.shutdownOutput();
        } catch (IOException e) {
            if (!socket.isClosed()) { // the learner has reset it, or closed it too early
                transcript.add(Event.Kind.RESET, other, me);
            }
        }
        doing = null;
        wire.quiescence().wake();
    }

    /**
     * Reads until {@code turn} is full or the learner's stream has ended; returns the number of
     * bytes.
     */
    private int read(byte[] turn) throws IOException {
        int sum = 0;
        int n = 0;
        while (n != -1 && sum < turn.length) {
            doing = Place.Doing.READ;
            n = socket.getInputStream().read(turn, sum, Math.min(STEP, turn.length - sum));
            if (n > 0) {
                transcript.received(other, me, Arrays.copyOfRange(turn, sum, sum + n));
                wire.quiescence().wake();
                sum += n;
            }
        }
        return sum;
    }

    private void write(byte[] turn, int n) throws IOException {
        for (int from = 0; from < n; from += STEP) {
            byte[] step = Arrays.copyOfRange(turn, from, Math.min(n, from + STEP));
            doing = Place.Doing.WRITE;
            socket.getOutputStream().write(step); // waits while the learner does not read
            transcript.received(me, other, step);
            wire.quiescence().wake();
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
