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
 * The server greets first, then listens to one client until the end.
 *
 * <p>On the wire: the server sends {@code "Привет!"} as soon as a client connects; the client
 * answers, as long as it likes, and closes; the server prints all that it heard.
 *
 * <p>Watch out: at the end of the stream a read returns -1, again and again, for ever.
 */
public class GreetingServer implements Closeable {

    private static final String GREETING = "Привет!";

    private static final PrintStream OUT = System.out;

    private final ServerSocket listener;

    /** Serves one client on the port given, 12333 unless reported. */
    public static void main(String[] args) throws IOException {
        int port = args.length > 0 ? Integer.parseInt(args[0]) : 12333;
        try (GreetingServer server = new GreetingServer(port)) {
            System.out.println("listening on port " + server.port());
            server.serve();
        }
    }

    /** Binds {@code port} on all addresses of this machine; 0 means any free port. */
    public GreetingServer(int port) throws IOException {
        listener = new ServerSocket(port);
    }

    /** The port that clients connect to. */
    public int port() {
        return listener.getLocalPort();
    }

    /**
     * Accepts one client and converses with it; closes the connection and returns. Returns quietly,
     * too, when {@link #close()} is called while it waits for the client.
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
     * Sends GREETING, reads until the client ends its stream, prints what it said on one line. Text
     * is UTF-8 on the wire. The caller closes the connection.
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

    /** Closes the listener, from any thread; a {@link #serve()} that waits for a client returns. */
    @Override
    public void close() throws IOException {
        listener.close();
    }
}
