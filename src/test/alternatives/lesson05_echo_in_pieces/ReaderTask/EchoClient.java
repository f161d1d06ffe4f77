package lesson05_echo_in_pieces;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

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
        try (Socket server = new Socket(host, port)) {
            FutureTask<byte[]> reading =
                    new FutureTask<>(
                            () -> {
                                try (server) { // its end ends the sender's write() as well
                                    return receive(server.getInputStream(), bytes.length);
                                }
                            });
            new Thread(reading, "reader").start();
            try {
                send(server, bytes);
            } catch (IOException e) {
                // the reader knows why
            }
            return new String(reading.get(), UTF_8);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException io ? io : new IOException(e.getCause());
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    /**
     * Has the message sent while the caller goes on and reads; when all is sent, this direction
     * ends. Comes back at once, however long the message is.
     */
    private static void send(Socket server, byte[] message) throws IOException {
        OutputStream out = server.getOutputStream();
        for (int from = 0; from < message.length; from += 1 << 12) {
            out.write(message, from, Math.min(1 << 12, message.length - from));
        }
        server.shutdownOutput();
    }

    /**
     * Reads {@code n} bytes, in however many pieces they arrive.
     *
     * @throws EOFException if the stream ends before; its message contains the number of bytes that
     *     have arrived
     */
    private static byte[] receive(InputStream in, int n) throws IOException {
        ByteArrayOutputStream back = new ByteArrayOutputStream();
        byte[] piece = new byte[16];
        int r = 0;
        while (back.size() < n && (r = in.read(piece, 0, Math.min(16, n - back.size()))) != -1) {
            back.write(piece, 0, r);
        }
        if (r == -1) {
            throw new EOFException(back.size() + " of " + n + " bytes");
        }
        return back.toByteArray();
    }
}
