// style: a cautious beginner: try and finally in place of try-with-resources, a flag, an array that is grown by hand.
package lesson01_uppercase_echo;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;

/**
 * Sends a message to a server and returns the server's reply.
 *
 * <p>On the wire: the client sends {@code "hello, world!"} and ends its stream. The server replies
 * {@code "HELLO, WORLD!"}, perhaps in several pieces, and closes the connection.
 *
 * <p>Watch out: the reply is complete when the stream ends, not when the first read returns.
 */
public class UppercaseClient {

    /** Prints a reply. Arguments: host and port; without them, localhost 9090. */
    public static void main(String[] args) throws IOException {
        String host = args.length > 0 ? args[0] : "localhost";
        int port = args.length > 1 ? Integer.parseInt(args[1]) : 9090;
        System.out.println(shout(host, port, "hello, world!"));
    }

    /**
     * Connects, sends {@code message} as UTF-8, reads the whole reply, and closes the connection.
     *
     * @return the whole reply, up to the end of the server's stream
     */
    public static String shout(String host, int port, String message) throws IOException {
        Socket socket = new Socket(host, port);
        try {
            OutputStream out = socket.getOutputStream();
            byte[] question = message.getBytes("UTF-8");
            out.write(question, 0, question.length);
            out.flush();
            socket.shutdownOutput();

            InputStream in = socket.getInputStream();
            byte[] answer = new byte[10];
            int length = 0;
            while (true) {
                if (length == answer.length) { // full: take a longer one
                    byte[] longer = new byte[answer.length * 2];
                    System.arraycopy(answer, 0, longer, 0, length);
                    answer = longer;
                }
                int n = in.read(answer, length, answer.length - length);
                if (n < 0) {
                    break;
                }
                length = length + n;
            }
            return new String(answer, 0, length, "UTF-8");
        } finally {
            socket.close();
        }
    }
}
