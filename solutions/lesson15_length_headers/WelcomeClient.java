package lesson15_length_headers;

import java.io.IOException;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;

/**
 * Is welcomed, and has its messages sent back. Given whole.
 *
 * <p>On the wire: {@code Welcome to the server!} comes; {@code привет} goes out and comes back.
 * Each has its header before it.
 */
public class WelcomeClient {

    private static final int LIMIT = 1000; // bytes that an answer may have at most

    /** Prints what comes; arguments: host and port, localhost 1243 unless told. */
    public static void main(String[] args) throws IOException {
        String host = args.length > 0 ? args[0] : "localhost";
        int port = args.length > 1 ? Integer.parseInt(args[1]) : 1243;
        talk(host, port, List.of("привет", "hello")).forEach(System.out::println);
    }

    /**
     * Connects, sends each message after the answer to the one before, closes the connection.
     *
     * @return the welcome, then the answers; fewer if the server ends its stream early
     */
    public static List<String> talk(String host, int port, List<String> messages)
            throws IOException {
        List<String> heard = new ArrayList<>();
        try (Socket server = new Socket(host, port)) {
            MessageReader answers = new MessageReader(server.getInputStream(), LIMIT);
            String answer = answers.read(); // the server speaks first
            for (int i = 0; answer != null; i++) {
                heard.add(answer);
                if (i == messages.size()) {
                    break;
                }
                MessageWriter.write(server.getOutputStream(), messages.get(i));
                answer = answers.read();
            }
        }
        return heard;
    }
}
