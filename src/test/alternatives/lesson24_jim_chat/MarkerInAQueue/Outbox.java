// style: a LinkedBlockingDeque does the waiting, permits count the room, and a marker ends run(); a future tells that it has ended.
package lesson24_jim_chat;

import java.io.Closeable;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

public final class Outbox implements Mailbox, Closeable {

    private static final byte[] END = {};

    private final Socket client;
    private final int limit;
    private final Duration patience;
    private volatile boolean overflowed;
    private final LinkedBlockingQueue<byte[]> queue = new LinkedBlockingQueue<>();
    private final AtomicInteger waiting = new AtomicInteger();
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private final Object gate = new Object(); // accepting and ending are one at a time
    private boolean open = true;

    public Outbox(Socket client, int limit, Duration patience) {
        this.client = client;
        this.limit = limit;
        this.patience = patience;
    }

    public boolean overflowed() {
        return overflowed;
    }

    @Override
    public boolean offer(byte[] message) {
        synchronized (gate) {
            if (accept(message, limit)) {
                return true;
            }
            if (!open) {
                return false;
            }
            overflowed = true;
            stop();
        }
        hangUp();
        return false;
    }

    private boolean accept(byte[] message, int room) {
        if (!open || waiting.get() >= room) {
            return false;
        }
        waiting.incrementAndGet();
        queue.add(message);
        return true;
    }

    private void stop() {
        if (open) {
            open = false;
            queue.add(END);
        }
        gate.notifyAll();
    }

    public boolean put(byte[] answer) {
        synchronized (gate) {
            while (!accept(answer, (limit + 1) / 2)) {
                if (!open) {
                    return false;
                }
                try {
                    gate.wait();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    return false;
                }
            }
            return true;
        }
    }

    public void run() {
        try {
            byte[] message;
            while ((message = queue.take()) != END) {
                synchronized (gate) {
                    waiting.decrementAndGet();
                    gate.notifyAll();
                }
                client.getOutputStream().write(message);
                client.getOutputStream().flush();
            }
            client.shutdownOutput();
        } catch (IOException | InterruptedException e) {
            hangUp();
        }
        synchronized (gate) {
            stop();
        }
        ended.complete(null);
    }

    @Override
    public void close() {
        synchronized (gate) {
            stop();
        }
        try {
            ended.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (Exception e) {
            hangUp();
        }
    }

    private void hangUp() {
        try {
            client.close();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
