// style: accept with a time-out, and a flag that is looked at in between; a Scanner.
package lesson02_time_server;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.EOFException;
import java.io.IOException;
import java.net.Socket;
import java.util.Scanner;

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
        try (Socket server = new Socket(host, port);
                Scanner lines = new Scanner(server.getInputStream(), UTF_8)) {
            if (lines.hasNextLine()) {
                return lines.nextLine();
            }
            if (lines.ioException() != null) {
                throw lines.ioException();
            }
            throw new EOFException("the server closed and said nothing");
        }
    }
}
