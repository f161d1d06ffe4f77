// style: channels, and a selector that waits for a limited time.
package lesson09_timeouts;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.concurrent.TimeUnit;

/**
 * Sends every message back, to one client after another, and never waits forever.
 *
 * <p>On the wire: the client sends {@code "hello\n"}, and the server sends {@code "hello\n"} back.
 * If the client falls silent, the server sends {@code "still there?\n"}. If a message is not
 * complete in time, the server sends {@code "too late\n"} and closes the connection.
 *
 * <p>Watch out: a time-out of 0 means forever.
 */
public class PatientServer implements Closeable {

    /** Reports that no client connected in time. */
    public static class AcceptTimeout extends SocketTimeoutException {
        public AcceptTimeout(int millis) {
            super("no client within " + millis + " ms");
        }
    }

    private final ServerSocketChannel channel;
    private final Selector selector;
    private final int acceptTimeout;
    private final int readTimeout;
    private final int messageTimeout;

    /** Serves forever, and prints a line whenever no client connects for 5 s. Argument: port. */
    public static void main(String[] args) throws IOException {
        int port = args.length > 0 ? Integer.parseInt(args[0]) : 9009;
        PatientServer server = new PatientServer(port, 5000, 2000, 5000);
        System.out.println("listening on port " + server.port());
        while (true) {
            try {
                server.serve();
            } catch (AcceptTimeout e) {
                System.out.println(e.getMessage());
            }
        }
    }

    /**
     * Binds {@code port} on all addresses of this machine; 0 means any free port.
     *
     * @param acceptTimeout how long to wait for each client, in milliseconds, more than 0; the two
     *     others are for the {@link MessageReader} of each client
     */
    public PatientServer(int port, int acceptTimeout, int readTimeout, int messageTimeout)
            throws IOException {
        this.channel = ServerSocketChannel.open().bind(new InetSocketAddress(port));
        this.selector = Selector.open();
        this.acceptTimeout = acceptTimeout;
        this.readTimeout = readTimeout;
        this.messageTimeout = messageTimeout;
    }

    /** Returns the port that clients connect to. */
    public int port() {
        return channel.socket().getLocalPort();
    }

    /**
     * Serves one client after another. Returns when {@link #close()} is called.
     *
     * @throws AcceptTimeout if no client connects for {@code acceptTimeout} ms; the listener stays
     *     open, and serve() may be called again
     */
    public void serve() throws IOException {
        try {
            channel.configureBlocking(false);
            channel.register(selector, SelectionKey.OP_ACCEPT);
            while (true) {
                SocketChannel client = next();
                client.configureBlocking(true);
                try (client) {
                    converse(client.socket());
                } catch (IOException e) {
                    System.err.println(e);
                }
            }
        } catch (ClosedSelectorException | ClosedChannelException e) {
            // close() was called
        }
    }

    private SocketChannel next() throws IOException {
        long start = System.nanoTime();
        while (true) {
            long left = acceptTimeout - TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
            if (left <= 0) {
                throw new AcceptTimeout(acceptTimeout);
            }
            selector.select(left);
            selector.selectedKeys().clear();
            SocketChannel client = channel.accept();
            if (client != null) {
                return client;
            }
        }
    }

    /** Serves one client until its stream ends or it is too late. This method is complete. */
    private void converse(Socket client) throws IOException {
        OutputStream out = client.getOutputStream();
        var reader = new MessageReader(client, readTimeout, messageTimeout, System::nanoTime);
        String message = "";
        while (message != null) {
            try {
                message = reader.read();
                out.write(message == null ? new byte[0] : (message + "\n").getBytes(UTF_8));
            } catch (MessageReader.ReadTimeout e) {
                out.write("still there?\n".getBytes(UTF_8)); // and read on
            } catch (MessageReader.MessageTimeout e) {
                out.write("too late\n".getBytes(UTF_8));
                return;
            }
        }
    }

    /** Closes the listener. May be called from any thread; {@link #serve()} then returns. */
    @Override
    public void close() throws IOException {
        channel.close();
        selector.close();
    }
}
