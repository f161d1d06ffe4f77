package workbook.load;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * One client's connection. Any thread may send; all else is the {@link ClientEventLoop}'s business,
 * whose thread reads.
 */
final class ClientConnection implements Conversation.Listener {

    /** How far it has come. */
    enum State {
        NEW,
        CONNECTING,
        LOGGING_IN,
        JOINING,
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

    /** Sends now what the socket takes, and leaves the rest to the event loop. Never waits. */
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
        conversation.feed(piece, n);
    }

    /** Says that the connection ends now, and that its end is not a loss. */
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
            // it is over in any case
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
