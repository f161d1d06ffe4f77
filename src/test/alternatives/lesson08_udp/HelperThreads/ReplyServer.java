// style: threads beside: the server hands each request to an executor, the client hears on a thread of its own.
package lesson08_udp;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.SocketException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

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
        ExecutorService workers = Executors.newFixedThreadPool(3);
        try {
            while (true) {
                DatagramPacket request = new DatagramPacket(new byte[MOST], MOST);
                socket.receive(request);
                workers.execute(() -> answer(request));
            }
        } catch (SocketException e) {
            if (!socket.isClosed()) {
                throw e;
            }
        } finally {
            workers.shutdown();
        }
    }

    /** Closes the socket, from any thread; {@link #serve()} then returns. */
    @Override
    public void close() {
        socket.close();
    }

    private void answer(DatagramPacket request) {
        ByteArrayOutputStream reply = new ByteArrayOutputStream();
        reply.writeBytes(PREFIX);
        reply.write(request.getData(), request.getOffset(), request.getLength());
        try {
            socket.send(
                    new DatagramPacket(
                            reply.toByteArray(), reply.size(), request.getSocketAddress()));
        } catch (IOException e) {
            System.err.println("not answered: " + e.getMessage());
        }
    }
}
