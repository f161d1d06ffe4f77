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
        byte[] bytes = message.getBytes(UTF_8); // bytes are sent, and bytes are counted
        try (Socket server = new Socket(host, port)) { // blocks until connected
            startSending(server, bytes);
            byte[] back = receive(server.getInputStream(), bytes.length);
            return new String(back, UTF_8);
        }
    }

    /**
     * Has the message sent while the caller goes on and reads; when all is sent, this direction
     * ends. Comes back at once, however long the message is.
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

    /** Reads {@code n} bytes, in however many pieces they come. */
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
