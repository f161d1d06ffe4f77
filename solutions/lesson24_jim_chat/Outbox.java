package lesson24_jim_chat;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

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
    private final ReentrantLock lock = new ReentrantLock(); // guards all that follows
    private final Condition changed = lock.newCondition();
    private final Deque<byte[]> waiting = new ArrayDeque<>();
    private boolean open = true; // accepts messages
    private boolean done; // nothing more will be sent
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
        lock.lock();
        try {
            if (!open || waiting.size() < limit) {
                return open && add(message);
            }
            open = false;
            overflowed = true;
        } finally {
            lock.unlock();
        }
        disconnect(); // which ends run()
        return false;
    }

    private boolean add(byte[] message) {
        waiting.add(message);
        changed.signalAll();
        return true;
    }

    /**
     * Accepts an answer to what the client itself has said, and waits until there is room: its own
     * thread calls this, and so reads no more from a client that does not read.
     *
     * @return false if it is not accepted, for nothing is any more
     */
    public boolean put(byte[] answer) {
        lock.lock();
        try {
            while (open && waiting.size() >= limit) {
                changed.await(); // lets go of the lock meanwhile
            }
            return open && add(answer);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            lock.unlock();
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
            for (byte[] next = take(); next != null; next = take()) {
                out.write(next); // blocks while the client does not read; the lock is free
            }
            client.shutdownOutput();
        } catch (IOException | InterruptedException e) {
            disconnect(); // whoever reads from the client finds that out now
        } finally {
            end();
        }
    }

    /** The next message, as soon as there is one; null if there will be none. */
    private byte[] take() throws InterruptedException {
        lock.lock();
        try {
            while (open && waiting.isEmpty()) {
                changed.await();
            }
            changed.signalAll(); // there is room
            return waiting.poll();
        } finally {
            lock.unlock();
        }
    }

    private void end() {
        lock.lock();
        try {
            open = false;
            done = true;
            waiting.clear();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Accepts nothing more, and waits until what was accepted is sent and the stream has its end;
     * but only for the patience: then it closes the socket. Any thread may call it, also twice.
     */
    @Override
    public void close() {
        lock.lock();
        try {
            open = false;
            changed.signalAll();
            long nanos = patience.toNanos();
            while (!done && nanos > 0) {
                nanos = changed.awaitNanos(nanos);
            }
            if (done) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
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
