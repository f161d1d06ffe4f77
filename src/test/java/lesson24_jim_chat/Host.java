package lesson24_jim_chat;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.Closeable;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;

/** A server that knows nothing but an {@link Outbox}, for one client. */
final class Host implements Closeable {

    private static final int SEND_BUFFER = 8192; // bytes

    private final ServerSocket listener;
    private final int limit;
    private final Duration patience;
    private volatile Socket client;
    private volatile Outbox outbox;
    private boolean goneBefore; // the client's socket is closed before run() begins

    Host(int limit, Duration patience) throws IOException {
        this(new ServerSocket(0), limit, patience);
    }

    Host(ServerSocket listener, int limit, Duration patience) {
        this.listener = listener;
        this.limit = limit;
        this.patience = patience;
    }

    /** Offers a message and closes the client's socket before it calls {@code run()}. */
    Host withoutClient() {
        goneBefore = true;
        return this;
    }

    int port() {
        return listener.getLocalPort();
    }

    /** Takes a client, and is the thread that runs its outbox. */
    void serve() throws IOException {
        client = listener.accept();
        client.setTcpNoDelay(true);
        client.setSendBufferSize(SEND_BUFFER);
        outbox = new Outbox(client, limit, patience);
        if (goneBefore) {
            offer("early");
            client.close();
        }
        outbox.run();
    }

    Outbox outbox() {
        return outbox;
    }

    boolean offer(String text) {
        return outbox.offer(text.getBytes(UTF_8));
    }

    boolean put(String text) {
        return outbox.put(text.getBytes(UTF_8));
    }

    boolean isDisconnected() {
        return client.isClosed();
    }

    /** What the client says next. */
    int read() throws IOException {
        return client.getInputStream().read();
    }

    @Override
    public void close() throws IOException {
        listener.close();
        if (client != null) {
            client.close();
        }
        if (outbox != null) {
            outbox.close();
        }
    }
}
