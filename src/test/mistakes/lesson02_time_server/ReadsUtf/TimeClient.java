// mistake: readUTF reads a text that is UTF-8.
// wire: always: the first two letters, "Sa", are taken for a length of 21345 bytes, and ask() throws EOFException although the line came.
// fails: A server that tells the time is listened to without a word
// says: readUTF takes the first two letters for a length
package lesson02_time_server;

import java.io.DataInputStream;
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
            DataInputStream in = new DataInputStream(server.getInputStream());
            return in.readUTF().trim(); // throws an EOFException if nothing comes
        }
    }
}
