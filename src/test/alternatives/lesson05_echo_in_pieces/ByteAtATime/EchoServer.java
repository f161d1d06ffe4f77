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
 * Sends back what each client sends, in small pieces, to one client after another.
 *
 * <p>On the wire: {@code "This is the message."} comes, {@code "This is the mess"} and {@code
 * "age."} go back. When the client has ended its direction, the server ends its own.
 *
 * <p>Watch out: a piece may be shorter than 16 bytes, and that is not the end.
 */
public class EchoServer implements Closeable {

    private static final int BACKLOG = 1; // clients that may queue while another is being served
    private static final int PIECE = 16; // bytes that one read takes at most

    private final ServerSocket listener;

    /** Serves for ever on the port given, 10000 unless told. */
    public static void main(String[] args) throws IOException {
        int port = args.length > 0 ? Integer.parseInt(args[0]) : 10000;
        try (EchoServer server = new EchoServer(port)) {
            System.out.println("listening on port " + server.port());
            server.serve();
        }
    }

    /** Binds {@code port} on all addresses of this machine; 0 means any free port. */
    public EchoServer(int port) throws IOException {
        listener = new ServerSocket(port, BACKLOG);
    }

    /** The port that clients connect to. */
    public int port() {
        return listener.getLocalPort();
    }

    /** Serves one client after another; returns, quietly, once {@link #close()} is called. */
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
     * Reads at most PIECE bytes at a time, prints each piece in a line of its own, such as {@code
     * 16 bytes: "This is the mess"}, and sends it back at once, until the client's stream ends.
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

    /** Closes the listener, from any thread; {@link #serve()} then returns. */
    @Override
    public void close() throws IOException {
        listener.close();
    }
}
