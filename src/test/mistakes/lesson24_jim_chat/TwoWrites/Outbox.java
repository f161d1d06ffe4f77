// mistake: a stream of bytes does not care how they were written.
// wire: each message crosses in two packets, and a client that polls meets half of one.
// fails: a write for each
// says: leave with one write
package lesson24_jim_chat;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

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
        try {
            OutputStream out = client.getOutputStream();
            for (byte[] next = queue.take(); next != null; next = queue.take()) {
                out.write(next, 0, next.length - 1);
                out.write(next[next.length - 1]); // the line end
            }
            client.shutdownOutput();
        } catch (IOException | InterruptedException e) {
            disconnect(); // whoever reads from the client finds that out now
        } finally {
            queue.close();
            done.countDown();
        }
    }

    /**
     * Accepts nothing more, and waits until what was accepted is sent and the stream has its end;
     * but only for the patience: then it closes the socket. Any thread may call it, also twice.
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
