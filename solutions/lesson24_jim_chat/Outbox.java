package lesson24_jim_chat;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

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
        if (queue.offer(message)) {
            return true;
        }
        if (queue.close()) { // it was open, so it was full
            overflowed = true;
            disconnect();
        }
        return false;
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
        try {
            OutputStream out = client.getOutputStream();
            for (byte[] next = queue.take(); next != null; next = queue.take()) {
                out.write(next); // blocks while the client does not read; no lock is held
            }
            client.shutdownOutput();
        } catch (IOException | InterruptedException e) {
            queue.close(); // first: nothing is accepted for a client that is gone
            disconnect(); // the thread that reads from the client ends now
        } finally {
            done.countDown();
        }
    }

    /**
     * Accepts nothing more, and waits until {@link #run} has ended. After the patience, closes the
     * socket instead. Safe to call from any thread, more than once.
     */
    @Override
    public void close() {
        queue.close();
        try {
            if (done.await(patience.toNanos(), TimeUnit.NANOSECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        disconnect();
    }

    private void disconnect() {
        try {
            client.close(); // from any thread: a read or a write that waits on it throws
        } catch (IOException e) {
            // it is closed all the same
        }
    }
}
