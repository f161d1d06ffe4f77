package lesson12_selector_loop;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.Socket;

/** Given, so that you can try your servers: sends a greeting, and prints what comes back. */
public class HelloClient {

    /** Greets a server. Arguments: host and port; without them, localhost 50000. */
    public static void main(String[] args) throws IOException {
        String host = args.length > 0 ? args[0] : "localhost";
        int port = args.length > 1 ? Integer.parseInt(args[1]) : 50000;
        System.out.println("Received: " + greet(host, port, "привет, мир"));
    }

    /** Sends a text, and returns as many bytes of the answer as the text has, as a text. */
    public static String greet(String host, int port, String text) throws IOException {
        byte[] bytes = text.getBytes(UTF_8);
        try (Socket server = new Socket(host, port)) {
            server.getOutputStream().write(bytes);
            return new String(server.getInputStream().readNBytes(bytes.length), UTF_8);
        }
    }
}
