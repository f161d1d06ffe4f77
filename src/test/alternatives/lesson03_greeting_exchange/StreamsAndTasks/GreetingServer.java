// style: streams of numbers, lambdas and a future in place of loops, a Scanner that takes everything, names for the bytes in a nested class.
package lesson03_greeting_exchange;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.Closeable;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.util.Scanner;

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
        client.getOutputStream().write(GREETING.getBytes(UTF_8));
        Scanner scanner = new Scanner(client.getInputStream(), UTF_8).useDelimiter("\\A");
        String said = scanner.hasNext() ? scanner.next() : "";
        if (scanner.ioException() != null) {
            throw scanner.ioException();
        }
        System.out.println(said);
    }

    /** Closes the listener, from any thread; a {@link #serve()} that waits for a client returns. */
    @Override
    public void close() throws IOException {
        listener.close();
    }
}
