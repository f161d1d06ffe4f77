package lesson23_jim_sessions;

import java.io.Closeable;
import java.io.IOException;
import java.net.Socket;
import java.time.Instant;
import workbook.jim.JimException;
import workbook.jim.JimReader;
import workbook.jim.JimWriter;
import workbook.jim.Message;
import workbook.jim.ObjectSink;
import workbook.jim.ObjectSplitter;

/** Given: logs in, prints all messages that arrive, and answers probes. */
public final class PresenceClient implements ObjectSink, Closeable {

    private final JimReader reader = new JimReader(JimReader.Dialect.HANDBOOK);
    private final Socket server;
    private final String name;

    /**
     * Stays until the server closes the connection. Arguments: host, port, name, password. Without
     * them: localhost, 7777, anna, and no password.
     */
    public static void main(String[] args) throws IOException {
        String host = args.length > 0 ? args[0] : "localhost";
        int port = args.length > 1 ? Integer.parseInt(args[1]) : 7777;
        String name = args.length > 2 ? args[2] : "anna";
        try (PresenceClient client = new PresenceClient(host, port, name)) {
            if (args.length > 3) {
                client.send(new Message.Authenticate(now(), name, args[3]));
            }
            client.send(new Message.Presence(now(), name, ""));
            client.listen();
        }
    }

    /** Connects to the server. */
    public PresenceClient(String host, int port, String name) throws IOException {
        this.name = name;
        this.server = new Socket(host, port);
        server.setTcpNoDelay(true);
    }

    private static long now() {
        return Instant.now().getEpochSecond();
    }

    /** Sends a message with one write. */
    public void send(Message message) throws IOException {
        server.getOutputStream().write(JimWriter.bytes(message));
    }

    /** Prints all messages that arrive, until the server closes the connection. */
    public void listen() throws IOException {
        ObjectSplitter splitter = new ObjectSplitter(this);
        byte[] piece = new byte[1024];
        for (int n = 0; n != -1; n = server.getInputStream().read(piece)) {
            splitter.feed(piece, n);
        }
        splitter.end();
    }

    @Override
    public void object(byte[] json) throws IOException {
        try {
            Message message = reader.read(json);
            System.out.println(message);
            if (message instanceof Message.Probe) {
                send(new Message.Presence(now(), name, ""));
            }
        } catch (JimException e) {
            throw new IOException(e);
        }
    }

    @Override
    public void broken() throws IOException {
        throw new IOException("the server has sent something that is not an object");
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
