package workbook.tap;

import java.io.Closeable;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;

/**
 * A relay for UDP. It opens a separate socket to the target for each client address, and records
 * what crosses. Datagrams of 0 to 65507 bytes pass one by one as they arrive, unless the valve or a
 * method of this tap changes that. Replies pass only if they come from the target's address.
 *
 * <p>If no program receives at the target, the tap records that the datagram was refused. It cannot
 * inform the client. If there are more than {@value #CLIENTS} clients, the tap forgets the one that
 * has been silent for the longest time. Like every network, the tap may lose datagrams that arrive
 * faster than it can handle them.
 */
public final class UdpTap implements Closeable {

    static final int CLIENTS = 100;
    static final int MOST = 65_535; // bytes; no datagram has more
    private static final int BUFFER = 1 << 20; // bytes, requested from the operating system

    private final InetSocketAddress target;
    private final Valve valve;
    private final Recorder recorder;
    private final DatagramSocket socket;
    private final TapThreads threads = new TapThreads();
    private final DatagramFaults toServer = new DatagramFaults();
    private final DatagramFaults toClient = new DatagramFaults();
    private volatile int late; // how many replies to each client arrive late
    private final Map<SocketAddress, UdpConnection>
            connections = // in order of last use; guarded by itself
            new LinkedHashMap<>(16, 0.75f, true);

    /**
     * Listens on the loopback address, on a port that is free.
     *
     * @throws IOException if it cannot listen
     */
    public UdpTap(InetSocketAddress target, Valve valve, Recorder recorder) throws IOException {
        this(target, valve, recorder, 0);
    }

    /**
     * Listens on the loopback address.
     *
     * @param port 1 to 65535; 0 for one that is free
     * @throws IOException if it cannot listen; a {@link java.net.BindException} if the port is
     *     taken
     */
    public UdpTap(InetSocketAddress target, Valve valve, Recorder recorder, int port)
            throws IOException {
        this(
                target,
                valve,
                recorder,
                new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    }

    /**
     * Listens on an address of this computer.
     *
     * @param own the address and port; port 0 for one that is free
     * @throws IOException if it cannot listen; a {@link java.net.BindException} if the port is
     *     taken, or the address is not one of this computer's
     */
    public UdpTap(InetSocketAddress target, Valve valve, Recorder recorder, InetSocketAddress own)
            throws IOException {
        this.target = target;
        this.valve = valve;
        this.recorder = recorder;
        socket = new DatagramSocket(own);
        prepare(socket);
        threads.start("tap " + port() + " receives", this::receiveAll);
    }

    /** Sets buffer sizes that hold many datagrams, even of the largest size. */
    static void prepare(DatagramSocket socket) throws IOException {
        socket.setSendBufferSize(BUFFER);
        socket.setReceiveBufferSize(BUFFER);
    }

    /** Returns the port that clients send to. */
    public int port() {
        return socket.getLocalPort();
    }

    /**
     * Drops datagrams of one direction from now on.
     *
     * @param toServer whether it drops datagrams to the server; otherwise those to the clients
     * @param which selects datagrams by their number. The datagrams of all clients in this
     *     direction are counted together, from 1, since the tap was created
     */
    public void drop(boolean toServer, IntPredicate which) {
        faults(toServer).drop(which);
    }

    /**
     * Duplicates datagrams of one direction from now on, unless they are dropped. The parameters
     * are those of {@link #drop}.
     */
    public void duplicate(boolean toServer, IntPredicate which) {
        faults(toServer).duplicate(which);
    }

    /**
     * Delays the first {@code n} replies to each client: each arrives only after the client has
     * sent another datagram. This applies to clients whose first datagram arrives after this call.
     */
    public void delayReplies(int n) {
        late = n;
    }

    int lateReplies() {
        return late;
    }

    /** Returns a predicate that selects every {@code n}-th datagram; none if {@code n} is 0. */
    public static IntPredicate every(int n) {
        return number -> n > 0 && number % n == 0;
    }

    DatagramFaults faults(boolean toServer) {
        return toServer ? this.toServer : toClient;
    }

    private void receiveAll() throws InterruptedException {
        var packet = new DatagramPacket(new byte[MOST], MOST);
        while (!socket.isClosed()) {
            try {
                packet.setLength(MOST);
                socket.receive(packet); // blocks until a datagram arrives or close() is called
                UdpConnection connection =
                        connection((InetSocketAddress) packet.getSocketAddress());
                connection.fromClient(Arrays.copyOf(packet.getData(), packet.getLength()));
            } catch (IOException e) {
                // The tap is closed, or it could not open a socket for the client, and the datagram
                // is lost.
            }
        }
    }

    private UdpConnection connection(InetSocketAddress client) throws IOException {
        synchronized (connections) {
            UdpConnection connection = connections.get(client);
            if (connection == null || connection.isClosed()) {
                if (socket.isClosed()) {
                    throw new IOException("closed");
                }
                connection =
                        new UdpConnection(
                                valve.nextNumber(), client, target, this, valve, recorder);
                connections.put(client, connection);
                connection.start(threads);
            }
            if (connections.size() > CLIENTS) {
                Iterator<UdpConnection> silent = connections.values().iterator();
                silent.next().close();
                silent.remove();
            }
            return connection;
        }
    }

    /** Sends a datagram to a client. */
    void send(byte[] bytes, InetSocketAddress client) throws IOException {
        socket.send(new DatagramPacket(bytes, bytes.length, client));
    }

    /**
     * Stops listening and forgets every client. Pieces that wait at the valve are recorded as lost.
     * Waits until the tap's threads have ended, at most 10 seconds.
     */
    @Override
    public void close() {
        List<UdpConnection> open;
        socket.close();
        synchronized (connections) {
            open = List.copyOf(connections.values());
        }
        open.forEach(UdpConnection::close);
        threads.awaitEnd();
    }
}
