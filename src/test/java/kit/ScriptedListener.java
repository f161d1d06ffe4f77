package kit;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.LinkedBlockingQueue;
import workbook.wire.Event;

/** Listens for the learner's client. */
public final class ScriptedListener implements Closeable {

    private final Wire wire;
    private final ServerSocket listener;
    private final LinkedBlockingQueue<Socket> accepted = new LinkedBlockingQueue<>();
    private int connections;

    ScriptedListener(Wire wire, InetAddress address) {
        this.wire = wire;
        try {
            listener = new ServerSocket(0, 50, address);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Threads.start("kit listener", this::acceptAll);
    }

    private void acceptAll() {
        try {
            while (true) {
                accepted.add(listener.accept());
                wire.patience().ring();
            }
        } catch (IOException e) {
            // closed: the test is over
        }
    }

    /** The host to give to the learner's client. */
    public String host() {
        return listener.getInetAddress().getHostAddress();
    }

    /** The port to give to the learner's client. */
    public int port() {
        return listener.getLocalPort();
    }

    /** Waits for the learner's client; fails if it does not come. */
    public ScriptedPeer accept() {
        wire.patience().await(() -> !accepted.isEmpty());
        Socket socket = accepted.poll();
        if (socket == null) {
            throw wire.failure(
                    Expectation.of(
                            Expectation.Kind.LISTEN, "a client that connects", "no connection"));
        }
        connections++;
        String server = connections == 1 ? "server" : "server " + connections;
        wire.transcript().add(Event.Kind.CONNECT, "client", server);
        ScriptedPeer peer = new ScriptedPeer(wire, server, "client", socket);
        wire.opened(peer);
        peer.startReading();
        return peer;
    }

    @Override
    public void close() throws IOException {
        listener.close();
        for (Socket socket : accepted) {
            socket.close();
        }
    }
}
