package lesson05_echo_in_pieces;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

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
        byte[] bytes = message.getBytes(UTF_8); // bytes are sent, and bytes are counted
        try (Socket server = new Socket(host, port)) { // blocks until connected
            startSending(server, bytes);
            byte[] back = receive(server.getInputStream(), bytes.length);
            return new String(back, UTF_8);
        }
    }

    /**
     * Sends the message and then ends the client's direction, while the caller goes on and reads.
     * Returns without waiting, however long the message is.
     */
    private static void startSending(Socket server, byte[] message) throws IOException {
        CompletableFuture.runAsync(
                () -> {
                    try {
                        OutputStream out = new BufferedOutputStream(server.getOutputStream());
                        for (byte b : message) {
                            out.write(b);
                        }
                        out.flush();
                        server.shutdownOutput();
                    } catch (IOException e) {
                        // the reader will notice
                    }
                })
                .orTimeout(1, TimeUnit.MINUTES); // nobody waits for it; the reader would notice
    }

    /**
     * Reads {@code n} bytes, in however many pieces they arrive.
     *
     * @throws EOFException if the stream ends before; its message contains the number of bytes that
     *     have arrived
     */
    private static byte[] receive(InputStream in, int n) throws IOException {
        InputStream bytes = new BufferedInputStream(in);
        ByteArrayOutputStream back = new ByteArrayOutputStream();
        while (back.size() < n) {
            int b = bytes.read();
            if (b < 0) {
                throw new EOFException(back.size() + " of " + n);
            }
            back.write(b);
        }
        return back.toByteArray();
    }
}
