package lesson24_jim_chat;

import java.io.Closeable;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;

/**
 * What a client has still to be sent, in order. Nobody else writes to its socket.
 *
 * <p>On the wire: each message with a write of its own, and in the end the end of the stream.
 *
 * <p>Watch out: a write to a client that does not read waits, perhaps for ever. Only the thread in
 * {@link #run} may wait so, and it must hold no lock then. (No {@code synchronized} either: before
 * Java 24, a virtual thread that waits in it holds on to a real one.)
 */
public final class Outbox implements Mailbox, Closeable {

    private final Socket client;
    private final int limit;
    private final Duration patience;
    private volatile boolean overflowed;

    /**
     * An outbox that is empty.
     *
     * @param client whose input is somebody else's business
     * @param limit messages that may wait; the one that is just being written does not count
     * @param patience how long {@link #close} waits for the client to read what was accepted
     */
    public Outbox(Socket client, int limit, Duration patience) {
        this.client = client;
        this.limit = limit;
        this.patience = patience;
    }

    /** Whether the client was given up because it read too slowly. */
    public boolean overflowed() {
        return overflowed;
    }

    /**
     * Accepts a message, if there is room. If there is none, the client reads too slowly, or not at
     * all, and is given up: nothing is accepted any more, and the socket is closed. Never waits.
     *
     * @return false if it is not accepted
     */
    @Override
    public boolean offer(byte[] message) {
        // TODO 1: accept it if there is room; if there is none, note that, and close the socket.
        throw new UnsupportedOperationException("TODO 1: accept a message, or give the client up");
    }

    /**
     * Accepts an answer to what the client itself has said, and waits until there is room: its own
     * thread calls this, and so reads no more from a client that does not read.
     *
     * @return false if it is not accepted, for nothing is any more
     */
    public boolean put(byte[] answer) {
        // TODO 1: wait for room, then accept it.
        throw new UnsupportedOperationException("TODO 1: accept an answer");
    }

    /**
     * Sends what is accepted, on a thread of its own, until {@link #close} is called and all is
     * sent; then it ends the stream. If a write fails, it closes the socket, and nothing is
     * accepted any more.
     */
    public void run() {
        // TODO 1: wait for a message, write it, and so on; after close() end the stream.
        throw new UnsupportedOperationException("TODO 1: send what is accepted");
    }

    /**
     * Accepts nothing more, and waits until what was accepted is sent and the stream has its end;
     * but only for the patience: then it closes the socket. Any thread may call it, also twice.
     */
    @Override
    public void close() {
        // TODO 1: accept nothing more; wait for run() to have sent all, at most for the patience.
        throw new UnsupportedOperationException("TODO 1: close the outbox");
    }

    private void disconnect() {
        try {
            client.close(); // from any thread: a read or a write that waits on it throws
        } catch (IOException e) {
            // it is closed all the same
        }
    }
}
