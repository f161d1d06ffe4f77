// style: a cautious beginner: one byte at a time, arrays grown by hand, flags, try and finally.
package lesson03_greeting_exchange;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;

/**
 * Greets a {@link WhiskyServer} and measures its reply.
 *
 * <p>On the wire: the client sends {@code "Привет, сервер"}. The reply {@code "Купи виски"}
 * arrives, perhaps in several pieces, and the server closes the connection.
 *
 * <p>Watch out: a piece may end in the middle of a letter, so decode after the last piece.
 */
public class WhiskyClient {

    private static final String GREETING = "Привет, сервер";

    /**
     * What the server replied.
     *
     * @param text the reply
     * @param bytes how many bytes the reply had on the wire
     */
    public record Reply(String text, int bytes) {}

    /** Prints the reply and its length. Arguments: host and port; without them, localhost 11111. */
    public static void main(String[] args) throws IOException {
        String host = args.length > 0 ? args[0] : "localhost";
        int port = args.length > 1 ? Integer.parseInt(args[1]) : 11111;
        Reply reply = ask(host, port);
        System.out.println(
                "Сообщение от сервера: " + reply.text() + ", длиной " + reply.bytes() + " байт");
    }

    /**
     * Connects, sends GREETING as UTF-8, reads until the server ends its stream, and closes the
     * connection.
     */
    public static Reply ask(String host, int port) throws IOException {
        Socket socket = null;
        try {
            socket = new Socket(host, port);
            OutputStream out = socket.getOutputStream();
            out.write(GREETING.getBytes("UTF-8"));
            out.flush();
            InputStream in = socket.getInputStream();
            byte[] answer = new byte[8];
            int count = 0;
            int b = in.read();
            while (b != -1) {
                if (count == answer.length) {
                    byte[] longer = new byte[count * 2];
                    System.arraycopy(answer, 0, longer, 0, count);
                    answer = longer;
                }
                answer[count] = (byte) b;
                count = count + 1;
                b = in.read();
            }
            String text = new String(answer, 0, count, "UTF-8");
            Reply reply = new Reply(text, count);
            return reply;
        } finally {
            if (socket != null) {
                socket.close();
            }
        }
    }
}
