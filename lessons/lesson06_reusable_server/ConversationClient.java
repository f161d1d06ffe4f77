package lesson06_reusable_server;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.net.Socket;

/**
 * Given, so that you can talk to your {@link ConversationServer}: sends each line that you type,
 * and prints each line that comes back, until the server closes the connection.
 */
public class ConversationClient {

    /** Talks with a server. Arguments: host and port; without them, localhost 5000. */
    public static void main(String[] args) throws IOException {
        String host = args.length > 0 ? args[0] : "localhost";
        int port = args.length > 1 ? Integer.parseInt(args[1]) : 5000;
        boolean piped = System.console() == null;
        talk(
                host,
                port,
                piped ? new InputStreamReader(System.in, UTF_8) : System.console().reader());
    }

    /**
     * Sends the lines of {@code keyboard}; returns when there are no more lines, or when the server
     * has closed the connection.
     */
    public static void talk(String host, int port, Reader keyboard) throws IOException {
        BufferedReader typed = new BufferedReader(keyboard);
        try (Socket server = new Socket(host, port)) {
            BufferedReader replies =
                    new BufferedReader(new InputStreamReader(server.getInputStream(), UTF_8));
            String line = typed.readLine(); // blocks until you press Enter
            while (line != null) {
                server.getOutputStream().write((line + "\n").getBytes(UTF_8));
                String reply = replies.readLine(); // blocks until the reply is complete
                if (reply == null) { // the server has read a farewell and closed
                    return;
                }
                System.out.println(reply);
                line = typed.readLine();
            }
        }
    }
}
