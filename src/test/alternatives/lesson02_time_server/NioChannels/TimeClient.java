// style: channels and byte buffers; the client collects the line in a buffer until it finds the newline.
package lesson02_time_server;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.Arrays;

/**
 * Asks a time server for the time.
 *
 * <p>On the wire: the client sends nothing. It receives one line, perhaps in several pieces, and
 * then the end of the stream.
 *
 * <p>Watch out: a server that closes without sending a byte has not sent an empty line.
 */
public class TimeClient {

    /** Prints the time. Arguments: host and port; without them, localhost 10000. */
    public static void main(String[] args) throws IOException {
        String host = args.length > 0 ? args[0] : "localhost";
        int port = args.length > 1 ? Integer.parseInt(args[1]) : 10000;
        System.out.println("Текущее время: " + ask(host, port));
    }

    /**
     * Connects, reads one line, and closes the connection.
     *
     * @return the line without its line ending
     * @throws EOFException if the server closes the connection without sending a byte
     */
    public static String ask(String host, int port) throws IOException {
        try (SocketChannel server = SocketChannel.open()) {
            server.connect(new InetSocketAddress(host, port));
            ByteBuffer line = ByteBuffer.allocate(32);
            int end = -1;
            while (end < 0 && server.read(line) != -1) {
                end = newline(line);
                if (end < 0 && !line.hasRemaining()) {
                    line = ByteBuffer.wrap(Arrays.copyOf(line.array(), 2 * line.capacity()))
                            .position(line.position());
                }
            }
            if (line.position() == 0) {
                throw new EOFException("not a single byte");
            }
            return new String(line.array(), 0, end < 0 ? line.position() : end, UTF_8);
        }
    }

    /** Where the first newline is, or -1. */
    private static int newline(ByteBuffer bytes) {
        for (int i = 0; i < bytes.position(); i++) {
            if (bytes.get(i) == '\n') {
                return i;
            }
        }
        return -1;
    }
}
