// style: thread pools: one for the clients, and for each member one thread with a bounded queue of tasks.
package lesson19_xor_chat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

final class Member {

    private final Socket client;
    private final byte[] key;
    private final ThreadPoolExecutor sender =
            new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(100));

    Member(Socket client, byte[] key) {
        this.client = client;
        this.key = key;
    }

    void tell(String text) {
        try {
            sender.execute(() -> send(text));
        } catch (RejectedExecutionException e) {
            stop();
        }
    }

    private void send(String text) {
        try {
            ChatWire.send(client.getOutputStream(), text, key);
        } catch (IOException e) {
            stop();
        }
    }

    void stop() {
        sender.shutdownNow();
        try {
            client.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
