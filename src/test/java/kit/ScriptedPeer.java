package kit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicBoolean;
import jdk.net.ExtendedSocketOptions;
import workbook.wire.Event;
import workbook.wire.Transcript;

/**
 * The other end of a connection of the learner's code, played by the test. It sends the bytes that
 * the test gives it, in the pieces that the test chooses, and records everything that it receives.
 */
public final class ScriptedPeer implements Closeable {

    private static final int SMALL = 8192; // bytes that fit into the buffer of any socket
    private static final int ENOUGH = 1 << 20; // bytes; after that many, this peer stops reading

    /** Whether the system can acknowledge received bytes immediately. Only Linux can. */
    static final boolean QUICK_ACK =
            new Socket().supportedOptions().contains(ExtendedSocketOptions.TCP_QUICKACK);

    private final Wire wire;
    private final Transcript transcript;
    private final String me;
    private final String other;
    private final Socket socket;
    private final ByteArrayOutputStream inbox = new ByteArrayOutputStream();
    private int taken; // bytes of the inbox that the test has already expected
    private boolean ended;
    private boolean reset;
    private volatile int most = ENOUGH; // the total number of bytes after which it stops reading

    ScriptedPeer(Wire wire, String me, String other, Socket socket) {
        this.wire = wire;
        this.transcript = wire.transcript();
        this.me = me;
        this.other = other;
        this.socket = socket;
    }

    /**
     * Connects to a server on this machine. The new peer does not read yet.
     *
     * @param buffer the size of the receive buffer, in bytes; 0 for the system's default
     * @param own the local address to bind to; null to let the system choose it
     */
    static ScriptedPeer connect(
            Wire wire, String me, InetAddress address, int port, int buffer, InetAddress own)
            throws IOException {
        Socket socket = new Socket();
        if (own != null) {
            socket.bind(new InetSocketAddress(own, 0));
        }
        if (buffer > 0) {
            socket.setReceiveBufferSize(buffer);
        }
        socket.connect(new InetSocketAddress(address, port));
        socket.setTcpNoDelay(true);
        return new ScriptedPeer(wire, me, "server", socket);
    }

    /** Starts to read. Until this call, code that writes many bytes to this peer blocks. */
    public void startReading() {
        startReading(ENOUGH);
    }

    /**
     * Starts to read, and stops when this peer has received this many bytes in total since it was
     * connected. To continue, call this again with a larger number, but not before the peer has
     * received all bytes of the previous call.
     */
    public void startReading(int bytes) {
        most = Math.min(bytes, ENOUGH);
        wire.quiescence().watch(this);
        readAtOnce();
    }

    /** Starts a thread that reads. For a peer that has just been connected. */
    void readAtOnce() {
        Threads.start("kit " + me, this::readAll);
    }

    /**
     * Returns whether the system still has to deliver bytes that the other side has sent, and that
     * this peer is going to read.
     */
    boolean isOwedBytes() {
        return !over() && keptSoFar() < most && OpenSockets.onTheirWayTo(localPort());
    }

    /** Sends a text as UTF-8, in one piece. */
    public void send(String text) {
        send(text.getBytes(UTF_8));
    }

    /** Sends bytes in one piece. */
    public void send(byte[] bytes) {
        wire.quiescence().mark();
        transcript.sent(me, other, bytes);
        AtomicBoolean written = new AtomicBoolean();
        Runnable write =
                () -> {
                    try {
                        socket.getOutputStream().write(bytes);
                    } catch (IOException e) {
                        // the learner has closed or reset it; the next expectation will show that
                    }
                    written.set(true);
                    wire.quiescence().wake();
                };
        if (bytes.length <= SMALL) {
            write.run();
        } else { // the write blocks if the learner's code does not read
            Threads.start("kit sender", write);
            wire.quiescence().await(written::get);
        }
    }

