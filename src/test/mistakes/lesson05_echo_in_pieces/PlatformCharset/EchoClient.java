// mistake: getBytes() gives the bytes of the text.
// wire: on a computer with another charset (windows-1251 while it is graded) Russian text goes out as other bytes.
// fails: a letter is cut in two
// says: Name the charset
package lesson05_echo_in_pieces;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;

/**
 * Sends a message of any length and reads it back.
 *
 * <p>On the wire: the message goes out and this direction ends; as many bytes come back, in pieces,
 * and the first may be here before the last has gone out.
 *
 * <p>Watch out: write() waits when the buffers on the way are full, until somebody reads.
 */
public class EchoClient {

    /** Prints what comes back; arguments: host and port, localhost 10000 unless told. */
    public static void main(String[] args) throws IOException {
        String host = args.length > 0 ? args[0] : "localhost";
        int port = args.length > 1 ? Integer.parseInt(args[1]) : 10000;
        System.out.println(echo(host, port, "This is the message. It will be repeated."));
    }

    /**
     * Connects, sends {@code message} as UTF-8, reads as many bytes, closes the connection.
     *
     * @return what has come back
     * @throws EOFException if the server's stream ends before all bytes are back
     */
    public static String echo(String host, int port, String message) throws IOException {
        byte[] bytes = message.getBytes(); // bytes are sent, and bytes are counted
        try (Socket server = new Socket(host, port)) { // blocks until connected
            startSending(server, bytes);
            byte[] back = receive(server.getInputStream(), bytes.length);
            return new String(back);
        }
    }

    /**
     * Has the message sent while the caller goes on and reads; when all is sent, this direction
     * ends. Comes back at once, however long the message is.
     */
    private static void startSending(Socket server, byte[] message) throws IOException {
        Runnable sending =
                () -> {
                    try {
                        server.getOutputStream().write(message);
                        server.shutdownOutput();
                    } catch (IOException e) {
                        // the reader will notice
                    }
                };
        new Thread(sending).start();
    }

    /** Reads {@code n} bytes, in however many pieces they come. */
    private static byte[] receive(InputStream in, int n) throws IOException {
        byte[] back = new byte[n];
        int sum = 0;
        while (sum < n) {
            int r = in.read(back, sum, n - sum);
            if (r == -1) {
                throw new EOFException("only " + sum + " of " + n + " bytes came back");
            }
            sum += r;
        }
        return back;
    }
}
