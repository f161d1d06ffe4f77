// style: DataInputStream and DataOutputStream for raw bytes, buffered and flushed; readFully where a short greeting is an error, readByte until it throws where it is not.
package lesson03_greeting_exchange;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;

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
        DataOutputStream out =
                new DataOutputStream(new BufferedOutputStream(client.getOutputStream()));
        byte[] greeting = GREETING.getBytes(UTF_8);
        out.write(greeting, 0, greeting.length);
        out.flush();
        DataInputStream in = new DataInputStream(client.getInputStream());
        byte[] said = in.readNBytes(Integer.MAX_VALUE); // until the end of the stream
        System.out.println(new String(said, UTF_8));
    }

    /** Closes the listener, from any thread; a {@link #serve()} that waits for a client returns. */
    @Override
    public void close() throws IOException {
        listener.close();
    }
}
