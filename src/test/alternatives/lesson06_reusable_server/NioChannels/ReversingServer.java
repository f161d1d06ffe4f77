// style: uses channels and byte buffers; decodes the text at the end, and finds the lines among the bytes.
package lesson06_reusable_server;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Sends each client its text back, reversed, until the server is closed.
 *
 * <p>On the wire: the client sends {@code "привет"} and ends its stream; the server replies {@code
 * "тевирп"} and closes the connection.
 *
 * <p>Watch out: the last letter is sent first, so the server can reply only at the end.
 */
public class ReversingServer implements Closeable {

    private static final int BACKLOG = 10; // clients that may queue while another is being served

    private final ServerSocketChannel listener;
    private final AtomicReference<SocketChannel> current = new AtomicReference<>();

    /** Serves until the program is stopped. The argument is the port; without it, 33333. */
    public static void main(String[] args) throws IOException {
        int port = args.length > 0 ? Integer.parseInt(args[0]) : 33333;
        try (ReversingServer server = new ReversingServer(port)) {
            System.out.println("listening on port " + server.port());
            server.serve();
        }
    }

    /** Binds {@code port} on all addresses of this computer; 0 means any free port. */
    public ReversingServer(int port) throws IOException {
        listener = ServerSocketChannel.open().bind(new InetSocketAddress(port), BACKLOG);
    }

    /** Returns the port that clients connect to. */
    public int port() {
        return listener.socket().getLocalPort();
    }

    /** Returns the code points of {@code text}, the last one first. */
    public static String reverse(String text) {
        return new StringBuilder(text).reverse().toString(); // leaves surrogate pairs as they are
    }

    /**
     * Serves one client after another, and closes each connection. Returns without an exception
     * after {@link #close()}.
     */
    public void serve() throws IOException {
        while (listener.isOpen()) {
            SocketChannel client;
            try {
                client = listener.accept();
            } catch (ClosedChannelException e) {
                return;
            }
            current.set(client);
            try (client) {
                if (listener.isOpen()) {
                    answer(client);
                }
            } catch (ClosedChannelException e) {
                if (!listener.isOpen()) {
                    return;
                }
            } catch (IOException e) {
                System.err.println("lost: " + e);
            }
        }
    }

    /**
     * Reads until the client ends its stream, sends all of it back reversed. Text is UTF-8; bytes
     * that are none count as U+FFFD. The caller closes the connection.
     */
    private void answer(SocketChannel client) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        ByteBuffer piece = ByteBuffer.allocate(512);
        while (client.read(piece) != -1) {
            all.write(piece.array(), 0, piece.position());
            piece.clear();
        }
        ByteBuffer answer = UTF_8.encode(reverse(UTF_8.decode(ByteBuffer.wrap(all.toByteArray())).toString()));
        while (answer.hasRemaining()) {
            client.write(answer);
        }
    }

    /**
     * Closes the listener and the connection to the client that is being served. Safe to call from
     * any thread, more than once; {@link #serve()} then returns, wherever it waits.
     */
    @Override
    public void close() throws IOException {
        listener.close();
        SocketChannel client = current.getAndSet(null);
        if (client != null) {
            client.close();
        }
    }
}
