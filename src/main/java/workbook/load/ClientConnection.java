package workbook.load;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * One client's connection. Any thread may send. Everything else happens on the thread of the {@link
 * ClientEventLoop}, which reads.
 */
final class ClientConnection implements Conversation.Listener {

    /** The states of a connection. */
    enum State {
        NEW,
        CONNECTING,
        LOGGING_IN,
        JOINING,
        READY,
        LOST
    }

    final int number; // from 0, the talking clients first
    final String name;
    final String room; // empty if it is in no room
    final int place; // its place in its group, from 0
    final int[] last; // number of the last message from each place of its group
    volatile State state = State.NEW;
    SocketChannel channel;
    SelectionKey key;

    private final ClientEventLoop clients;
    private final Conversation conversation;
    private final Deque<ByteBuffer> waiting = new ArrayDeque<>(); // guarded by itself
    private boolean quitting;

    ClientConnection(
            ClientEventLoop clients,
            Protocol protocol,
            int number,
            String name,
            String room,
            int place,
            int group) {
        this.clients = clients;
        this.conversation = protocol.conversation(name, this);
        this.number = number;
        this.name = name;
        this.room = room;
        this.place = place;
        this.last = new int[group];
    }

    void login() throws IOException {
        state = State.LOGGING_IN;
        send(conversation.login());
    }

    void join() throws IOException {
        state = State.JOINING;
        send(conversation.join(room));
    }

    void send(String to, String text) throws IOException {
        send(conversation.message(to, text));
    }

    /**
     * Sends as much as the socket accepts now, and leaves the rest to the event loop. Never blocks.
     */
    private void send(String line) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(line.getBytes(US_ASCII));
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

    /** Sends as much of the waiting bytes as the socket accepts now. */
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

    /** Handles the first {@code n} bytes of a piece that has arrived. */
    void feed(byte[] piece, int n) throws IOException {
        conversation.feed(piece, n);
    }

    /** Says goodbye and closes the connection. From now on, its end does not count as a loss. */
    void quit() {
        try {
            quitting = true;
            if (state == State.READY) {
                send(conversation.quit());
            }
            if (channel != null) {
                channel.close();
            }
        } catch (IOException e) {
            // the connection is gone in any case
        }
    }

    boolean quitting() {
        return quitting;
    }

    @Override
    public void responded(boolean good, String code) throws IOException {
        clients.responded(this, good, code);
    }

    @Override
    public void message(String text) {
        clients.message(this, text);
    }

    @Override
    public void reply(String line) throws IOException {
        send(line);
    }

    @Override
    public void garbage() {
        clients.tally().error("something came that is not of the protocol");
    }
}
