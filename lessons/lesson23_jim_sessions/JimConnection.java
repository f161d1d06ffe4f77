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

/** Given: the bytes of one connection; what they mean is the business of its session. */
final class JimConnection implements ObjectSink, Closeable {

    private static final int PIECE = 1024; // bytes that one read takes at most

    private final JimReader reader = new JimReader(JimReader.Dialect.HANDBOOK);
    private final Socket socket;
    private final JimSession session;
    private final Heartbeat heartbeat;
    private boolean quit; // what comes after that is not answered

    /** Owns the socket from now on. */
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
     * Answers each object until the client quits or ends its stream; blocks meanwhile.
     *
     * @throws IOException if the connection breaks off, or another thread closes it
     */
    void converse() throws IOException {
        socket.setTcpNoDelay(true); // each answer leaves at once, in a packet of its own
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

    /** Sends a message, from any thread, with one write; blocks if the client does not read. */
    synchronized void send(Message message) throws IOException {
        socket.getOutputStream().write(JimWriter.bytes(message));
    }

    /** From any thread; {@link #converse} then throws, and so does a {@link #send} that blocks. */
    @Override
    public void close() throws IOException {
        socket.close();
    }
}
