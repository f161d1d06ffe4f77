package lesson16_serialized_objects;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Map;

/**
 * Receives maps, serialized or as JSON, and sends each back as JSON. Given.
 *
 * <p>On the wire: messages with a header in both directions. The reply to bytes that are not a map
 * is {@code refused}; the header still shows where the next message begins.
 */
public class MapServer implements Closeable {

    /** Reads a map from the bytes of one message. */
    public interface Form {
        Map<Integer, String> read(byte[] bytes) throws IOException;
    }

    private static final int LIMIT = 1000; // bytes of a message, at most

    private final ServerSocket listener;
    private final Form form;

    /** Serves until the program is stopped. The argument is the port; without it, 1243. */
    public static void main(String[] args) throws IOException {
        int port = args.length > 0 ? Integer.parseInt(args[0]) : 1243;
        try (MapServer server = new MapServer(port, MapServer::read)) {
            System.out.println("listening on port " + server.port());
            server.serve();
        }
    }

    /** Binds {@code port} on all addresses of this computer; 0 means any free port. */
    public MapServer(int port, Form form) throws IOException {
        this.listener = new ServerSocket(port);
        this.form = form;
    }

    /** Reads JSON if the message begins with a brace, and a serialized map otherwise. */
    public static Map<Integer, String> read(byte[] bytes) throws IOException {
        boolean json = bytes.length > 0 && bytes[0] == '{';
        return json ? JsonMap.read(bytes) : SerializedMap.read(bytes);
    }

    /** Returns the port that clients connect to. */
    public int port() {
        return listener.getLocalPort();
    }

    /** Serves one client after another until {@link #close()} is called. */
    public void serve() throws IOException {
        while (true) {
            try (Socket client = listener.accept()) { // closes the connection on every way out
                converse(client);
            } catch (IOException e) {
                if (listener.isClosed()) {
                    return;
                }
                System.err.println(
                        "client lost: " + e.getMessage()); // continue with the next client
            }
        }
    }

    private void converse(Socket client) throws IOException {
        InputStream in = client.getInputStream();
        byte[] message;
        while ((message = Messages.read(in, LIMIT)) != null) {
            Messages.write(client.getOutputStream(), reply(message));
        }
    }

    private byte[] reply(byte[] message) throws IOException {
        Map<Integer, String> map;
        try {
            map = form.read(message);
        } catch (IOException e) {
            String but = Prank.hasRun() ? ", but its code has run" : "";
            return ("refused" + but).getBytes(UTF_8);
        }
        return JsonMap.write(map);
    }

    /** Closes the listener. Safe to call from any thread; {@link #serve()} then returns. */
    @Override
    public void close() throws IOException {
        listener.close();
    }
}
