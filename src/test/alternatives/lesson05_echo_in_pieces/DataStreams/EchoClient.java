package lesson05_echo_in_pieces;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.Socket;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

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
        byte[] bytes = message.getBytes(UTF_8);
        ExecutorService sender = Executors.newSingleThreadExecutor();
        try (Socket server = new Socket(host, port)) {
            sender.submit(
                    () -> {
                        new DataOutputStream(server.getOutputStream()).write(bytes);
                        server.shutdownOutput();
                        return null;
                    });
            DataInputStream in = new DataInputStream(server.getInputStream());
            byte[] back = new byte[bytes.length];
            for (int n = 0; n < back.length; n++) {
                try {
                    back[n] = in.readByte();
                } catch (EOFException e) { // which tells nothing by itself
                    throw new EOFException("only " + n + " of " + back.length + " bytes");
                }
            }
            return new String(back, UTF_8);
        } finally {
            sender.shutdownNow();
        }
    }
}
