package lesson09_timeouts;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.EOFException;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;

/**
 * Sends one message and waits for the reply, but not forever.
 *
 * <p>On the wire: the client sends {@code "hello\n"}, and the server sends one line back.
 *
 * <p>Watch out: {@code new Socket(host, port)} connects at once, before you can set a time-out.
 */
public class ImpatientClient {

    /** Reports that the server did not take the connection in time. */
    public static class ConnectTimeout extends SocketTimeoutException {
        public ConnectTimeout(int millis) {
            super("no connection within " + millis + " ms");
        }
    }

    /** Prints the reply to one message. Arguments: host and port; without them, localhost 9009. */
    public static void main(String[] args) throws IOException {
        String host = args.length > 0 ? args[0] : "localhost";
        int port = args.length > 1 ? Integer.parseInt(args[1]) : 9009;
        System.out.println(ask(host, port, "hello", 5000, 5000));
    }

    /**
     * Connects, sends the message and {@code \n}, reads one line, and closes the connection.
     *
     * @param connectTimeout how long to wait for the connection, in milliseconds, more than 0
     * @param readTimeout how long each read may wait, in milliseconds, more than 0
     * @return the reply without its {@code \n}
     * @throws ConnectTimeout if connecting takes longer
     * @throws java.net.ConnectException if the server refuses the connection
     * @throws MessageReader.ReadTimeout if a read waits longer
     * @throws EOFException if the stream ends before a byte has arrived
     */
    public static String ask(
            String host, int port, String message, int connectTimeout, int readTimeout)
            throws IOException {
        // TODO 6: connect within connectTimeout. Which exception means that the time is over?
        // TODO 7: send the message and "\n"; read the reply, each read within readTimeout. Close
        // the connection in any case.
        throw new UnsupportedOperationException("TODO 6: connect with a time-out");
    }
}
