// style: the client opens a socket for each message; the servers wait with a time-out and look at a flag.
package lesson08_udp;

import java.io.Closeable;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.SocketAddress;
import java.net.SocketException;
import java.net.SocketTimeoutException;

/**
 * Receives datagrams from any sender and prints them.
 *
 * <p>On the wire: each datagram is a message of its own, of 0 bytes or more. It arrives whole or
 * not at all. Nobody connects, the receiver sends nothing, and there is no end of stream.
 *
 * <p>Watch out: if a datagram is longer than your buffer, the rest is lost, and nothing reports it.
 */
public class DatagramReceiver implements Closeable {

    private static final int MOST = 1024; // bytes of a datagram that are kept

    private final DatagramSocket socket;
    private volatile boolean closed;

    /**
     * A datagram as it was received.
     *
     * @param sender the address and port that it came from
     * @param cut whether it had more than 1024 bytes
     * @param text its first 1024 bytes at most, decoded as UTF-8
     */
    public record Message(SocketAddress sender, boolean cut, String text) {}

    /** Receives until the program is stopped. The argument is the port; without it, 5000. */
    public static void main(String[] args) throws IOException {
        int port = args.length > 0 ? Integer.parseInt(args[0]) : 5000;
        try (DatagramReceiver receiver = new DatagramReceiver(port)) {
            System.out.println("listening on port " + receiver.port());
            receiver.serve();
        }
    }

    /** Binds {@code port} on all addresses of this computer; 0 means any free port. */
    public DatagramReceiver(int port) throws IOException {
        socket = new DatagramSocket(port);
    }

    /** Returns the port that datagrams are sent to. */
    public int port() {
        return socket.getLocalPort();
    }

    /** Waits for one datagram and returns it. */
    public Message receive() throws IOException {
        DatagramPacket packet = new DatagramPacket(new byte[MOST + 1], MOST + 1);
        while (true) {
            try {
                socket.setSoTimeout(100);
                socket.receive(packet);
                break;
            } catch (SocketTimeoutException e) {
                // nothing yet
            }
        }
        boolean cut = packet.getLength() == MOST + 1;
        int n = cut ? MOST : packet.getLength();
        return new Message(packet.getSocketAddress(), cut, new String(packet.getData(), 0, n, "UTF-8"));
    }

    /**
     * Prints one line per datagram: its sender, its text, and the word {@code cut} if it had more
     * than 1024 bytes. Returns without an exception after {@link #close()}.
     */
    public void serve() throws IOException {
        while (!closed) {
            Message message = null;
            try {
                message = receive();
            } catch (SocketException e) {
                if (!closed) {
                    throw e;
                }
            }
            if (message != null) {
                System.out.print(message.sender() + "\t");
                System.out.print(message.text());
                System.out.println(message.cut() ? "\t(the rest was cut)" : "");
            }
        }
    }

    /** Closes the socket. Safe to call from any thread; {@link #serve()} then returns. */
    @Override
    public void close() {
        closed = true;
        socket.close();
    }
}
