package workbook.load;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.Deque;
import workbook.jim.ObjectSink;
import workbook.jim.ObjectSplitter;

/**
 * One client's connection. Any thread may send; all else is the {@link ClientEventLoop}'s business,
 * whose thread reads.
 */
final class ClientConnection implements ObjectSink {

    /** How far it has come. */
    enum State {
        NEW,
        CONNECTING,
        PRESENT_ASKED,
        JOIN_ASKED,
        READY,
        LOST
    }

    final int number; // talking ones first, from 0
    final String name;
    final String room; // empty if it is in none
    final int place; // among those of its group, from 0
    final int[] last; // the last message that came from each of its group
    volatile State state = State.NEW;
    SocketChannel channel;
    SelectionKey key;
    int asides; // answers to come that belong to no message

    private final ClientEventLoop clients;
    private final ObjectSplitter splitter = new ObjectSplitter(this);
    private final Deque<ByteBuffer> waiting = new ArrayDeque<>(); // guarded by itself
    private boolean quitting;

    ClientConnection(
            ClientEventLoop clients, int number, String name, String room, int place, int group) {
        this.clients = clients;
        this.number = number;
        this.name = name;
        this.room = room;
        this.place = place;
        this.last = new int[group];
    }

    /** Sends now what the socket takes, and leaves the rest to the event loop. Never waits. */
    void send(String json) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap((json + "\n").getBytes(US_ASCII));
        synchronized (waiting) {
            if (waiting.isEmpty()) {
                channel.write(bytes);
            }
            if (bytes.hasRemaining()) {
                waiting.add(bytes);
                key.interestOpsOr(SelectionKey.OP_WRITE);
                key.selector().wakeup();
            }
        }
    }

    /** Sends what waits, as far as the socket takes it. */
    void flush() throws IOException {
        synchronized (waiting) {
            while (!waiting.isEmpty()) {
                channel.write(waiting.peek());
                if (waiting.peek().hasRemaining()) {
                    return;
                }
                waiting.remove();
            }
            key.interestOpsAnd(~SelectionKey.OP_WRITE);
        }
    }

    /** Takes what has come. */
    void feed(byte[] piece, int n) throws IOException {
        splitter.feed(piece, n);
    }

    /** Says that the connection ends now, and that its end is not a loss. */
    void quit() {
        try {
            quitting = true;
            if (state == State.READY) {
                send("{\"action\":\"quit\"}");
            }
            if (channel != null) {
                channel.close();
            }
        } catch (IOException e) {
            // it is over in any case
        }
    }

    boolean quitting() {
        return quitting;
    }

    @Override
    public void object(byte[] json) throws IOException {
        clients.object(this, json);
    }

    @Override
    public void broken() {
        clients.tally().error("no JSON object came");
    }
}
