// style: a buffered stream, readNBytes, and a server that writes with a lambda.
package lesson15_length_headers;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.net.ServerSocket;
import java.net.Socket;

public class WelcomeServer implements Closeable {

    private final ServerSocket listener;
    private final int limit;

    public static void main(String[] args) throws IOException {
        int port = args.length > 0 ? Integer.parseInt(args[0]) : 1243;
        try (WelcomeServer server = new WelcomeServer(port, 1000)) {
            System.out.println("listening on port " + server.port());
            server.serve();
        }
    }

    public WelcomeServer(int port, int limit) throws IOException {
        this.listener = new ServerSocket(port);
        this.limit = limit;
    }

    public int port() {
        return listener.getLocalPort();
    }

    public void serve() throws IOException {
        while (!listener.isClosed()) {
            try (Socket client = listener.accept()) {
                converse(client);
            } catch (IOException e) {
                if (!listener.isClosed()) {
                    System.err.println("client lost: " + e.getMessage());
                }
            }
        }
    }

    private interface Answer {
        void send(String text) throws IOException;
    }

    private void converse(Socket client) throws IOException {
        var reader = new MessageReader(new BufferedInputStream(client.getInputStream()), limit);
        OutputStream out = new BufferedOutputStream(client.getOutputStream());
        Answer answer =
                text -> {
                    MessageWriter.write(out, text);
                    out.flush();
                };
        answer.send("Welcome to the server!");
        try {
            for (String text = reader.read(); text != null; text = reader.read()) {
                answer.send(text);
            }
        } catch (BadHeader e) {
            answer.send("refused: " + e.getMessage());
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }
}
