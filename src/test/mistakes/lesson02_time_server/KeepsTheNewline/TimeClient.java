// mistake: the newline belongs to the line.
// wire: always: ask() returns the line with "\n" at its end.
// fails: A server that tells the time is listened to without a word
// says: the line end belongs to the wire, not to the line that is returned
package lesson02_time_server;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
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
            InputStream in = server.getInputStream();
            ByteArrayOutputStream line = new ByteArrayOutputStream();
            int b;
            do {
                b = in.read();
                if (b != -1) {
                    line.write(b);
                }
            } while (b != -1 && b != '\n');
            if (line.size() == 0) {
                throw new EOFException("the server closed at once");
            }
            return line.toString(UTF_8);
        }
    }
}
