package lesson08_udp;

import java.io.Closeable;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.SocketException;

/**
 * Sends every datagram back to its sender.
 *
 * <p>On the wire: the request {@code "hello"} gets the reply {@code "hello"}, in one datagram. A
 * request has 0 to 1024 bytes of any kind; the reply contains the same bytes.
 *
 * <p>Watch out: the requests of all clients arrive at one socket, in any order.
 */
public class ReplyServer implements Closeable {

    private static final int MOST = 1024; // bytes of a request

    private final DatagramSocket socket;

    /** Replies until the program is stopped. The argument is the port; without it, 8888. */
    public static void main(String[] args) throws IOException {
        int port = args.length > 0 ? Integer.parseInt(args[0]) : 8888;
        try (ReplyServer server = new ReplyServer(port)) {
            System.out.println("listening on port " + server.port());
            server.serve();
        }
    }

    /** Binds {@code port} on all addresses of this computer; 0 means any free port. */
    public ReplyServer(int port) throws IOException {
        socket = new DatagramSocket(port);
    }

    /** Returns the port that requests are sent to. */
    public int port() {
        return socket.getLocalPort();
    }

    /**
     * Replies to one request after another. Returns without an exception after {@link #close()}.
     */
    public void serve() throws IOException {
        // TODO 3: receive a request, send its bytes back to its sender, and go on.
        // Where in the packet is the sender, and how many bytes are the request?
        throw new UnsupportedOperationException("TODO 3: reply to every request");
    }

    /** Closes the socket. Safe to call from any thread; {@link #serve()} then returns. */
    @Override
    public void close() {
        socket.close();
    }
}
