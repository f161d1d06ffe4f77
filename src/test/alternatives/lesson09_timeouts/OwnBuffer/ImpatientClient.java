// style: a buffer of its own that is searched for the line end; the deadline as a moment; one method.
package lesson09_timeouts;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
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
        Socket server = new Socket();
        boolean connected = false;
        try {
            server.setSoTimeout(readTimeout);
            server.connect(new InetSocketAddress(InetAddress.getByName(host), port), connectTimeout);
            connected = true;
            OutputStream out = server.getOutputStream();
            out.write(message.getBytes(UTF_8));
            out.write('\n');
            out.flush();
            ByteArrayOutputStream answer = new ByteArrayOutputStream();
            int b = server.getInputStream().read();
            if (b == -1) {
                throw new EOFException();
            }
            while (b != -1 && b != '\n') {
                answer.write(b);
                b = server.getInputStream().read();
            }
            return answer.toString(UTF_8);
        } catch (SocketTimeoutException e) {
            if (connected) {
                throw new MessageReader.ReadTimeout(readTimeout);
            } else {
                throw new ConnectTimeout(connectTimeout);
            }
        } finally {
            server.close();
        }
    }
}