    /**
     * Sends bytes in pieces, cut at the given offsets, which may lie inside a character. Before
     * each piece it waits until the learner's code has reacted to everything before and is blocked
     * again.
     */
    public void sendCutAt(byte[] bytes, int... offsets) {
        int from = 0;
        for (int to : offsets) {
            wire.settle();
            send(Arrays.copyOfRange(bytes, from, to));
            from = to;
        }
        wire.settle();
        send(Arrays.copyOfRange(bytes, from, bytes.length));
    }

    /**
     * Sends bytes one at a time. Before each byte it waits until the learner's code has read the
     * one before and is blocked again.
     */
    public void dribble(byte[] bytes) {
        int[] everywhere = new int[bytes.length - 1];
        Arrays.setAll(everywhere, i -> i + 1);
        sendCutAt(bytes, everywhere);
    }

    /** Ends this peer's stream; the other direction stays open. */
    public void end() {
        wire.quiescence().mark();
        wire.notePeerEnded();
        transcript.add(Event.Kind.END, me, other);
        try {
            socket.shutdownOutput();
        } catch (IOException e) {
            // the connection is gone already
        }
    }

    /** Resets the connection: the learner's next read or write fails. */
    public void reset() {
        wire.quiescence().mark();
        wire.notePeerReset();
        transcript.add(Event.Kind.RESET, me, other);
        try {
            socket.setSoLinger(true, 0);
            socket.close();
        } catch (IOException e) {
            // the connection is gone already
        }
    }

    /** Returns whether bytes have arrived that no expectation has taken yet. */
    public boolean hasReceived() {
        return available() > 0;
    }

    /** Returns the port of this end, as the learner's code sees it. */
    public int localPort() {
        return socket.getLocalPort();
    }

    /** Closes this end in an orderly way. */
    @Override
    public void close() throws IOException {
        socket.close();
    }

    private void readAll() {
        byte[] piece = new byte[8192];
        try {
            InputStream in = socket.getInputStream();
            int end = most;
            int n = 0;
            while (n != -1 && keptSoFar() < end) {
                n = in.read(piece, 0, Math.min(piece.length, end - keptSoFar()));
                if (n != -1) {
                    acknowledgeAtOnce();
                    keep(Arrays.copyOf(piece, n));
                }
            }
            if (n == -1) {
                finish(Event.Kind.END);
            }
        } catch (IOException e) {
            if (!socket.isClosed()) {
                finish(Event.Kind.RESET);
            }
        }
        wire.quiescence().wake();
    }

    /**
     * Acknowledges bytes without a delay, where the system allows that. Code that writes byte by
     * byte waits for an acknowledgement before each further packet (Nagle's algorithm), and systems
     * delay acknowledgements by 40 ms and more. Only Linux lets us turn that delay off.
     */
    private void acknowledgeAtOnce() throws IOException {
        if (QUICK_ACK) {
            socket.setOption(ExtendedSocketOptions.TCP_QUICKACK, true);
        }
    }

    private synchronized int keptSoFar() {
        return inbox.size();
    }

    private void keep(byte[] bytes) {
        synchronized (this) {
            inbox.writeBytes(bytes);
            transcript.received(other, me, bytes);
        }
        wire.quiescence().wake();
    }

    private synchronized void finish(Event.Kind how) {
        ended = how == Event.Kind.END;
        reset = how == Event.Kind.RESET;
        transcript.add(how, other, me);
    }

    Wire wire() {
        return wire;
    }

    /** Returns the bytes that have arrived and that no expectation has taken yet. */
    synchronized byte[] waiting() {
        return Arrays.copyOfRange(inbox.toByteArray(), taken, inbox.size());
    }

    synchronized int available() {
        return inbox.size() - taken;
    }

    /** Returns whether the other side has ended its stream or reset the connection by now. */
    public synchronized boolean over() {
        return ended || reset;
    }

    synchronized boolean wasReset() {
        return reset;
    }

    synchronized void take(int n) {
        taken += n;
    }
}
