// mistake: a server answers only if one asks it something.
// wire: always: five bytes, "time\n", go to a server that reads nothing; when it closes with them unread, a reset may overtake the line.
// fails: A server that tells the time is listened to without a word
// says: the client speaks, and nobody listens
package lesson02_time_server;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStreamReader;
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
            server.getOutputStream().write("time\n".getBytes(UTF_8));
            BufferedReader reader =
                    new BufferedReader(new InputStreamReader(server.getInputStream(), UTF_8));
            String line = reader.readLine();
            if (line == null) {
                throw new EOFException("no answer");
            }
            return line;
        }
    }
}
