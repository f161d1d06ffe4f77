package workbook.demo;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import workbook.catalogue.UsageError;

/**
 * A UDP client that the demonstration itself plays. It is never over, because UDP has no end of
 * stream.
 */
final class ScriptedUdpClient implements ScriptedClient {

    private static final int MOST = 65_535; // bytes; no datagram has more

    private final DatagramSocket socket;
    private final InetSocketAddress server;
    private final Deque<byte[]> heard = new ArrayDeque<>(); // guarded by this

    /** Creates a client that sends to a port of this machine. */
    ScriptedUdpClient(int port) throws IOException {
        server = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        socket = new DatagramSocket(0, server.getAddress());
        Thread reader = new Thread(this::listen, "played client");
        reader.setDaemon(true);
        reader.start();
    }

    private void listen() {
        DatagramPacket packet = new DatagramPacket(new byte[MOST], MOST);
        try {
            while (true) {
                socket.receive(packet); // blocks until a datagram arrives or close() is called
                synchronized (this) {
                    heard.add(Arrays.copyOf(packet.getData(), packet.getLength()));
                }
            }
        } catch (IOException e) {
            // close() was called
        }
    }

    @Override
    public void send(byte[] bytes) throws IOException {
        socket.send(new DatagramPacket(bytes, bytes.length, server));
    }

    @Override
    public void end() {
        throw new UsageError("Datagrams have no end: leave it out of this story.");
    }

    @Override
    public void reset() {
        throw new UsageError("Datagrams have no connection to reset: leave it out of this story.");
    }

    @Override
    public synchronized boolean hasHeard(byte[] bytes) {
        while (!heard.isEmpty()) {
            if (Arrays.equals(heard.remove(), bytes)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public boolean isOver() {
        return false;
    }

    @Override
    public boolean ends() {
        return false;
    }

    @Override
    public void close() {
        socket.close();
    }
}
