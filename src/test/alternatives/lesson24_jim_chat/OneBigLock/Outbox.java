// style: synchronized, wait and notifyAll; an array that goes round; rooms in concurrent maps.
package lesson24_jim_chat;

import java.io.Closeable;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;

public final class Outbox implements Mailbox, Closeable {

    private enum State {
        OPEN,
        ENDING,
        OVER
    }

    private final Socket client;
    private final int limit;
    private final Duration patience;
    private volatile boolean overflowed;
    private final byte[][] ring;
    private int first;
    private int count;
    private State state = State.OPEN;

    public Outbox(Socket client, int limit, Duration patience) {
        this.client = client;
        this.limit = limit;
        this.patience = patience;
        this.ring = new byte[limit][];
    }

    public boolean overflowed() {
        return overflowed;
    }

    @Override
    public synchronized boolean offer(byte[] message) {
        if (state != State.OPEN) {
            return false;
        }
        if (count == limit) {
            overflowed = true;
            state = State.OVER;
            shut();
            notifyAll();
            return false;
        }
        append(message);
        return true;
    }

    private void append(byte[] message) {
        ring[(first + count++) % limit] = message;
        notifyAll();
    }

    public synchronized boolean put(byte[] answer) {
        try {
            while (state == State.OPEN && 2 * count >= limit) {
                wait();
            }
        } catch (InterruptedException e) {
            return false;
        }
        if (state != State.OPEN) {
            return false;
        }
        append(answer);
        return true;
    }

    public void run() {
        try {
            while (true) {
                byte[] message;
                synchronized (this) {
                    while (count == 0 && state == State.OPEN) {
                        wait();
                    }
                    if (count == 0 || state == State.OVER) {
                        break;
                    }
                    message = ring[first];
                    first = (first + 1) % limit;
                    count--;
                    notifyAll();
                }
                client.getOutputStream().write(message);
            }
            if (!overflowed) {
                client.shutdownOutput();
            }
        } catch (Exception e) {
            shut();
        } finally {
            synchronized (this) {
                state = State.OVER;
                notifyAll();
            }
        }
    }

    @Override
    public void close() {
        long deadline = System.nanoTime() + patience.toNanos();
        synchronized (this) {
            if (state == State.OPEN) {
                state = State.ENDING;
                notifyAll();
            }
            while (state != State.OVER) {
                long millis = (deadline - System.nanoTime()) / 1_000_000 + 1;
                if (deadline - System.nanoTime() <= 0) {
                    break;
                }
                try {
                    wait(millis);
                } catch (InterruptedException e) {
                    break;
                }
            }
            if (state == State.OVER) {
                return;
            }
        }
        shut();
    }

    private void shut() {
        try {
            client.close();
        } catch (IOException e) {
            System.err.println(e.getMessage());
        }
    }
}
