// style: a cautious beginner: one byte at a time, arrays grown by hand, flags, try and finally.
package lesson03_greeting_exchange;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;

/**
 * Lets a {@link GreetingServer} speak first, then answers it.
 *
 * <p>On the wire: {@code "Привет!"} comes, perhaps in several pieces, and the server keeps its
 * stream open; {@code "И тебе привет!"} goes out; the client closes.
 *
 * <p>Watch out: the server waits for the answer, so the end of its stream never comes first.
 */
public class GreetingClient {

    private static final String GREETING = "Привет!";
    private static final String ANSWER = "И тебе привет!";

    /** Prints the server's greeting; arguments: host and port, localhost 12333. */
    public static void main(String[] args) throws IOException {
        String host = args.length > 0 ? args[0] : "localhost";
        int port = args.length > 1 ? Integer.parseInt(args[1]) : 12333;
        System.out.println(greet(host, port));
    }

    /**
     * Connects, reads the greeting, as many bytes as GREETING has, sends ANSWER, closes. Text is
     * UTF-8 on the wire.
     *
     * @return the greeting that came
     * @throws EOFException if the server ends its stream before the greeting is complete
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
