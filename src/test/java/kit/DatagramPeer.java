package kit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.function.UnaryOperator;
import workbook.wire.Event;

/**
 * A socket for datagrams, played by the test: a client of the learner's server, or a server for the
 * learner's client. It records each datagram that comes.
 */
public final class DatagramPeer implements Closeable {

    private static final int MOST = 65_535; // bytes, more than any datagram has
    private static final int BUFFER = 1 << 20; // bytes, asked of the operating system
    private static final int ENOUGH = 1_000; // datagrams kept; of a flood the rest is not read

    private final Wire wire;
    private final String me;
    private final String other;
    private final DatagramSocket socket;
    private final Deque<byte[]> inbox = new ArrayDeque<>(); // guarded by this
    private volatile SocketAddress target;
    private volatile UnaryOperator<String> answer;
    private volatile Mischief mischief;
    private byte[] late; // an answer that is held back until the next has gone

    /**
     * @param address of this machine, to be bound
     * @param target where this one sends to; null for whoever has sent last
     */
    DatagramPeer(Wire wire, String me, String other, InetAddress address, SocketAddress target) {
        this.wire = wire;
        this.me = me;
        this.other = other;
        this.target = target;
        try {
            socket = new DatagramSocket(0, address);
            socket.setReceiveBufferSize(BUFFER);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Threads.start("kit " + me, () -> receiveAll(target == null));
    }

    /** Sends a text as UTF-8, in one datagram. */
    public void send(String text) {
        send(text.getBytes(UTF_8));
    }

    /** Sends bytes in one datagram: to the learner's server, or to the client that sent last. */
    public void send(byte[] bytes) {
        wire.patience().mark();
        sendAtOnce(bytes);
    }

    private void sendAtOnce(byte[] bytes) {
        wire.transcript().sent(me, other, bytes);
        try {
            socket.send(new DatagramPacket(bytes, bytes.length, target));
        } catch (IOException e) {
            // nobody is there any more; the next expectation tells
        }
    }

    /**
     * From now on answers every datagram at once, as far as {@code mischief} lets it.
     *
     * @param answer makes an answer of what came
     */
    public void answer(Mischief mischief, UnaryOperator<String> answer) {
        this.mischief = mischief;
        this.answer = answer;
    }

    /** Another socket, of which nobody has heard, that sends to the client that sent last. */
    public DatagramPeer stranger() {
        DatagramPeer stranger =
                new DatagramPeer(wire, "stranger", other, socket.getLocalAddress(), target);
        wire.opened(stranger);
        return stranger;
    }

    /** The host to give to the learner's client. */
    public String host() {
        return socket.getLocalAddress().getHostAddress();
    }

    /** The port to give to the learner's client. */
    public int port() {
        return socket.getLocalPort();
    }

    /** This end, as the learner's code sees it. */
    public InetSocketAddress address() {
        return new InetSocketAddress(socket.getLocalAddress(), socket.getLocalPort());
    }

    private void receiveAll(boolean anybody) {
        DatagramPacket packet = new DatagramPacket(new byte[MOST], MOST);
        for (int i = 0; i < ENOUGH; i++) {
            try {
                socket.receive(packet);
            } catch (IOException e) {
                return; // closed: the test is over
            }
            byte[] bytes = Arrays.copyOf(packet.getData(), packet.getLength());
            synchronized (this) {
                if (anybody) {
                    target = packet.getSocketAddress();
                }
                inbox.add(bytes);
                wire.transcript().sent(other, me, bytes);
                if (answer != null) {
                    answer(answer.apply(new String(bytes, UTF_8)).getBytes(UTF_8));
                }
            }
            wire.patience().ring();
        }
    }

    private void answer(byte[] bytes) {
        switch (mischief.next()) {
            case LOST -> wire.transcript().add(Event.Kind.LOST, me, other, bytes);
            case LATE -> late = bytes;
            case TWICE -> {
                sendAtOnce(bytes);
                sendAtOnce(bytes);
                sendLate();
            }
            case ARRIVES -> {
                sendAtOnce(bytes);
                sendLate();
            }
        }
    }

    private void sendLate() {
        if (late != null) {
            sendAtOnce(late);
            late = null;
        }
    }

    Wire wire() {
        return wire;
    }

    /** The first datagram that no expectation has taken yet; null if there is none. */
    synchronized byte[] first() {
        return inbox.peek();
    }

    synchronized void take() {
        inbox.remove();
    }

    @Override
    public void close() {
        socket.close();
    }
}
