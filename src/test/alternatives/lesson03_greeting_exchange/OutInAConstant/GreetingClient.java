// style: System.out kept in a constant; plain loops.
package lesson03_greeting_exchange;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;

/**
 * Waits for the greeting of a {@link GreetingServer}, then replies.
 *
 * <p>On the wire: {@code "Привет!"} arrives, perhaps in several pieces, and the server leaves its
 * stream open. The client sends {@code "И тебе привет!"} and closes the connection.
 *
 * <p>Watch out: the server waits for the reply, so its stream does not end before that.
 */
public class GreetingClient {

    private static final String GREETING = "Привет!";
    private static final String ANSWER = "И тебе привет!";

    /** Prints the greeting. Arguments: host and port; without them, localhost 12333. */
    public static void main(String[] args) throws IOException {
        String host = args.length > 0 ? args[0] : "localhost";
        int port = args.length > 1 ? Integer.parseInt(args[1]) : 12333;
        System.out.println(greet(host, port));
    }

    /**
     * Connects, reads as many bytes as GREETING has and no more, sends REPLY, and closes the
     * connection. Text is UTF-8 on the wire.
     *
     * @return the text that has arrived, whether it is GREETING or not
     * @throws EOFException if the server ends its stream before that many bytes have arrived
     */
    public static String greet(String host, int port) throws IOException {
        byte[] buf = new byte[GREETING.getBytes(UTF_8).length];
        Socket sock = new Socket(host, port);
        try {
            InputStream in = sock.getInputStream();
            for (int got = 0, n; got < buf.length; got += n) {
                n = in.read(buf, got, buf.length - got);
                if (n < 0)
                    throw new EOFException("got " + got + " of " + buf.length + " bytes");
            }
            sock.getOutputStream().write(ANSWER.getBytes(UTF_8));
        } finally {
            sock.close();
        }
        return new String(buf, UTF_8);
    }
}
