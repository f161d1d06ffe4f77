// mistake: after half a second everything has arrived.
// wire: when the line, or a part of it, comes later than that, ask() returns what is there or throws EOFException.
// fails: A server that tells the time is listened to without a word
// says: ask() gives up before the line has come
package lesson02_time_server;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
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
            try {
                Thread.sleep(500); // wait for the line
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
            InputStream in = server.getInputStream();
            byte[] line = in.readNBytes(in.available());
            if (line.length == 0) {
                throw new EOFException("nothing came");
            }
            return new String(line, UTF_8).trim();
        }
    }
}
