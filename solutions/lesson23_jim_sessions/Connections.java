package lesson23_jim_sessions;

import java.io.IOException;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** Given: all connections that are open. Any thread may use it. */
final class Connections {

    /** What to do with a connection. */
    interface Action {
        void on(JimConnection connection) throws IOException;
    }

    private final Set<JimConnection> all = ConcurrentHashMap.newKeySet();

    void add(JimConnection connection) {
        all.add(connection);
    }

    void remove(JimConnection connection) {
        all.remove(connection);
    }

    /**
     * Runs the action with each connection, with all at the same time, and waits until all are
     * done, but at most one second, because some clients may not read. Exceptions of the action are
     * ignored: the connection's own thread will notice.
     */
    void each(ExecutorService threads, Action action) {
        Set<Callable<Void>> calls =
                all.stream().map(each -> call(action, each)).collect(Collectors.toSet());
        try {
            threads.invokeAll(calls, 1, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RejectedExecutionException e) {
            // the threads have been shut down
        }
    }

    private static Callable<Void> call(Action action, JimConnection connection) {
        return () -> {
            action.on(connection);
            return null;
        };
    }

    /** Closes all connections. A read or a write that waits on one of them throws. */
    void close() throws IOException {
        for (JimConnection connection : all) {
            connection.close();
        }
    }
}
