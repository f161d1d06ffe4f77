// style: helper threads: the server hands each request to an executor, the client receives on a second thread.
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

    /** Closes the socket. Safe to call from any thread; {@link #serve()} then returns. */
    @Override
    public void close() {
        socket.close();
    }

    private void answer(DatagramPacket request) {
        ByteArrayOutputStream reply = new ByteArrayOutputStream();
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
