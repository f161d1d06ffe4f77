// mistake: a flag tells the loop that it is over.
// wire: close() comes while receive() blocks: nobody looks at the flag, and the port stays bound.
// fails: The service ends when it is closed while it waits
// says: close() does not end the wait in receive()
package lesson08_udp;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.Closeable;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.util.Arrays;

/**
 * Answers every datagram, at the address that it came from.
 *
 * <p>On the wire: {@code "hello"} is answered with {@code "Server reply : hello"}, in one datagram.
 * A request has 0 to 1024 bytes, of whatever kind; the reply repeats them all.
 *
 * <p>Watch out: requests of many clients come in at the same socket, in any order.
 */
public class ReplyServer implements Closeable {

    private static final int MOST = 1024; // bytes of a request
    private static final byte[] PREFIX = "Server reply : ".getBytes(UTF_8);

    private final DatagramSocket socket;
    private volatile boolean closed;

    /** Answers for ever on the port given, 8888 unless told. */
    public static void main(String[] args) throws IOException {
        int port = args.length > 0 ? Integer.parseInt(args[0]) : 8888;
        try (ReplyServer server = new ReplyServer(port)) {
            System.out.println("listening on port " + server.port());
            server.serve();
        }
    }

    /** Binds {@code port} on all addresses of this machine; 0 means any free port. */
    public ReplyServer(int port) throws IOException {
        socket = new DatagramSocket(port);
    }

    /** The port that requests are sent to. */
    public int port() {
        return socket.getLocalPort();
    }

    /** Answers one request after another; returns, quietly, once {@link #close()} is called. */
    public void serve() throws IOException {
        while (!closed) {
            DatagramPacket packet = new DatagramPacket(new byte[MOST], MOST);
            socket.receive(packet);
            byte[] reply = Arrays.copyOf(PREFIX, PREFIX.length + packet.getLength());
            System.arraycopy(packet.getData(), 0, reply, PREFIX.length, packet.getLength());
            socket.send(new DatagramPacket(reply, reply.length, packet.getSocketAddress()));
        }
        socket.close();
    }

    /** Closes the socket, from any thread; {@link #serve()} then returns. */
    @Override
    public void close() {
        closed = true;
    }
}
