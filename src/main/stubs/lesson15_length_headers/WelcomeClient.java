package lesson15_length_headers;

import java.io.IOException;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;

/**
 * Prints the welcome of a server, sends messages, and prints each answer.
 *
 * <p>On the wire: {@code Welcome to the server!} arrives first. The client sends {@code привет},
 * and the server sends it back. Each of them has its header in front of it.
 *
 * <p>Watch out: a server may send its welcome and then nothing more. Print what has arrived.
 */
public class WelcomeClient {

    private static final int LIMIT = 1000; // the most bytes that the text of an answer may have

    /** Talks to a server. Arguments: host and port; without them, localhost 1243. */
    public static void main(String[] args) throws IOException {
        String host = args.length > 0 ? args[0] : "localhost";
        int port = args.length > 1 ? Integer.parseInt(args[1]) : 1243;
        talk(host, port, List.of("привет", "hello"));
    }

    /**
     * Connects, sends each message when the answer to the one before has arrived, and closes the
     * connection. Prints the welcome and each answer on a line of its own, as soon as it has
     * arrived.
     *
     * @return the welcome, then the answers; fewer if the server ends its stream early
     */
    public static List<String> talk(String host, int port, List<String> messages)
            throws IOException {
        // TODO 8: connect, print the welcome, then send each message and print its answer.
        // When do you print, so that a server that falls silent still gets its words printed?
        throw new UnsupportedOperationException("TODO 8: talk to the server");
    }
}
