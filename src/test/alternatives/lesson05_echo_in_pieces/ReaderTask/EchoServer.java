// style: the caller sends, and a task reads 16 bytes at a time; accept() has a method of its own, and sockets are closed in finally.
package lesson05_echo_in_pieces;

import static java.nio.charset.StandardCharsets.UTF_8;

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
        Socket client;
        while ((client = next()) != null) {
            try {
                echo(client);
                client.shutdownOutput();
            } catch (IOException e) {
                System.err.println("lost: " + e.getMessage());
            } finally {
                client.close();
            }
        }
    }

    /** The next client, or null if the listener has been closed. */
    private Socket next() throws IOException {
        try {
            return listener.accept();
        } catch (IOException e) {
            if (listener.isClosed()) {
                return null;
            }
            throw e;
        }
    }

    /**
     * Reads pieces of at most PIECE bytes until the client's stream ends. Prints a line for each,
     * such as {@code 16 bytes: "This is the mess"}, and sends it back immediately.
     */
    private void echo(Socket client) throws IOException {
        InputStream in = client.getInputStream();
        OutputStream out = client.getOutputStream();
        byte[] piece = new byte[PIECE];
        int n;
        while ((n = in.read(piece)) != -1) {
            System.out.println(n + " bytes: \"" + new String(piece, 0, n, UTF_8) + "\"");
            out.write(piece, 0, n);
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
