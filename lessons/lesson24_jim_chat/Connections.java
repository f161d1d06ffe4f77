package lesson24_jim_chat;

import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;

/** Given: all open connections. Safe for any number of threads. */
final class Connections {

    private final Set<ChatConnection> all = ConcurrentHashMap.newKeySet();

    void add(ChatConnection connection) {
        all.add(connection);
    }

    void remove(ChatConnection connection) {
        all.remove(connection);
    }

    /** Does something with each connection, one after another; it must not wait for a client. */
    void each(Consumer<ChatConnection> action) {
        all.forEach(action);
    }

    /** Something that may wait for a client. */
    interface Goodbye {
        void to(ChatConnection connection) throws InterruptedException;
    }

    /** Does something with all connections at the same time, and waits until that is done. */
    void eachAtOnce(ExecutorService threads, Goodbye goodbye) {
        List<Callable<Void>> calls = all.stream().map(each -> call(goodbye, each)).toList();
        try {
            threads.invokeAll(calls);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RejectedExecutionException e) {
            // the threads have been shut down
        }
    }

    private static Callable<Void> call(Goodbye goodbye, ChatConnection connection) {
        return () -> {
            goodbye.to(connection);
            return null;
        };
    }
}
