package lesson24_jim_chat;

import java.io.Closeable;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;

/**
 * Sends one client what others, and its own session, have to tell it. Nobody else writes to it.
 *
 * <p>On the wire: each message with a write of its own, and in the end the end of the stream.
 *
 * <p>Watch out: a write to a client that does not read waits, perhaps for ever. Only the thread in
 * {@link #run} may wait so, and it must hold no lock then.
 */
public final class Outbox implements Mailbox, Closeable {

    private final Socket client;
    private final Duration patience;
    private final MessageQueue queue;
    private final CountDownLatch done = new CountDownLatch(1); // run() has come to its end
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
        this.patience = patience;
        this.queue = new MessageQueue(limit);
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
        // TODO 1: put it into the queue; if the queue was full, close it, note that, and disconnect().
        throw new UnsupportedOperationException("TODO 1: accept a message, or give the client up");
    }

    /**
     * Accepts an answer to what the client itself has said, as {@link MessageQueue#put} does: its
     * own thread calls this, and so reads no more from a client that does not read.
     */
    public boolean put(byte[] answer) {
        try {
            return queue.put(answer);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /**
     * Sends what is accepted, on a thread of its own, until {@link #close} is called and all is
     * sent; then it ends the stream. If a write fails, it closes the socket, and nothing is
     * accepted any more.
     */
    public void run() {
        // TODO 1: take a message, write it, and so on; in the end, end the stream. However it ends,
        // the queue is closed then, and done.
        throw new UnsupportedOperationException("TODO 1: send what is accepted");
    }

    /**
     * Accepts nothing more, and waits until what was accepted is sent and the stream has its end;
     * but only for the patience: then it closes the socket. Any thread may call it, also twice.
     */
    @Override
    public void close() {
        // TODO 1: close the queue, and wait for done, at most for the patience; if it is not done
        // then, disconnect().
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
