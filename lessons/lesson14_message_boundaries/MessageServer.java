package lesson14_message_boundaries;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.ServerSocket;
import java.net.Socket;

/**
 * Sends each message back, in the framing that the client has chosen. Given.
 *
 * <p>On the wire: the client sends one of the letters F, D, L and C. It chooses the framing of all
 * that follows, in both directions.
 */
public class MessageServer implements Closeable {

    private final ServerSocket listener;

    /** Serves until the program is stopped. The argument is the port; without it, 10000. */
    public static void main(String[] args) throws IOException {
        int port = args.length > 0 ? Integer.parseInt(args[0]) : 10000;
        try (MessageServer server = new MessageServer(port)) {
            System.out.println("listening on port " + server.port());
            server.serve();
        }
    }

    /** Binds {@code port} on all addresses of this computer; 0 means any free port. */
    public MessageServer(int port) throws IOException {
        this.listener = new ServerSocket(port);
    }

    /** Returns the port that clients connect to. */
    public int port() {
        return listener.getLocalPort();
    }

    /** Serves one client after another until {@link #close()} is called. */
    public void serve() throws IOException {
        while (true) {
            try (Socket client = listener.accept()) { // closes the connection in any case
                converse(client);
            } catch (IOException e) {
                if (listener.isClosed()) {
                    return;
                }
                System.out.println("client lost: " + e.getMessage()); // go on with the next one
            }
        }
    }

    private static void converse(Socket client) throws IOException {
        InputStream in = client.getInputStream();
        Framing framing = Framings.of(in.read(), in, client.getOutputStream());
        String message = framing.read(); // blocks until a message or the end has arrived
        while (message != null) {
            framing.write(message);
            message = framing.read();
        }
    }

    /** Closes the listener. Safe to call from any thread. */
    @Override
    public void close() throws IOException {
        listener.close();
    }
}
