// style: System.out kept in a constant; plain loops.
package lesson03_greeting_exchange;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.util.Arrays;

/**
 * Greets one client, then reads what the client sends until it ends its stream.
 *
 * <p>On the wire: the server sends {@code "Привет!"} as soon as a client has connected. The client
 * sends a reply of any length and closes the connection.
 *
 * <p>Watch out: at the end of the stream {@code read} returns -1, again and again.
 */
public class GreetingServer implements Closeable {

    private static final String GREETING = "Привет!";

    private static final PrintStream OUT = System.out;

    private final ServerSocket listener;

    /** Serves one client. The argument is the port; without it, 12333. */
    public static void main(String[] args) throws IOException {
        int port = args.length > 0 ? Integer.parseInt(args[0]) : 12333;
        try (GreetingServer server = new GreetingServer(port)) {
            System.out.println("listening on port " + server.port());
            server.serve();
        }
    }

    /** Binds {@code port} on all addresses of this computer; 0 means any free port. */
    public GreetingServer(int port) throws IOException {
        listener = new ServerSocket(port);
    }

    /** Returns the port that clients connect to. */
    public int port() {
        return listener.getLocalPort();
    }

    /**
     * Accepts one client, converses with it, closes the connection and returns. Returns without an
     * exception if {@link #close()} is called while it waits for the client.
     */
    public void serve() throws IOException {
        Socket client;
        try {
            client = listener.accept(); // blocks until a client connects
        } catch (SocketException e) {
            if (listener.isClosed()) {
                return;
            }
            throw e;
        }
        try (client) {
            converse(client);
        }
    }

    /**
     * Sends GREETING, reads until the client ends its stream, and prints all that it has sent. Text
     * is UTF-8 on the wire. {@link #serve()} closes the connection.
     */
    private void converse(Socket client) throws IOException {
        OutputStream out = client.getOutputStream();
        out.write(GREETING.getBytes(UTF_8));
        InputStream in = client.getInputStream();
        byte[] buf = new byte[16];
        int len = 0, n;
        while ((n = in.read(buf, len, buf.length - len)) != -1) {
            len += n;
            if (len == buf.length)
                buf = Arrays.copyOf(buf, 2 * len);
        }
        OUT.println(new String(buf, 0, len, UTF_8));
    }

    /**
     * Closes the listener. Safe to call from any thread; a {@link #serve()} that is waiting for a
     * client then returns.
     */
    @Override
    public void close() throws IOException {
        listener.close();
    }
}
