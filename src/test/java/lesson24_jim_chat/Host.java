package lesson24_jim_chat;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.Closeable;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;

/** A server for one client, with an {@link Outbox} and nothing else. */
final class Host implements Closeable {

    private static final int SEND_BUFFER = 8192; // bytes

    private final ServerSocket listener;
    private final int limit;
    private final Duration patience;
    private volatile Socket client;
    private volatile Outbox outbox;
    private boolean goneBefore; // whether to close the client's socket before run() begins

    Host(int limit, Duration patience) throws IOException {
        this(new ServerSocket(0), limit, patience);
    }

    Host(ServerSocket listener, int limit, Duration patience) {
        this.listener = listener;
        this.limit = limit;
        this.patience = patience;
    }

    /**
     * Makes {@code serve()} offer a message and close the client's socket before it calls {@code
     * run()}.
     */
    Host withoutClient() {
        goneBefore = true;
        return this;
    }

    int port() {
        return listener.getLocalPort();
    }

    /** Accepts one client and runs its outbox on the calling thread. */
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

    /** Reads the next byte from the client; -1 at the end of the stream. */
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
