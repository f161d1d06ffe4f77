package kit;

import java.io.Closeable;
import java.io.IOException;

/** A server of the learner's, constructed and maybe serving. */
public final class Served<T extends Closeable> {

    /** Asks a server for its port. */
    public interface Port<T> {
        int of(T server) throws IOException;
    }

    /** Lets a server work until it is closed or has nothing left to do. */
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
                            Expectation.Kind.LISTEN, "port() to tell a port, 1 to 65535", was));
        }
        port = call.result();
    }

    /** The port that it listens on. */
    public int port() {
        return port;
    }

    /** Runs {@code serve()} on a thread of its own. */
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

    /** Another method of a server than {@code serve()}. */
    public interface Method<T, R> {
        R of(T server) throws Exception;
    }

    /** Calls a method, on a thread of its own; {@code name} is its name in a failure. */
    public <R> Call<R> call(String name, Method<T, R> method) {
        return wire.call(name, () -> method.of(server));
    }

    /** The call of {@code serve()}. */
    public Call<Void> serving() {
        return serving;
    }

    /** Calls {@code close()} from another thread and waits for it; fails if it does not return. */
    public void close() {
        Call<Void> closing = startClosing();
        wire.quiescence().await(closing::done);
        if (!closing.done() || closing.thrown() != null) {
            throw wire.failure(
                    Expectation.of(
                            Expectation.Kind.RETURN,
                            "close() to return",
                            closing.done() ? Thrown.words(closing.thrown()) : "still at it"));
        }
    }

    /** Calls {@code close()} when the test is over, whatever comes of it; always the same object. */
    Closeable lastClose() {
        return lastClose;
    }

    private void closeWithoutWord() {
        Call<Void> closing = startClosing();
        wire.quiescence().await(closing::done);
    }

    /** Calls {@code close()} from another thread and does not wait for it. */
    public void beginToClose() {
        closing = startClosing();
    }

    /** The call of {@code close()} that was {@linkplain #beginToClose() begun} last. */
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

    /** Whether its port is a UDP port; otherwise it is a TCP port. */
    boolean takesDatagrams() {
        return datagrams;
    }

    Wire wire() {
        return wire;
    }
}
