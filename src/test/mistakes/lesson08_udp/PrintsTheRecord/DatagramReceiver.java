// mistake: a record prints itself.
// wire: each line has the word cut in it, as cut=false.
// fails: says nothing of a datagram that was not cut
// says: each line says cut
package lesson08_udp;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.Closeable;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.SocketAddress;
import java.net.SocketException;

/**
 * Takes datagrams from anybody and prints them.
 *
 * <p>On the wire: each datagram is a message of its own, 0 bytes or more, and comes whole or not at
 * all. Nobody connects, nothing is answered, and there is no end.
 *
 * <p>Watch out: a datagram longer than the buffer is cut in silence, and the rest is lost.
 */
public class DatagramReceiver implements Closeable {

    private static final int MOST = 1024; // bytes of a message that are kept

    private final DatagramSocket socket;

    /**
     * A datagram as it was received.
     *
     * @param sender the address and port that it came from
     * @param cut whether it was longer than 1024 bytes
     * @param text its first 1024 bytes at most
     */
    public record Message(SocketAddress sender, boolean cut, String text) {}

    /** Receives for ever on the port given, 5000 unless told. */
    public static void main(String[] args) throws IOException {
        int port = args.length > 0 ? Integer.parseInt(args[0]) : 5000;
        try (DatagramReceiver receiver = new DatagramReceiver(port)) {
            System.out.println("listening on port " + receiver.port());
            receiver.serve();
        }
    }

    /** Binds {@code port} on all addresses of this machine; 0 means any free port. */
    public DatagramReceiver(int port) throws IOException {
        socket = new DatagramSocket(port);
    }

    /** The port that datagrams are sent to. */
    public int port() {
        return socket.getLocalPort();
    }

    /** Waits for one datagram, takes it as UTF-8, and returns it. */
    public Message receive() throws IOException {
        byte[] buffer = new byte[MOST + 1]; // one more, to see whether there was more
        DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
        socket.receive(packet);
        boolean cut = packet.getLength() > MOST;
        int length = Math.min(packet.getLength(), MOST);
        String text = new String(buffer, 0, length, UTF_8);
        return new Message(packet.getSocketAddress(), cut, text);
    }

    /**
     * Prints a line for each datagram: who sent it, its text, and the word {@code cut} if it was
     * cut. Returns, quietly, once {@link #close()} is called.
     */
    public void serve() throws IOException {
        while (true) {
            Message message;
            try {
                message = receive();
            } catch (SocketException e) {
                if (socket.isClosed()) {
                    return;
                }
                throw e;
            }
            System.out.println(message);
        }
    }

    /** Closes the socket, from any thread; {@link #serve()} then returns. */
    @Override
    public void close() {
        socket.close();
    }
}
