// mistake: the line comes with one read, as it was sent with one write.
// wire: when the line comes in pieces, ask() returns the first piece, a single letter perhaps.
// fails: A server that tells the time may send the line in pieces
// says: ask() takes the first piece for the whole line
package lesson02_time_server;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.EOFException;
import java.io.IOException;
import java.net.Socket;

/**
 * Asks a time server for the time.
 *
 * <p>On the wire: the client sends nothing; one line comes, perhaps in several pieces, and then the
 * end of the stream.
 *
 * <p>Watch out: a server may close without a word, and that is not an empty line.
 */
public class TimeClient {

    /** Prints the time; arguments: host and port, localhost 10000 unless told. */
    public static void main(String[] args) throws IOException {
        String host = args.length > 0 ? args[0] : "localhost";
        int port = args.length > 1 ? Integer.parseInt(args[1]) : 10000;
        System.out.println("Текущее время: " + ask(host, port));
    }

    /**
     * Connects, reads one line, closes the connection.
     *
     * @return the line without its end
     * @throws EOFException if the server closes without sending a single byte
     */
    public static String ask(String host, int port) throws IOException {
        try (Socket server = new Socket(host, port)) {
            byte[] buffer = new byte[1024];
            int n = server.getInputStream().read(buffer);
            if (n == -1) {
                throw new EOFException("nothing came");
            }
            return new String(buffer, 0, n, UTF_8).trim();
        }
    }
}
