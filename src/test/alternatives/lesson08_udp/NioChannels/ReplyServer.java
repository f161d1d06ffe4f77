// style: channels and byte buffers; the client waits in a selector until a deadline.
package lesson08_udp;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.DatagramChannel;

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

    private final DatagramChannel channel;

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
        channel = DatagramChannel.open();
        channel.bind(new InetSocketAddress(port));
    }

    /** Returns the port that requests are sent to. */
    public int port() {
        return channel.socket().getLocalPort();
    }

    /**
     * Replies to one request after another. Returns without an exception after {@link #close()}.
     */
    public void serve() throws IOException {
        ByteBuffer reply = ByteBuffer.allocate(MOST);
        while (channel.isOpen()) {
            try {
                SocketAddress client = channel.receive(reply.clear());
                channel.send(reply.flip(), client);
            } catch (ClosedChannelException e) {
                return;
            }
        }
    }

    /** Closes the socket. Safe to call from any thread; {@link #serve()} then returns. */
    @Override
    public void close() throws IOException {
        channel.close();
    }
}
