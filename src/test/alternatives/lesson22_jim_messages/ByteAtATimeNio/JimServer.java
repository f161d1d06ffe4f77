// style: byte by byte from a buffered stream; replies through a writer that is flushed.
package lesson22_jim_messages;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.net.ServerSocket;
import java.net.Socket;

/**
 * Serves one client after another, and replies to each of their objects.
 *
 * <p>On the wire: <code>{"response":200}</code> and {@code "\n"} for each action of JIM, and an
 * error for anything else, such as <code>{"response":400,"error":"bad field: time"}</code>. There
 * is no reply to a response or a quit. After a quit, the server closes the connection.
 *
 * <p>Watch out: one bad object must not end the conversation, and one bad client must not end the
 * server.
 */
public class JimServer implements Closeable {

    private static final int BACKLOG = 10; // clients that may queue while another is being served
    private static final int PIECE = 1024; // bytes that one read takes at most

    private final ServerSocket listener;
    private final JimReader reader;
    private volatile Socket current; // the client served last; null before the first

    /** Serves on the given port, or on 7777, until the program is stopped. */
    public static void main(String[] args) throws IOException {
        int port = args.length > 0 ? Integer.parseInt(args[0]) : 7777;
        try (JimServer server = new JimServer(port, JimReader.Dialect.HANDBOOK)) {
            System.out.println("listening on port " + server.port());
            server.serve();
        }
    }

    /** Binds {@code port} on all addresses of this computer; 0 means any free port. */
    public JimServer(int port, JimReader.Dialect dialect) throws IOException {
        listener = new ServerSocket(port, BACKLOG);
        reader = new JimReader(dialect);
    }

    /** Returns the port that clients connect to. */
    public int port() {
        return listener.getLocalPort();
    }

    /** Serves one client after another. Returns when another thread calls {@link #close()}. */
    public void serve() throws IOException {
        while (!listener.isClosed()) {
            try (Socket client = listener.accept()) { // blocks until a client connects
                current = client; // close() finds it here, unless it has been called just now
                if (!listener.isClosed()) {
                    converse(client);
                }
            } catch (IOException e) {
                if (!listener.isClosed()) {
                    System.err.println("client lost: " + e.getMessage()); // the next may do better
                }
            }
        }
    }

    /** Replies until the client quits or ends its stream. The caller closes the connection. */
    private void converse(Socket client) throws IOException {
        client.setTcpNoDelay(true); // each answer leaves at once, in a packet of its own
        Answers answers = new Answers(client.getOutputStream());
        ObjectSplitter splitter = new ObjectSplitter(answers);
        var in = new java.io.BufferedInputStream(client.getInputStream());
        byte[] piece = new byte[PIECE];
        int n;
        while (!answers.quit && (n = in.read()) != -1) { // blocks until something has arrived
            piece[0] = (byte) n;
            splitter.feed(piece, 1);
        }
        splitter.end();
    }

    private final class Answers implements ObjectSink {

        private final OutputStream out;
        private boolean quit; // what comes after that is not answered

        Answers(OutputStream out) {
            this.out = new java.io.BufferedOutputStream(out);
        }

        @Override
        public void object(byte[] json) throws IOException {
            try {
                Message message = reader.read(json);
                quit |= message instanceof Message.Quit;
                if (!(message instanceof Message.Response)) {
                    answer(200, "");
                }
            } catch (JimException e) {
                answer(400, e.getMessage());
            }
        }

        @Override
        public void broken() throws IOException {
            answer(400, new JimException("").getMessage());
        }

        private void answer(int code, String text) throws IOException {
            if (!quit) {
                out.write(JimWriter.bytes(new Message.Response(0, code, text))); 
                out.flush();
            }
        }
    }

    /** Closes the listener and the connection to the current client. Any thread may call it. */
    @Override
    public void close() throws IOException {
        listener.close(); // first, so that no further client is accepted
        Socket client = current;
        if (client != null) {
            client.close(); // a read that waits on it throws
        }
    }
}
