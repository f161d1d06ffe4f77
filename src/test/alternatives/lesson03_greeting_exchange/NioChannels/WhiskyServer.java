// style: channels and byte buffers in all four classes.
package lesson03_greeting_exchange;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;

/**
 * Waits for a greeting and replies to it. Serves one client after another.
 *
 * <p>On the wire: the client sends {@code "Привет, сервер"} and leaves its stream open. The server
 * replies {@code "Купи виски"} and closes the connection.
 *
 * <p>Watch out: 14 characters are 26 bytes here, and a read may end in the middle of a letter.
 */
public class WhiskyServer implements Closeable {

    private static final String GREETING = "Привет, сервер";
    private static final String ANSWER = "Купи виски";
    private static final int BACKLOG = 5; // clients that may queue while another is being served

    private final ServerSocketChannel listener;

    /** Serves until the program is stopped. The argument is the port; without it, 11111. */
    public static void main(String[] args) throws IOException {
        int port = args.length > 0 ? Integer.parseInt(args[0]) : 11111;
        try (WhiskyServer server = new WhiskyServer(port)) {
            System.out.println("listening on port " + server.port());
            server.serve();
        }
    }

    /** Binds {@code port} on all addresses of this computer; 0 means any free port. */
    public WhiskyServer(int port) throws IOException {
        listener = ServerSocketChannel.open();
        try {
            listener.bind(new InetSocketAddress(port), BACKLOG);
        } catch (IOException e) {
            listener.close();
            throw e;
        }
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
        while (true) {
            try (SocketChannel client = listener.accept()) { // blocks until a client connects
                converse(client);
            } catch (IOException e) {
                if (!listener.isOpen()) {
                    return;
                }
                System.err.println("client lost: " + e.getMessage()); // go on with the next one
            }
        }
    }

    /**
     * Reads the greeting, as many bytes as GREETING has, or fewer if the client ends its stream
     * first. Prints {@code Месседж: Привет, сервер, пришло от него: /127.0.0.1:54321}, then sends
     * ANSWER. Text is UTF-8 on the wire. The caller closes the connection.
     */
    private void converse(SocketChannel client) throws IOException {
        ByteBuffer greeting = ByteBuffer.allocate(GREETING.getBytes(UTF_8).length);
        while (greeting.hasRemaining()) {
            if (client.read(greeting) < 0) {
                break;
            }
        }
        greeting.flip();
        String address = client.getRemoteAddress().toString();
        System.out.println("Месседж: " + UTF_8.decode(greeting) + ", пришло от него: " + address);
        ByteBuffer answer = UTF_8.encode(ANSWER);
        while (answer.hasRemaining()) {
            client.write(answer);
        }
    }

    /** Closes the listener. Safe to call from any thread; {@link #serve()} then returns. */
    @Override
    public void close() throws IOException {
        listener.close();
    }
}
