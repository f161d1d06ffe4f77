// style: names from tables, digits set one by one into an array, bytes sent as they are; the client reads byte after byte.
package lesson02_time_server;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
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
        Socket server = new Socket();
        try {
            server.connect(new InetSocketAddress(host, port));
            InputStream in = server.getInputStream();
            int b = in.read();
            if (b == -1) {
                throw new EOFException(host + " closed without a word");
            }
            byte[] line = new byte[80];
            int length = 0;
            for (; b != -1 && b != '\n'; b = in.read()) {
                if (length == line.length) {
                    line = Arrays.copyOf(line, length + 80);
                }
                line[length++] = (byte) b;
            }
            return new String(line, 0, length, UTF_8);
        } finally {
            server.close();
        }
    }
}
