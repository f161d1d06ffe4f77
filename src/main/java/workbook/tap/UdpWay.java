package workbook.tap;

import static workbook.wire.Event.Kind.DATA;
import static workbook.wire.Event.Kind.LOST;
import static workbook.wire.Event.Kind.REFUSED;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.util.Arrays;
import workbook.wire.Event;

/** One client of a {@link UdpTap}, with its own socket towards the target. */
final class UdpWay implements Way {

    private final int number;
    private final InetSocketAddress client;
    private final InetSocketAddress target;
    private final UdpTap tap;
    private final Valve valve;
    private final Recorder recorder;
    private final DatagramSocket upstream = new DatagramSocket();
    private final Line toServer;
    private final Line toClient;

    UdpWay(
            int number,
            InetSocketAddress client,
            InetSocketAddress target,
            UdpTap tap,
            Valve valve,
            Recorder recorder)
            throws IOException {
        this.number = number;
        this.client = client;
        this.target = target;
        this.tap = tap;
        this.valve = valve;
        this.recorder = recorder;
        toServer = new Line(valve, false);
        toClient = new Line(valve, false);
        try {
            UdpTap.prepare(upstream);
            upstream.connect(target); // so that a refusal is heard of, and nobody else is
            upstream.setReuseAddress(true); // only now, so that its port is its own: see sendEmpty
        } catch (IOException e) {
            upstream.close();
            throw e;
        }
    }

    void start(Crew crew) {
        String name = "tap " + tap.port() + " " + Way.client(number);
        valve.add(this);
        crew.start(name + " → server", this::passToServer);
        crew.start(name + " ← server", this::receive);
        crew.start(name + " ← server, out", this::passToClient);
    }

    /** Puts a datagram in line, as often as it is to arrive. Blocks while too much is in line. */
    void fromClient(byte[] bytes) throws InterruptedException {
        put(toServer, tap.fate(true), bytes);
    }

    private static void put(Line line, Fate fate, byte[] bytes) throws InterruptedException {
        int copies = fate.copies();
        if (copies == 0) {
            line.put(LOST, bytes);
        }
        for (int i = 0; i < copies; i++) {
            line.put(DATA, bytes);
        }
    }

    private void receive() throws InterruptedException {
        var packet = new DatagramPacket(new byte[UdpTap.MOST], UdpTap.MOST);
        while (!upstream.isClosed()) {
            try {
                packet.setLength(UdpTap.MOST);
                upstream.receive(packet); // blocks until a datagram comes or close()
                byte[] bytes = Arrays.copyOf(packet.getData(), packet.getLength());
                put(toClient, tap.fate(false), bytes);
            } catch (PortUnreachableException e) {
                refused();
            } catch (IOException e) {
                // Closed; else the datagram is lost.
            }
        }
    }

    private void passToServer() throws InterruptedException {
        for (Piece piece; (piece = toServer.take()) != null; ) { // blocks until one may pass
            byte[] bytes = piece.carried();
            record(piece.kind(), true, bytes);
            if (piece.isData()) {
                sendToServer(bytes);
            }
        }
    }

    /** Sends it; if that tells of the refusal of one before, it is not sent yet, and sent again. */
    private void sendToServer(byte[] bytes) {
        while (!upstream.isClosed()) {
            try {
                if (bytes.length == 0) {
                    sendEmpty();
                } else {
                    upstream.send(new DatagramPacket(bytes, bytes.length));
                }
                return;
            } catch (PortUnreachableException e) {
                refused();
            } catch (IOException e) {
                return; // closed, or lost on this machine already
            }
        }
    }

    /** Sends an empty datagram from a socket beside: Java's connected sockets send none. */
    private void sendEmpty() throws IOException {
        try (var beside = new DatagramSocket(null)) {
            beside.setReuseAddress(true);
            beside.bind(upstream.getLocalSocketAddress());
            beside.send(new DatagramPacket(new byte[0], 0, target));
        }
    }

    private void passToClient() throws InterruptedException {
        for (Piece piece; (piece = toClient.take()) != null; ) { // blocks until one may pass
            byte[] bytes = piece.carried();
            record(piece.kind(), false, bytes);
            if (piece.isData()) {
                try {
                    tap.send(bytes, client);
                } catch (IOException e) {
                    // Closed, or lost on this machine already.
                }
            }
        }
    }

    private void refused() {
        record(REFUSED, true, new byte[0]);
    }

    private void record(Event.Kind kind, boolean up, byte[] bytes) {
        String name = Way.client(number);
        var event = new Event(kind, up ? name : "server", up ? "server" : name, bytes);
        recorder.crossed(number, true, event, up ? client : target, up ? target : client);
    }

    @Override
    public int number() {
        return number;
    }

    @Override
    public Line toServer() {
        return toServer;
    }

    @Override
    public Line toClient() {
        return toClient;
    }

    @Override
    public void cut() {
        close();
    }

    @Override
    public void reset() {
        close();
    }

    boolean isClosed() {
        return upstream.isClosed();
    }

    /** Forgets the client: closes its socket and loses what waits. */
    void close() {
        valve.remove(this);
        upstream.close();
        toServer.close();
        toClient.close();
    }
}
