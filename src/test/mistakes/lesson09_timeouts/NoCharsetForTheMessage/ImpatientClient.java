// mistake: getBytes() gives the bytes of a text.
// wire: on a computer whose charset is not UTF-8, other bytes go out.
// fails: A server that answers gets a message in russian
// says: getBytes(UTF_8)
package lesson09_timeouts;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;

/**
 * Sends one message, and waits for the answer, but not for ever.
 *
 * <p>On the wire: {@code "hello\n"} goes out, and a line comes back.
 *
 * <p>Watch out: {@code new Socket(host, port)} connects at once, before a time-out can be set.
 */
public class ImpatientClient {

    /** The connection was not there in time. */
    public static class ConnectTimeout extends SocketTimeoutException {
        public ConnectTimeout(int millis) {
            super("no connection within " + millis + " ms");
        }
    }

    /** Prints the answer; arguments: host and port, localhost 9009 unless told. */
    public static void main(String[] args) throws IOException {
        String host = args.length > 0 ? args[0] : "localhost";
        int port = args.length > 1 ? Integer.parseInt(args[1]) : 9009;
        System.out.println(ask(host, port, "hello", 5000, 5000));
    }

    /**
     * Connects, sends the message and {@code \n}, reads a line, closes the connection.
     *
     * @param connectTimeout milliseconds, more than 0, that the connection is waited for
     * @param readTimeout milliseconds, more than 0, that each read waits
     * @return the answer without its {@code \n}
     * @throws ConnectTimeout if the connection takes longer; a refusal is a ConnectException
     * @throws MessageReader.ReadTimeout if a read waits longer
     * @throws EOFException if the stream ends before a single byte
     */
    public static String ask(
            String host, int port, String message, int connectTimeout, int readTimeout)
            throws IOException {
        try (Socket server = new Socket()) { // not connected yet
            connect(server, new InetSocketAddress(host, port), connectTimeout);
            server.getOutputStream().write((message + "\n").getBytes());
            server.setSoTimeout(readTimeout); // of each read from now on
            return answer(server, readTimeout);
        }
    }

    private static void connect(Socket server, InetSocketAddress address, int millis)
            throws IOException {
        try {
            server.connect(address, millis); // blocks until it is connected or the time is up
        } catch (SocketTimeoutException e) {
            throw new ConnectTimeout(millis);
        }
    }

    private static String answer(Socket server, int millis) throws IOException {
        BufferedReader lines =
                new BufferedReader(new InputStreamReader(server.getInputStream(), UTF_8));
        try {
            String line = lines.readLine(); // blocks until a whole line or the end has come
            if (line == null) {
                throw new EOFException("the server closed without a word");
            }
            return line;
        } catch (SocketTimeoutException e) {
            throw new MessageReader.ReadTimeout(millis); // half a line is lost, and nobody wants it
        }
    }
}
