package lesson13_virtual_threads;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/**
 * A server that accepts none of the learner's clients and sends no reply. From a chosen moment on,
 * the system refuses all further clients.
 */
final class ClosingListener implements Closeable {

    private static final int BACKLOG = 50;

    private final ServerSocket listener;

    /**
     * The two ends of the test's own connection. While it is open, no other program gets the port.
     */
    private final Socket client;

    private final Socket server;

    ClosingListener() {
        try {
            InetAddress address = InetAddress.getByName("127.0.0.1");
            listener = new ServerSocket(0, BACKLOG, address);
            client = new Socket(address, listener.getLocalPort());
            server = listener.accept();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int port() {
        return listener.getLocalPort();
    }

    /**
     * Closes the listener: this resets the connections of the clients that have connected, and
     * refuses all others.
     */
    void refuse() {
        try {
            listener.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        refuse();
        try {
            client.close();
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
