package lesson14_message_boundaries;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;

/** Sends the same messages in each of the four framings, and prints what comes back. Given. */
public class MessageClient {

    /** Talks to a server. Arguments: host and port; without them, localhost 10000. */
    public static void main(String[] args) throws IOException {
        String host = args.length > 0 ? args[0] : "localhost";
        int port = args.length > 1 ? Integer.parseInt(args[1]) : 10000;
        for (char letter : "FDL".toCharArray()) {
            System.out.println(letter + " " + talk(host, port, letter, List.of("hello", "привет")));
        }
        for (String message : List.of("hello", "привет")) { // a connection for each message
            System.out.println("C " + talk(host, port, 'C', List.of(message)));
        }
    }

    /**
     * Connects, sends the letter of a framing and all messages in that framing, and ends its
     * stream. Few messages, please: the server answers meanwhile, and nobody reads that yet.
     *
     * @return the messages that came back
     */
    public static List<String> talk(String host, int port, char letter, List<String> messages)
            throws IOException {
        List<String> received = new ArrayList<>();
        try (Socket server = new Socket(host, port)) {
            OutputStream out = server.getOutputStream();
            Framing framing = Framings.of(letter, server.getInputStream(), out);
            out.write(letter);
            for (String message : messages) {
                framing.write(message);
            }
            server.shutdownOutput(); // the last frame ends here at the latest
            String message = framing.read();
            while (message != null) {
                received.add(message);
                message = framing.read();
            }
        }
        return received;
    }
}
