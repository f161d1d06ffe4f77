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
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;

/**
 * Talks with one client after another, line by line, until the server is closed.
 *
 * <p>On the wire: the client sends {@code "hello\n"}, and the server replies {@code "you said:
 * hello\n"} immediately. After {@code "bye\n"} or {@code "до свидания\n"} the server closes the
 * connection without a reply.
 *
 * <p>Watch out: one read may return half a line, or two lines.
 */
public class ConversationServer implements Closeable {

    private static final int BACKLOG = 10; // clients that may queue while another is being served
    private static final Set<String> FAREWELLS = Set.of("bye", "до свидания");

    private final ServerSocketChannel listener;
    private final UnaryOperator<String> answers;
    private final AtomicReference<SocketChannel> current = new AtomicReference<>();

    /** Serves until the program is stopped. The argument is the port; without it, 5000. */
    public static void main(String[] args) throws IOException {
        int port = args.length > 0 ? Integer.parseInt(args[0]) : 5000;
        try (ConversationServer server =
                new ConversationServer(port, line -> "you said: " + line)) {
            System.out.println("listening on port " + server.port());
            server.serve();
        }
    }

    /**
     * Binds {@code port} on all addresses of this computer; 0 means any free port.
     *
     * @param answers returns the reply to a line; both are without a line ending
     */
    public ConversationServer(int port, UnaryOperator<String> answers) throws IOException {
        this.listener =
                ServerSocketChannel.open().bind(new InetSocketAddress(port), BACKLOG);
        this.answers = answers;
    }

    /** Returns the port that clients connect to. */
    public int port() {
        return listener.socket().getLocalPort();
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
                    converse(client);
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
     * Answers each line until a farewell or the end of the client's stream. A line ends with {@code
     * "\n"} or {@code "\r\n"}, an answer with {@code "\n"}. The caller closes the connection.
     */
    private void converse(SocketChannel client) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        ByteBuffer piece = ByteBuffer.allocate(512);
        while (client.read(piece) != -1) {
            piece.flip();
            while (piece.hasRemaining()) {
                byte b = piece.get();
                if (b != '\n') {
                    line.write(b);
                    continue;
                }
                String said = line.toString(UTF_8);
                line.reset();
                said = said.endsWith("\r") ? said.substring(0, said.length() - 1) : said;
                if (FAREWELLS.contains(said.toLowerCase(Locale.ROOT))) {
                    return;
                }
                ByteBuffer answer = UTF_8.encode(answers.apply(said) + "\n");
                while (answer.hasRemaining()) {
                    client.write(answer);
                }
            }
            piece.clear();
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
