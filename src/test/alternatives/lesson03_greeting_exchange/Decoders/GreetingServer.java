// style: a CharsetDecoder that is fed piece by piece, readers over streams that count, writers that are flushed.
package lesson03_greeting_exchange;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.Reader;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;

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
        BufferedWriter writer =
                new BufferedWriter(new OutputStreamWriter(client.getOutputStream(), UTF_8));
        writer.append(GREETING).flush();
        CharsetDecoder decoder =
                UTF_8.newDecoder()
                        .onMalformedInput(CodingErrorAction.REPLACE)
                        .onUnmappableCharacter(CodingErrorAction.REPLACE);
        Reader reader = new InputStreamReader(client.getInputStream(), decoder);
        StringBuilder said = new StringBuilder();
        for (int c = reader.read(); c != -1; c = reader.read()) {
            said.append((char) c);
        }
        System.out.println(said);
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
