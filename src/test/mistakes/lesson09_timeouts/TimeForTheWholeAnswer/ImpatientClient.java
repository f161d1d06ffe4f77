// mistake: readTimeout is how long the answer may take.
// wire: a byte comes when half of the time is over, and only the other half is left for the next.
// fails: is given the whole time again
// says: taken for the whole answer
package lesson09_timeouts;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
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
        try (Socket socket = new Socket()) {
            try {
                socket.connect(new InetSocketAddress(host, port), connectTimeout);
            } catch (SocketTimeoutException e) {
                throw new ConnectTimeout(connectTimeout);
            }
            long end = System.nanoTime() + readTimeout * 1_000_000L;
            socket.setSoTimeout(readTimeout);
            socket.getOutputStream().write((message + "\n").getBytes(UTF_8));
            InputStream in = new BufferedInputStream(socket.getInputStream());
            ByteArrayOutputStream line = new ByteArrayOutputStream();
            try {
                for (int b = in.read(); b != '\n'; b = in.read()) {
                    if (b == -1) {
                        throw new EOFException("no answer, or half of one");
                    }
                    line.write(b);
                    long left = (end - System.nanoTime()) / 1_000_000;
                    socket.setSoTimeout((int) Math.max(1, left));
                }
            } catch (SocketTimeoutException e) {
                throw new MessageReader.ReadTimeout(readTimeout);
            }
            return line.toString(UTF_8);
        }
    }
}
