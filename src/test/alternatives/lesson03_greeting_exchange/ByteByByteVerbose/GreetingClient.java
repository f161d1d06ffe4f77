// style: a cautious beginner: one byte at a time, arrays grown by hand, flags, try and finally.
package lesson03_greeting_exchange;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
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
        Socket socket = new Socket(host, port);
        try {
            InputStream in = socket.getInputStream();
            byte[] greeting = new byte[GREETING.getBytes("UTF-8").length];
            for (int i = 0; i < greeting.length; i++) {
                int b = in.read();
                if (b == -1) {
                    throw new EOFException("The greeting ends after " + i + " bytes");
                }
                greeting[i] = (byte) b;
            }
            OutputStream out = socket.getOutputStream();
            byte[] answer = ANSWER.getBytes("UTF-8");
            int sent = 0;
            while (sent < answer.length) {
                out.write(answer, sent, 1);
                sent++;
            }
            out.flush();
            return new String(greeting, "UTF-8");
        } finally {
            socket.close();
        }
    }
}
