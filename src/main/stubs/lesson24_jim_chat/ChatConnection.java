package lesson24_jim_chat;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import workbook.jim.JimException;
import workbook.jim.JimReader;
import workbook.jim.JimWriter;
import workbook.jim.Message;
import workbook.jim.ObjectSink;
import workbook.jim.ObjectSplitter;
import workbook.jim.session.Code;
import workbook.jim.session.Heartbeat;

/** Given: what one client says. What it hears is the business of its {@link Outbox}. */
final class ChatConnection implements ObjectSink, Closeable {

    private static final int PIECE = 1024; // bytes that one read takes at most

    private final JimReader reader = new JimReader(JimReader.Dialect.HANDBOOK);
    private final CountDownLatch over = new CountDownLatch(1);
    private final Socket socket;
    private final ChatSession session;
    private final Outbox outbox;
    private final Heartbeat heartbeat;
    private final Duration patience;
    private volatile boolean deaf; // what comes now is not looked at
    private boolean quit;

    /** Reads from the socket, and closes it in the end. */
    ChatConnection(
            Socket socket,
            ChatSession session,
            Outbox outbox,
            Heartbeat heartbeat,
            Duration patience) {
        this.socket = socket;
        this.session = session;
        this.outbox = outbox;
        this.heartbeat = heartbeat;
        this.patience = patience;
    }

    /** Answers each object until the client quits or ends its stream; blocks meanwhile. */
    void converse() throws IOException {
        socket.setTcpNoDelay(true); // each message leaves at once, in a packet of its own
        ObjectSplitter splitter = new ObjectSplitter(this);
        InputStream in = socket.getInputStream();
        byte[] piece = new byte[PIECE];
        int n;
        while (!deaf && (n = in.read(piece)) != -1) {
            splitter.feed(piece, n);
        }
        splitter.end();
    }

    @Override
    public void object(byte[] json) {
        if (deaf) {
            return;
        }
        try {
            Message message = reader.read(json);
            quit = message instanceof Message.Quit;
            deaf |= quit;
            String before = session.name();
            Optional<Message.Response> answer = session.answer(message);
            if (before == null && session.name() != null) {
                Log.info(address() + " is " + session.name());
            }
            boolean presence = message instanceof Message.Presence;
            heartbeat.heard(presence && answer.isPresent() && answer.get().code() < 300);
            answer.ifPresent(a -> outbox.put(JimWriter.bytes(a)));
        } catch (JimException e) {
            outbox.put(JimWriter.bytes(Code.BAD.response(e.getMessage())));
        }
    }

    @Override
    public void broken() {
        if (!deaf) {
            outbox.put(JimWriter.bytes(Code.BAD.response()));
        }
    }

    /** Whether the client has said that it goes. */
    boolean hasQuit() {
        return quit;
    }

    String address() {
        return String.valueOf(socket.getRemoteSocketAddress());
    }

    /** Sends a message soon, if the client is somebody; never waits. */
    void tell(Message message) {
        if (session.name() != null) {
            outbox.offer(JimWriter.bytes(message));
        }
    }

    /** Does what the pulse asks for. */
    void probe(long time) {
        switch (heartbeat.pulse()) {
            case PROBE -> outbox.offer(JimWriter.bytes(new Message.Probe(time)));
            case DEAD -> close(); // its own thread does the rest
            default -> {}
        }
    }

    /** From now on, what comes is not looked at. */
    void stopListening() {
        deaf = true;
    }

    /** From any thread: sends what waits, and lets the connection come to its end. */
    void sayGoodbye() {
        outbox.close();
        try {
            over.await(patience.toNanos(), TimeUnit.NANOSECONDS); // its own thread sees to it
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Sends what waits, and ends the stream; then lets the client close first, as long as the
     * patience lasts: if we closed while its bytes come in, the system would reset the connection,
     * and what is on its way to the client would be lost.
     */
    void finish() {
        outbox.close();
        long end = System.nanoTime() + patience.toNanos();
        byte[] piece = new byte[PIECE];
        try {
            do {
                long millis = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
                socket.setSoTimeout((int) Math.max(1, millis));
            } while (socket.getInputStream().read(piece) != -1 && System.nanoTime() < end);
        } catch (IOException e) {
            // it is gone, or it takes too long
        }
        close();
        over.countDown();
    }

    /** From any thread; a read or a write that waits throws. */
    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            // it is closed all the same
        }
    }
}
