package workbook.jim;

import java.io.IOException;
import java.net.InetSocketAddress;

/** Two clients of {@link ServerFuzz} that talk all the time, whatever others do. */
final class SteadyPair implements AutoCloseable {

    private static final String ANNA = "steady anna";
    private static final String BORIS = "steady boris";

    private final FuzzClient anna;
    private final FuzzClient boris;
    private final Thread thread = new Thread(this::talk, "steady pair");
    private volatile boolean over;
    private volatile Throwable failure;
    private volatile long exchanges;
    private volatile long longest; // ns

    SteadyPair(InetSocketAddress server) throws IOException {
        anna = new FuzzClient(server);
        boris = new FuzzClient(server);
        enter(anna, ANNA);
        enter(boris, BORIS);
        thread.start();
    }

    private static void enter(FuzzClient client, String name) throws IOException {
        client.send(
                "{\"action\":\"presence\",\"time\":5,\"user\":{\"account_name\":\""
                        + name
                        + "\"}}");
        expect(201, client.next());
    }

    private void talk() {
        try {
            while (!over) {
                long start = System.nanoTime();
                exchange(anna, ANNA, boris, BORIS);
                exchange(boris, BORIS, anna, ANNA);
                longest = Math.max(longest, System.nanoTime() - start);
            }
        } catch (IOException | AssertionError e) {
            failure = e;
        }
    }

    private void exchange(FuzzClient from, String name, FuzzClient to, String other)
            throws IOException {
        String text = "exchange " + ++exchanges;
        from.send(
                "{\"action\":\"msg\",\"time\":5,\"to\":\"%s\",\"from\":\"%s\",\"message\":\"%s\"}"
                        .formatted(other, name, text));
        expect(200, from.next());
        if (!(to.next() instanceof Message.Msg msg && msg.message().equals(text))) {
            throw new AssertionError("another message came than " + text);
        }
    }

    private static void expect(int code, Message message) {
        if (!(message instanceof Message.Response response && response.code() == code)) {
            throw new AssertionError("not " + code + " but " + message);
        }
    }

    /** Fails if one exchange has not been answered, or not rightly. */
    void check() {
        if (failure != null) {
            throw new AssertionError("the steady pair was not served", failure);
        }
    }

    long exchanges() {
        return exchanges;
    }

    /** The longest exchange there and back, in milliseconds. */
    double longest() {
        return longest / 1e6;
    }

    @Override
    public void close() throws Exception {
        over = true;
        thread.join();
        anna.close();
        boris.close();
    }
}
