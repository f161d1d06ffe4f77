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
 * learner's client. It records each datagram that it receives.
 */
public final class DatagramPeer implements Closeable {

    private static final int MOST = 65_535; // bytes, more than any datagram has
    private static final int BUFFER = 1 << 20; // bytes, asked of the operating system
    private static final int ENOUGH = 1_000; // datagrams; after that many, this peer stops reading

    private final Wire wire;
    private final String me;
    private final String other;
    private final DatagramSocket socket;
    private final Deque<DatagramPacket> inbox = new ArrayDeque<>(); // guarded by this
    private final boolean anybody; // whether it serves any client, not one fixed address
    private volatile SocketAddress target;
    private volatile UnaryOperator<String> answer;
    private volatile FaultyNetwork network;
    private DatagramPacket late; // an answer to send after the next one

    /**
     * @param address an address of this machine, to bind to
     * @param target where this peer sends its datagrams; null for the sender of the datagram that
     *     an expectation has taken last
     */
    DatagramPeer(Wire wire, String me, String other, InetAddress address, SocketAddress target) {
        this.wire = wire;
        this.me = me;
        this.other = other;
        this.anybody = target == null;
        this.target = target;
        try {
            socket = new DatagramSocket(0, address);
            socket.setReceiveBufferSize(BUFFER);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Threads.start("kit " + me, this::receiveAll);
    }

    /** Sends a text as UTF-8, in one datagram. */
    public void send(String text) {
        send(text.getBytes(UTF_8));
    }

    /**
     * Sends bytes in one datagram: to the learner's server, or to the client that sent the datagram
     * which an expectation has taken last. (Datagrams that have arrived since then may come from
     * another socket.)
     */
    public void send(byte[] bytes) {
        wire.quiescence().mark();
        sendAtOnce(new DatagramPacket(bytes, bytes.length, target));
    }

    private void sendAtOnce(DatagramPacket packet) {
        wire.transcript().sent(me, other, packet.getData());
        try {
            socket.send(packet);
        } catch (IOException e) {
            // nobody receives any more; the next expectation will show that
        }
    }

    /**
     * From now on, answers every datagram immediately. The {@code network} may lose, duplicate or
     * delay the answers.
     *
     * @param answer makes the answer from the text that arrived
     */
    public void answer(FaultyNetwork network, UnaryOperator<String> answer) {
        this.network = network;
        this.answer = answer;
    }

    /** Opens another socket, unknown to the client, that sends to the same client. */
    public DatagramPeer stranger() {
        DatagramPeer stranger =
                new DatagramPeer(wire, "stranger", other, socket.getLocalAddress(), target);
        wire.opened(stranger);
        return stranger;
    }

    /** Returns the host to give to the learner's client. */
    public String host() {
        return socket.getLocalAddress().getHostAddress();
    }

    /** Returns the port to give to the learner's client. */
    public int port() {
        return socket.getLocalPort();
    }

    /** Returns the address and port of this end, as the learner's code sees them. */
    public InetSocketAddress address() {
        return new InetSocketAddress(socket.getLocalAddress(), socket.getLocalPort());
    }

    private void receiveAll() {
        DatagramPacket packet = new DatagramPacket(new byte[MOST], MOST);
        for (int i = 0; i < ENOUGH; i++) {
            try {
                socket.receive(packet);
            } catch (IOException e) {
                return; // closed: the test is over
            }
            byte[] bytes = Arrays.copyOf(packet.getData(), packet.getLength());
            SocketAddress from = packet.getSocketAddress();
            if (!anybody && !from.equals(target)) {
                wire.noteAnotherPort(); // a client that is connected would not receive it
                wire.transcript().sent(other + "'s other port", me, bytes);
                continue;
            }
            synchronized (this) {
                inbox.add(new DatagramPacket(bytes, bytes.length, from));
                wire.transcript().sent(other, me, bytes);
                if (answer != null) {
                    byte[] words = answer.apply(new String(bytes, UTF_8)).getBytes(UTF_8);
                    answer(new DatagramPacket(words, words.length, from));
                }
            }
            wire.quiescence().wake();
        }
    }

    private void answer(DatagramPacket packet) {
        switch (network.next()) {
            case LOST -> wire.transcript().add(Event.Kind.LOST, me, other, packet.getData());
            case LATE -> late = packet;
            case TWICE -> {
                sendAtOnce(packet);
                sendAtOnce(packet);
                sendLate();
            }
            case ARRIVES -> {
                sendAtOnce(packet);
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

    /** Returns the first datagram that no expectation has taken yet; null if there is none. */
    synchronized byte[] first() {
        return inbox.isEmpty() ? null : inbox.peek().getData();
    }

    synchronized void take() {
        SocketAddress from = inbox.remove().getSocketAddress();
        if (anybody) {
            target = from;
        }
    }

    @Override
    public void close() {
        socket.close();
    }
}
