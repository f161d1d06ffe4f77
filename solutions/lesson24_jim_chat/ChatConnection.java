package lesson24_jim_chat;

import static java.util.concurrent.TimeUnit.NANOSECONDS;

import java.io.Closeable;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import workbook.jim.JimWriter;
import workbook.jim.Message;
import workbook.jim.session.Heartbeat;

/** Given: one connection, from the first byte to the last. Safe for any number of threads. */
final class ChatConnection implements Closeable {

    private final CountDownLatch goodbye = new CountDownLatch(1); // sayGoodbye() was called
    private final CountDownLatch over = new CountDownLatch(1);
    private final Socket socket;
    private final ChatSession session;
    private final Outbox outbox;
    private final WriterThread writer;
    private final Dialect dialect;
    private final Heartbeat heartbeat;
    private final Duration patience;
    private final String address;
    private final RequestReader reader;
    private volatile boolean stopped; // from listening, by the server

    ChatConnection(
            Socket socket,
            ChatSession session,
            Outbox outbox,
            WriterThread writer,
            Dialect dialect,
            Heartbeat heartbeat,
            Duration patience) {
        this.socket = socket;
        this.session = session;
        this.outbox = outbox;
        this.writer = writer;
        this.dialect = dialect;
        this.heartbeat = heartbeat;
        this.patience = patience;
        this.address = String.valueOf(socket.getRemoteSocketAddress());
        this.reader = new RequestReader(session, writer, dialect, heartbeat, address);
    }

    /** Responds to requests until the client quits or ends its stream, then closes everything. */
    void attend() {
        Log.info(address + " has come");
        String why = "it has ended its stream, or quit";
        try {
            socket.setTcpNoDelay(true); // each message leaves at once, in a packet of its own
            reader.listenTo(socket.getInputStream());
            if (stopped && session.name() != null) {
                goodbye.await(patience.toNanos(), NANOSECONDS); // close() still sends 101
            }
        } catch (IOException e) {
            why = outbox.overflowed() ? "it reads too slowly" : e.getMessage();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // finish() will not wait either
        } finally {
            String who = session.name() == null ? "" : ", " + session.name() + ",";
            session.leave(); // before the client sees the end: it may come back at once
            finish();
            Log.info(address + who + " has left: " + why);
        }
    }

    // The client is to close first: if we closed while its bytes come in, the connection would be
    // reset, and what is on its way to it would be lost.
    private void finish() {
        writer.close();
        long end = System.nanoTime() + patience.toNanos();
        byte[] piece = new byte[1024];
        try {
            socket.setSoTimeout((int) patience.toMillis());
            while (System.nanoTime() < end && socket.getInputStream().read(piece) != -1) {}
        } catch (IOException e) {
            // it is gone, or it takes too long
        }
        close();
        over.countDown();
    }

    /** Ignores all requests from now on. */
    void stopListening() {
        stopped = true;
        reader.stopListening();
    }

    /** Puts a message into the outbox if the client has logged in; never waits. */
    void tell(Message message) {
        if (session.name() != null) {
            write(message);
        }
    }

    /** Does what the pulse asks for; never waits. */
    void probe(long time) {
        switch (heartbeat.pulse()) {
            case PROBE -> write(new Message.Probe(time));
            case DEAD -> close(); // its own thread does the rest
        }
    }

    private void write(Message message) {
        writer.offer(dialect.write(JimWriter.bytes(message)));
    }

    /** Sends what is in the outbox, and waits until the connection ends, or for the patience. */
    void sayGoodbye() throws InterruptedException {
        goodbye.countDown();
        writer.close();
        over.await(patience.toNanos(), NANOSECONDS); // its own thread sees to it
    }

    @Override
    public void close() {
        goodbye.countDown();
        try {
            socket.close();
        } catch (IOException e) {
            // it is closed all the same
        }
    }
}
