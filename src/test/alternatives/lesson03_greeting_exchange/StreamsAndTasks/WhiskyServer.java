// style: streams of numbers, lambdas and a future in place of loops, a Scanner that takes everything, names for the bytes in a nested class.
package lesson03_greeting_exchange;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.stream.IntStream;

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

    private final ServerSocket listener;

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
        listener = new ServerSocket(port, BACKLOG);
    }

    /** Returns the port that clients connect to. */
    public int port() {
        return listener.getLocalPort();
    }

    /**
     * Serves one client after another, and closes each connection. Returns without an exception
     * after {@link #close()}.
     */
    public void serve() throws IOException {
        while (true) {
            try (Socket client = listener.accept()) { // blocks until a client connects
                converse(client);
            } catch (IOException e) {
                if (listener.isClosed()) {
                    return;
                }
                System.err.println("client lost: " + e.getMessage()); // go on with the next one
            }
        }
    }

    /**
     * Reads as many bytes as GREETING has, or fewer if the client ends its stream first. Prints
     * {@code Месседж: Привет, сервер, пришло от него: /127.0.0.1:54321}, then sends REPLY. Text is
     * UTF-8 on the wire. {@link #serve()} closes the connection.
     */
    private void converse(Socket client) throws IOException {
        ByteArrayOutputStream greeting = new ByteArrayOutputStream();
        try {
            InputStream in = client.getInputStream();
            IntStream.iterate(Wire.read(in), b -> b != -1, b -> Wire.read(in))
                    .limit(Wire.GREETING_BYTES.length)
                    .forEach(greeting::write);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        String line =
                String.join(
                        ", ",
                        "Месседж: " + greeting.toString(UTF_8),
                        "пришло от него: " + client.getRemoteSocketAddress());
        System.out.println(line);
        new ByteArrayInputStream(Wire.ANSWER_BYTES).transferTo(client.getOutputStream());
    }

    /** What goes over the wire, as bytes. */
    private static class Wire {

        static final byte[] GREETING_BYTES = GREETING.getBytes(UTF_8);
        static final byte[] ANSWER_BYTES = ANSWER.getBytes(UTF_8);

        static int read(InputStream in) {
            try {
                return in.read();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** Closes the listener. Safe to call from any thread; {@link #serve()} then returns. */
    @Override
    public void close() throws IOException {
        listener.close();
    }
}
