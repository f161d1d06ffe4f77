package lesson05_echo_in_pieces;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;

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
        Socket server = new Socket(host, port);
        Sender sender = new Sender(server, message.getBytes(UTF_8));
        sender.start();
        String answer;
        try {
            InputStream in = server.getInputStream();
            byte[] back = new byte[sender.message.length];
            int got = 0;
            while (got != back.length) {
                int r = in.read(back, got, back.length - got);
                if (r < 0) {
                    throw new EOFException("after " + got + " bytes");
                }
                got = got + r;
            }
            answer = new String(back, UTF_8);
        } finally {
            server.close();
            try {
                sender.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        return answer;
    }

    private static class Sender extends Thread {
        private final Socket server;
        private final byte[] message;

        Sender(Socket server, byte[] message) {
            this.server = server;
            this.message = message;
        }

        @Override
        public void run() {
            try {
                server.getOutputStream().write(message);
                server.getOutputStream().flush();
                server.shutdownOutput();
            } catch (IOException e) {
                System.err.println("not all was sent: " + e.getMessage());
            }
        }
    }
}
