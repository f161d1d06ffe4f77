package kit;

import java.io.Closeable;
import java.io.IOException;

/** The learner's server. It has been constructed, and may be running {@code serve()}. */
public final class Served<T extends Closeable> {

    /** Asks a server for its port. */
    public interface Port<T> {
        int of(T server) throws IOException;
    }

    /** Runs a server until it is closed or has nothing left to do. */
    public interface Service<T> {
        void run(T server) throws Exception;
    }

    private final Wire wire;
    private final T server;
    private final boolean datagrams;
    private final Closeable lastClose = this::closeWithoutWord;
    private Call<Void> serving;
    private Call<Void> closing;
    private int port;

    Served(Wire wire, T server, boolean datagrams) {
        this.wire = wire;
        this.server = server;
        this.datagrams = datagrams;
    }

    void ask(Port<T> tell) {
        Call<Integer> call = wire.call("port()", () -> tell.of(server));
        wire.quiescence().await(call::done);
        if (call.result() == null || call.result() < 1 || call.result() > 65_535) {
            String was =
                    call.thrown() != null
                            ? Thrown.words(call.thrown())
                            : call.done() ? "" + call.result() : "nothing";
            throw wire.failure(
                    Expectation.of(
                            Expectation.Kind.LISTEN,
                            "port() to return a port number from 1 to 65535",
                            was));
        }
        port = call.result();
    }

    /** Returns the port that the server listens on. */
    public int port() {
        return port;
    }

    /** Starts {@code serve()} on a thread of its own. */
    public Served<T> serve(Service<T> service) {
        serving =
                wire.call(
                        "serve()",
                        () -> {
                            service.run(server);
                            return null;
                        });
        return this;
    }

    /** A method of a server other than {@code serve()}. */
    public interface Method<T, R> {
        R of(T server) throws Exception;
    }

    /** Starts a call of a method, on a thread of its own; a failure shows it as {@code name}. */
    public <R> Call<R> call(String name, Method<T, R> method) {
        return wire.call(name, () -> method.of(server));
    }

    /** Returns the call of {@code serve()}; null before {@link #serve} is called. */
    public Call<Void> serving() {
        return serving;
    }

    /**
     * Calls {@code close()} on another thread and waits for it. Fails if it throws or does not
     * return.
     */
    public void close() {
        Call<Void> closing = startClosing();
        wire.quiescence().await(closing::done);
        if (!closing.done() || closing.thrown() != null) {
            throw wire.failure(
                    Expectation.of(
                            Expectation.Kind.RETURN,
                            "close() to return",
                            closing.done()
                                    ? Thrown.words(closing.thrown())
                                    : "it is still running"));
        }
    }

    /**
     * Calls {@code close()} when the test is over, whatever comes of it; always the same object.
     */
    Closeable lastClose() {
        return lastClose;
    }

    private void closeWithoutWord() {
        Call<Void> closing = startClosing();
        wire.quiescence().await(closing::done);
    }

    /** Starts {@code close()} on another thread and does not wait for it. */
    public void beginToClose() {
        closing = startClosing();
    }

    /** Returns the call of {@code close()} that {@link #beginToClose()} has started last. */
    public Call<Void> closing() {
        return closing;
    }

    private Call<Void> startClosing() {
        return wire.call(
                "close()",
                () -> {
                    server.close();
                    return null;
                });
    }

    /** Returns whether its port is a UDP port; otherwise it is a TCP port. */
    boolean takesDatagrams() {
        return datagrams;
    }

    Wire wire() {
        return wire;
    }
}
