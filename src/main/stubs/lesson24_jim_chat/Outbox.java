package lesson24_jim_chat;

import java.io.Closeable;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;

/**
 * Sends one client the messages of other clients and the responses to its own requests. Nothing
 * else writes to the client.
 *
 * <p>On the wire: each message is sent with one write, and after the last one the stream ends.
 *
 * <p>Watch out: a write to a client that does not read may wait forever. Only the thread in {@link
 * #run} may wait like that, and it must not hold a lock meanwhile.
 */
public final class Outbox implements Mailbox, Closeable {

    private final Socket client;
    private final Duration patience;
    private final MessageQueue queue;
    private final CountDownLatch done = new CountDownLatch(1); // opens when run() ends
    private volatile boolean overflowed;

    /**
     * Makes an empty outbox.
     *
     * @param client the connection; another thread reads from it
     * @param limit how many messages may wait; the one that is being written does not count
     * @param patience how long {@link #close} waits until everything is sent
     */
    public Outbox(Socket client, int limit, Duration patience) {
        this.client = client;
        this.patience = patience;
        this.queue = new MessageQueue(limit);
    }

    /** Returns whether the client was disconnected because its queue was full. */
    public boolean overflowed() {
        return overflowed;
    }

    /**
     * Accepts a message if there is room. If the queue is full, closes it and the socket, because
     * the client reads too slowly. Never waits.
     *
     * @return false if the message is not accepted
     */
    @Override
    public boolean offer(byte[] message) {
        // TODO 2: put the message into the queue. If it was full, close it, set overflowed, disconnect().
        throw new UnsupportedOperationException("TODO 2: accept a message, or disconnect the client");
    }

    /**
     * Accepts a response to a request of this client, and waits for room like {@link
     * MessageQueue#put}. The thread that reads from the client calls this; while it waits, it reads
     * no further request.
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
     * Sends the accepted messages, on a thread of its own. After {@link #close}, sends those that
     * are left, ends the stream and returns. If a write fails, closes the queue and the socket and
     * returns.
     */
    public void run() {
        // TODO 2: take a message, write it, and so on. If a write fails, close the queue and disconnect().
        // TODO 3: after the last message, end the stream. However run() ends, open the gate done.
        throw new UnsupportedOperationException("TODO 2: send the accepted messages");
    }

    /**
     * Accepts nothing more, and waits until {@link #run} has ended. After the patience, closes the
     * socket instead. Safe to call from any thread, more than once.
     */
    @Override
    public void close() {
        // TODO 3: close the queue, and wait for done, at most for the patience. If that was too short,
        // disconnect().
        throw new UnsupportedOperationException("TODO 3: close the outbox");
    }

    private void disconnect() {
        try {
            client.close(); // from any thread: a read or a write that waits on it throws
        } catch (IOException e) {
            // it is closed all the same
        }
    }
}
