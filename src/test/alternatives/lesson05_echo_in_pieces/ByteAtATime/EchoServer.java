// style: reads one byte at a time through buffered streams, and flushes when no more bytes are available; the client sends in a CompletableFuture.
package lesson05_echo_in_pieces;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ServerSocket;
import java.net.Socket;

/**
 * Sends each client its own bytes back, in pieces of at most 16 bytes, one client after another.
 *
 * <p>On the wire: the client sends {@code "This is the message."}; the server sends {@code "This is
 * the mess"} and {@code "age."}. When the client has ended its stream, the server ends its own.
 *
 * <p>Watch out: a piece may have fewer than 16 bytes. That is not the end of the stream.
 */
public class EchoServer implements Closeable {

    private static final int BACKLOG = 1; // clients that may queue while another is being served
    private static final int PIECE = 16; // bytes that one read takes at most

    private final ServerSocket listener;

    /** Serves until the program is stopped. The argument is the port; without it, 10000. */
    public static void main(String[] args) throws IOException {
        int port = args.length > 0 ? Integer.parseInt(args[0]) : 10000;
        try (EchoServer server = new EchoServer(port)) {
            System.out.println("listening on port " + server.port());
            server.serve();
        }
    }

    /** Binds {@code port} on all addresses of this computer; 0 means any free port. */
    public EchoServer(int port) throws IOException {
        listener = new ServerSocket(port, BACKLOG);
    }

    /** Returns the port that clients connect to. */
    public int port() {
        return listener.getLocalPort();
    }

    /**
     * Serves one client after another, and closes each connection when its client's stream has
     * ended. Returns without an exception after {@link #close()}.
     */
    public void serve() throws IOException {
        while (!listener.isClosed()) {
            try (Socket client = listener.accept()) {
                echo(client);
            } catch (IOException e) {
                if (!listener.isClosed()) {
                    e.printStackTrace();
                }
            }
        }
    }

    /**
     * Reads pieces of at most PIECE bytes until the client's stream ends. Prints a line for each,
     * such as {@code 16 bytes: "This is the mess"}, and sends it back immediately.
     */
    private void echo(Socket client) throws IOException {
        InputStream in = new BufferedInputStream(client.getInputStream(), PIECE);
        OutputStream out = new BufferedOutputStream(client.getOutputStream());
        StringBuilder shown = new StringBuilder();
        for (int b = in.read(); b != -1; b = in.read()) {
            out.write(b);
            shown.append((char) b);
            if (in.available() == 0 || shown.length() == PIECE) {
                out.flush();
                byte[] bytes = shown.toString().getBytes(ISO_8859_1);
                System.out.println(bytes.length + ": \"" + new String(bytes, UTF_8) + "\"");
                shown.setLength(0);
            }
        }
    }

    /**
     * Closes the listener. Safe to call from any thread; {@link #serve()} then returns, after its
     * last client.
     */
    @Override
    public void close() throws IOException {
        listener.close();
    }
}
