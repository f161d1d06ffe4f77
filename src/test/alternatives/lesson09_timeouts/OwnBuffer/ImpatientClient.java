// style: its own buffer, which is searched for the line end; the deadline as a moment; one method.
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
            ByteArrayOutputStream reply = new ByteArrayOutputStream();
            int b = server.getInputStream().read();
            if (b == -1) {
                throw new EOFException();
            }
            while (b != -1 && b != '\n') {
                reply.write(b);
                b = server.getInputStream().read();
            }
            return reply.toString(UTF_8);
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
