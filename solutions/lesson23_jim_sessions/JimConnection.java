package lesson23_jim_sessions;

import java.io.Closeable;
import java.io.IOException;
import java.net.Socket;
import java.util.Optional;
import workbook.jim.JimException;
import workbook.jim.JimReader;
import workbook.jim.JimWriter;
import workbook.jim.Message;
import workbook.jim.ObjectSink;
import workbook.jim.ObjectSplitter;

/** Given: reads messages from one connection, asks its session, and sends the responses. */
final class JimConnection implements ObjectSink, Closeable {

    private static final int PIECE = 1024; // the most bytes that one read returns

    private final JimReader reader = new JimReader(JimReader.Dialect.HANDBOOK);
    private final Socket socket;
    private final JimSession session;
    private final Heartbeat heartbeat;
    private boolean quit; // nothing after a quit gets a response

    /** Owns the socket from now on, and closes it in {@link #close()}. */
    JimConnection(Socket socket, JimSession session, Heartbeat heartbeat) {
        this.socket = socket;
        this.session = session;
        this.heartbeat = heartbeat;
    }

    JimSession session() {
        return session;
    }

    Heartbeat heartbeat() {
        return heartbeat;
    }

    /**
     * Responds to each object until the client quits or ends its stream. Blocks until then.
     *
     * @throws IOException if the connection is reset, or if another thread closes it
     */
    void converse() throws IOException {
        socket.setTcpNoDelay(true); // sends each response at once
        ObjectSplitter splitter = new ObjectSplitter(this);
        var in = socket.getInputStream();
        byte[] piece = new byte[PIECE];
        int n;
        while (!quit && (n = in.read(piece)) != -1) {
            splitter.feed(piece, n);
        }
        splitter.end();
    }

    @Override
    public void object(byte[] json) throws IOException {
        if (quit) {
            return;
        }
        try {
            Message message = reader.read(json);
            quit = message instanceof Message.Quit;
            Optional<Message.Response> answer = session.answer(message);
            boolean presence = message instanceof Message.Presence;
            heartbeat.heard(presence && answer.isPresent() && answer.get().code() < 300);
            if (answer.isPresent()) {
                send(answer.get());
            }
        } catch (JimException e) {
            send(Code.BAD.response(e.getMessage()));
        }
    }

    @Override
    public void broken() throws IOException {
        if (!quit) {
            send(Code.BAD.response());
        }
    }

    /**
     * Sends a message with one write. Any thread may call this. Blocks if the client does not read.
     */
    synchronized void send(Message message) throws IOException {
        socket.getOutputStream().write(JimWriter.bytes(message));
    }

    /**
     * Closes the socket. A {@link #converse} or {@link #send} that waits in another thread throws.
     */
    @Override
    public void close() throws IOException {
        socket.close();
    }
}
