package lesson13_virtual_threads;

import java.io.IOException;
import java.net.Socket;

/** Given: what a server does with one client. The server closes the connection afterwards. */
@FunctionalInterface
public interface Conversation {

    /**
     * Talks with one client; returns when the conversation is over. Waits whenever the client does.
     */
    void talk(Socket client) throws IOException;

    /** Sends every piece back as it arrives, until the client ends its stream. */
    static void echo(Socket client) throws IOException {
        client.getInputStream().transferTo(client.getOutputStream());
    }
}
