// style: SimpleDateFormat of the old days, try and finally, a writer that is flushed, a flag for close(), a reader that looks for the newline itself.
package lesson02_time_server;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.net.Socket;

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
        Socket socket = null;
        Reader reader = null;
        try {
            socket = new Socket(host, port);
            reader = new InputStreamReader(socket.getInputStream(), "UTF-8");
            StringBuilder line = new StringBuilder();
            boolean gotSomething = false;
            boolean complete = false;
            while (!complete) {
                int c = reader.read();
                if (c == -1) {
                    if (!gotSomething) {
                        throw new EOFException("The server closed without a word");
                    }
                    complete = true;
                } else if (c == '\n') {
                    complete = true;
                } else {
                    line.append((char) c);
                }
                gotSomething = true;
            }
            return line.toString();
        } finally {
            if (reader != null) {
                reader.close();
            }
            if (socket != null) {
                socket.close();
            }
        }
    }
}
