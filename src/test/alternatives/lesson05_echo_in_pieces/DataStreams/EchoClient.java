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
 * Sends a message of any length to an echo server, and reads the echo.
 *
 * <p>On the wire: the client sends the message and ends its stream. As many bytes come back, in
 * pieces; the first may arrive before the last byte of the message has been sent.
 *
 * <p>Watch out: when the buffers on the way are full, write() waits until the server reads.
 */
public class EchoClient {

    /** Prints one echo. Arguments: host and port; without them, localhost 10000. */
    public static void main(String[] args) throws IOException {
        String host = args.length > 0 ? args[0] : "localhost";
        int port = args.length > 1 ? Integer.parseInt(args[1]) : 10000;
        System.out.println(echo(host, port, "This is the message. It will be repeated."));
    }

    /**
     * Sends {@code message} as UTF-8, and reads as many bytes. Closes the connection in any case.
     *
     * @return the text that came back
     * @throws EOFException if the server's stream ends before all bytes have come back
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
