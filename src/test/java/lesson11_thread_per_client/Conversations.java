package lesson11_thread_per_client;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.util.Set;

/** What the servers of a test do with their clients, and a listener that fails. */
final class Conversations {

    private Conversations() {}

    /** Sends the name of the thread and {@code "\n"}, then echoes; throws when it reads "!". */
    static void naming(Socket client) throws IOException {
        send(client, Thread.currentThread().getName() + "\n");
        picky(client);
    }

    /** Echoes each piece; throws an exception of no peer's making when it reads "!". */
    static void picky(Socket client) throws IOException {
        InputStream in = client.getInputStream();
        OutputStream out = client.getOutputStream();
        byte[] piece = new byte[64];
        for (int n = in.read(piece); n != -1; n = in.read(piece)) {
            if (piece[0] == '!') {
                throw new IllegalStateException("no such luck");
            }
            out.write(piece, 0, n);
        }
    }

    /** Throws an exception such as the network makes. */
    static void interrupted(Socket client) throws IOException {
        throw new IOException("the cable is out");
    }

    /** Says goodbye and returns, whatever the client does. */
    static void brief(Socket client) throws IOException {
        send(client, "bye\n");
    }

    /** Sends without end: to a client that does not read it soon waits in a write. */
    static void endless(Socket client) throws IOException {
        OutputStream out = client.getOutputStream();
        byte[] piece = new byte[8192];
        while (true) {
            out.write(piece);
        }
    }

    /** Notes the name of the thread, then echoes. */
    static Conversation notingIn(Set<String> names) {
        return client -> {
            names.add(Thread.currentThread().getName());
            send(client, "hello\n");
            picky(client);
        };
    }

    private static void send(Socket client, String text) throws IOException {
        client.getOutputStream().write(text.getBytes(UTF_8));
    }

    /**
     * A listener whose first calls of {@code accept()} throw, as when no more files may be open.
     */
    static ServerSocket failing(int times) throws IOException {
        return new ServerSocket(0) {
            private int left = times;

            @Override
            public Socket accept() throws IOException {
                if (left > 0) {
                    left--;
                    throw new SocketException("Too many open files (Accept failed)");
                }
                return super.accept();
            }
        };
    }
}
