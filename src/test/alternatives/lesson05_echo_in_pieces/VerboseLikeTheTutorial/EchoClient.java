package lesson05_echo_in_pieces;

import static java.nio.charset.StandardCharsets.UTF_8;

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
