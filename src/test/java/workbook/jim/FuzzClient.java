package workbook.jim;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * A client of {@link ServerFuzz}: looks at every object that arrives, and waits for each only for a
 * limited time.
 */
final class FuzzClient implements ObjectSink, Closeable {

    private static final int PATIENCE = 30_000; // ms
    private static final JimReader READER = new JimReader(JimReader.Dialect.HANDBOOK);

    private final Socket socket = new Socket();
    private final ObjectSplitter splitter = new ObjectSplitter(this);
    private final byte[] piece = new byte[4096];
    private final Deque<Message> came = new ArrayDeque<>();

    FuzzClient(InetSocketAddress server) throws IOException {
        socket.connect(server, PATIENCE);
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(PATIENCE);
    }

    void send(byte[] bytes, int from, int to) throws IOException {
        socket.getOutputStream().write(bytes, from, to - from);
    }

    void send(String json) throws IOException {
        socket.getOutputStream().write((json + "\n").getBytes(UTF_8));
    }

    void end() throws IOException {
        socket.shutdownOutput();
    }

    /** The connection ends with a reset when it is closed. */
    void resetOnClose() throws IOException {
        socket.setSoLinger(true, 0);
    }

    /** Looks at what is there already. */
    void drain() throws IOException {
        while (socket.getInputStream().available() > 0) {
            read();
        }
    }

    /**
     * Looks at all that comes until the server ends the stream.
     *
     * @throws AssertionError if it does not
     */
    void drainToEnd() throws IOException {
        try {
            while (read()) {}
        } catch (SocketTimeoutException e) {
            throw new AssertionError("the server does not end the stream");
        }
    }

    /**
     * The next message that is not a notice.
     *
     * @throws AssertionError if none comes, or the stream ends
     */
    Message next() throws IOException {
        try {
            while (true) {
                Message next = came.poll();
                if (next == null && !read()) {
                    throw new AssertionError("the server has ended the stream");
                }
                if (next != null && !(next instanceof Message.Response r && r.code() < 200)) {
                    return next;
                }
            }
        } catch (SocketTimeoutException e) {
            throw new AssertionError("nothing came within " + PATIENCE + " ms");
        }
    }

    private boolean read() throws IOException {
        int n = socket.getInputStream().read(piece);
        if (n > 0) {
            splitter.feed(piece, n);
        }
        return n > 0;
    }

    /** Forgets what has come, and tells how much it was. */
    int forget() {
        int size = came.size();
        came.clear();
        return size;
    }

    @Override
    public void object(byte[] json) {
        try {
            came.add(READER.read(json));
        } catch (JimException e) {
            throw new AssertionError("the server sent " + new String(json, UTF_8), e);
        }
    }

    @Override
    public void broken() {
        throw new AssertionError("the server sent something that is not an object");
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
