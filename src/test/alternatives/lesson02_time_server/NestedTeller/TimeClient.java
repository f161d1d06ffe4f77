// style: a nested class that owns one client, closes it itself, and runs in an executor's thread while serve() waits for it; the client is a chain of small functions.
package lesson02_time_server;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.util.Optional;

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
        try (Socket server = new Socket(host, port)) {
            return firstLine(server.getInputStream())
                    .orElseThrow(() -> new EOFException("the server closed without a word"));
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static Optional<String> firstLine(InputStream in) {
        return new BufferedReader(new InputStreamReader(in, UTF_8)).lines().findFirst();
    }
}
